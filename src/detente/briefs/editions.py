"""What official documents say of the two states, and what is reported of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from detente.briefs import wording
from detente.briefs.kept import Kept
from detente.briefs.lines import Anchors, make_quote
from detente.briefs.names import country_in_text, country_name
from detente.briefs.parts import Quote
from detente.briefs.sections import Editions, Paper, Said, Signal
from detente.data.tables import read_rows
from detente.editions.claims import claims
from detente.editions.matching import check_claims
from detente.editions.official import official_series
from detente.editions.records import Claim, Verdict
from detente.editions.signals import Passage, Portrayal, SeriesSignals, signals_of
from detente.editions.signals import Signal as Change
from detente.records import Document

# Changes told of one series; the weightiest come first, and the rest are counted.
_MOST_SIGNALS = 12
# Characters of a passage in a sentence; the quote has it whole.
_SHORT = 160
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_CLAIMS: Kept[tuple[Claim, ...]] = Kept()
_VERDICTS = {
    "confirmed": "the editions bear it out",
    "contradicted": "the editions show otherwise",
    "not_new": "true, but not new",
    "unchecked": "not checked",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What official documents say of each other's states, and what is reported of them.

    Attributes:
        papers: The documents among which there are editions, by id.
        series: What each series of the two says of the other.
        verdicts: What is reported of editions, held against those at hand.
    """

    papers: Mapping[str, Document]
    series: tuple[SeriesSignals, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def telling(self) -> frozenset[str]:
        """Ids of the documents that report of editions."""
        return frozenset(verdict.claim.document for verdict in self.verdicts)


def find_editions(
    dyad: tuple[str, str], papers: Sequence[Document], telling: Iterable[Document], start: date | None
) -> Found:
    """Look for editions and for reports of them.

    Args:
        dyad: The two countries.
        papers: Documents among which editions of official series are looked for.
        telling: Documents that may say something about editions.
        start: First day; changes in editions that came out before are left out.
    """
    every = (claim for document in telling for claim in _CLAIMS.get(document, partial(_claims, document)))
    told = [claim for claim in every if _concerns(claim, dyad)]
    found = (
        replace(one, signals=tuple(s for s in one.signals if not _before(s, start))) for one in signals_of(papers, dyad)
    )
    verdicts = check_claims(told, official_series(papers)) if told else []
    return Found({paper.id: paper for paper in papers}, tuple(found), tuple(verdicts))


def editions_of(found: Found, anchors: Anchors) -> Editions:
    """Return the section on official documents; `anchors` must have every document that reports of editions."""
    return Editions(
        tuple(_paper(one, f"paper-{n}", found.papers, anchors) for n, one in enumerate(found.series, start=1)),
        tuple(_said(one, f"claim-{n}", anchors) for n, one in enumerate(found.verdicts, start=1)),
    )


def _before(change: Change, start: date | None) -> bool:
    return start is not None and change.date_to.end is not None and change.date_to.end < start


def _claims(document: Document) -> tuple[Claim, ...]:
    return tuple(claims(document))


def _concerns(claim: Claim, dyad: tuple[str, str]) -> bool:
    """Tell whether a claim is about what one of the two says of the other, or about when its document comes out."""
    if claim.issuer not in dyad:
        return False
    other = dyad[1] if claim.issuer == dyad[0] else dyad[0]
    return other == claim.country or other in (claim.order or ()) or claim.kind == "release"


def _paper(series: SeriesSignals, anchor: str, documents: Mapping[str, Document], anchors: Anchors) -> Paper:
    about = country_in_text(series.about)
    signals = []
    for number, change in enumerate(series.signals[:_MOST_SIGNALS], start=1):
        place = f"{anchor}-{number}"
        at = [passage for passage in (change.at_from, change.at_to) if passage is not None]
        quotes = tuple(_quote(one, f"{place}-{n}", documents, anchors) for n, one in enumerate(at, start=1))
        signals.append(Signal(place, _changed(change, about), change.weight, quotes))
    return Paper(
        id=anchor,
        title=f"{country_name(series.issuer)} on {about}: {_series_name(series.series)}",
        series=series.series,
        note=_shown(series.portrayals, about),
        signals=tuple(signals),
        left_out=max(0, len(series.signals) - _MOST_SIGNALS),
    )


def _quote(passage: Passage, anchor: str, documents: Mapping[str, Document], anchors: Anchors) -> Quote:
    return make_quote(anchors, anchor, documents[passage.document], passage.span)


def _shown(portrayals: Sequence[Portrayal], about: str) -> str:
    """Return what each edition shows, oldest first."""
    parts = []
    for one in portrayals:
        facts = [f"named {wording.count(one.mentions, 'time')}"] if one.mentions else ["not named"]
        if one.rank is not None and not one.alphabetical:
            facts.insert(0, f"place {one.rank} of {one.ranked}")
        called = list(dict.fromkeys(f"“{called.words}”" for called in one.called))[:3]
        facts += [f"called {wording.listing(called)}"] if called else []
        parts.append(f"{one.edition} ({', '.join(facts)})")
    return f"Editions on {about}: {'; '.join(parts)}."


def _changed(change: Change, about: str) -> str:
    """Return a change between two editions as a sentence."""
    before, after = (None if one is None else _short(one) for one in (change.before, change.after))
    where = f"{change.edition_from} → {change.edition_to}"
    upper = f"{about[0].upper()}{about[1:]}"
    match change.kind:
        case "rank":
            text = f"{upper} moved from place {before} to place {after}"
            text = f"{upper} has place {after} now" if before is None else text
            text = f"{upper} is not ranked any more (place {before} before)" if after is None else text
        case "label":
            text = f"{upper} is called “{after}” instead of “{before}”"
            text = f"{upper} is now called “{after}”" if before is None else text
            text = f"{upper} is no longer called “{before}”" if after is None else text
        case "added":
            text = f"New: “{after}”"
        case "removed":
            text = f"Left out: “{before}”"
        case "reworded":
            text = f"Reworded: “{before}” is now “{after}”"
        case "frequency":
            text = f"How often {about} is named changed from {before} to {after}"
        case "tone":
            text = f"The tone towards {about} changed from {before} to {after}"
        case _:
            text = f"{change.kind.capitalize()}: “{after or before}”"
    note = f"; {change.note}" if change.note else ""
    return f"{where}: {text}{note}."


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHORT else f"{words[:_SHORT].rsplit(' ', 1)[0]} …"


def _said(verdict: Verdict, anchor: str, anchors: Anchors) -> Said:
    claim = verdict.claim
    document = anchors.documents[claim.document]
    reason = (
        verdict.reason.replace(claim.series, f"the {_series_name(claim.series)}") if claim.series else verdict.reason
    )
    return Said(
        id=anchor,
        text=_claimed(claim),
        verdict=f"{_VERDICTS[verdict.verdict]}: {reason}",
        quote=make_quote(anchors, anchor, document, claim.evidence, claim.attribution),
    )


def _claimed(claim: Claim) -> str:
    """Return a claim as a sentence: "South Korea’s defense white paper of 2022 is reported to call Japan “neighbour”."."""
    owner = "Someone" if claim.issuer is None else country_in_text(claim.issuer)
    paper = f"{owner}’s {_series_name(claim.series)}" + (f" of {claim.edition}" if claim.edition else "")
    if claim.draft:
        paper = f"a draft of {paper}"
    than = f", other than that of {claim.reference_edition}" if claim.reference_edition and claim.before else ""
    text = f"{paper} is reported to {''.join(_doing(claim))}{than}."
    return f"{text[0].upper()}{text[1:]}"


def _doing(claim: Claim) -> Iterator[str]:
    """Yield what an edition is reported to do, after "to"."""
    whom = country_in_text(claim.country) if claim.country else "others"
    before, after = claim.before, claim.after
    match claim.kind:
        case "rank":
            yield _ranking(whom, before, after)
            if claim.order:
                yield f" ({', '.join(country_name(code) for code in claim.order)})"
        case "label":
            if after is None:
                yield f"call {whom} “{before}” no longer"
            elif after.startswith("not "):
                yield f"not call {whom} “{after.removeprefix('not ')}”"
            else:
                yield f"call {whom} “{after}”" + (f" instead of “{before}”" if before else "")
        case "removed":
            yield f"leave out on {whom}: “{before or after}”"
        case "added":
            yield f"say newly of {whom}: “{after}”"
        case "reworded":
            yield f"be worded anew on {whom}" + (f", from “{before}”" if before else "")
            yield f" to “{after}”" if before and after else f": “{after}”" if after else ""
        case "tone":
            yield f"speak of {whom} in a way that is {after}"
        case "frequency":
            yield f"name {whom} {after}" + (f" (before: {before})" if before else "")
        case "release":
            yield _release(after or "at a time not told")


def _ranking(whom: str, before: str | None, after: str | None) -> str:
    if after is not None and after.isdigit():
        return f"move {whom} from place {before} to place {after}" if before else f"list {whom} in place {after}"
    words = (after or "").split()
    if len(words) == 2 and words[0] in {"before", "after"}:
        return f"list {whom} {words[0]} {country_in_text(words[1])}"
    if after in {"downgraded", "upgraded"}:
        return f"list {whom} {'lower' if after == 'downgraded' else 'higher'} than before"
    return f"change the place of {whom}" + (f" ({after})" if after else "")


def _release(after: str) -> str:
    expected = after.startswith("expected ")
    when = _ISO.sub(lambda found: wording.day(date.fromisoformat(found[0])), after.removeprefix("expected "))
    return f"be expected {when}" if expected else f"have come out: {when}"


def _series_name(series: str | None) -> str:
    """Return what a series is called in a sentence: the first of its names in the table, else its own name in words."""
    if series is None:
        return "official document"
    row = next((row for row in read_rows("editions/series.csv") if row["series"] == series), None)
    return row["names"].split("|")[0] if row else series.replace("_", " ")
