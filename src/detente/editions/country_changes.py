"""What changed between two editions about each country: its rank, what it is called, how often it is named, the tone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from detente.editions.changes import edition_label
from detente.editions.labels import labels_of
from detente.editions.labels_table import LabelTable
from detente.editions.naming import find_countries
from detente.editions.order import Ordering, order_of
from detente.editions.records import Change, ChangeKind, Edition, Label, Tone
from detente.editions.shares import Share, shares_of
from detente.editions.tone import tones_of
from detente.evidence import span_of
from detente.records import Span, content_id

# A share or a count differs for certain where the difference is this many standard deviations of two Poisson counts.
_SIGMAS = 1.96
_FEWEST = 3


def country_changes(
    before: Edition,
    after: Edition,
    *,
    part: str | None = None,
    leave_out: Iterable[str] = (),
    table: LabelTable | None = None,
    tone: bool = False,
) -> list[Change]:
    """Return the changes of rank, label and frequency between two editions of a series, heaviest first.

    Args:
        before, after: The older and the newer edition.
        part: The part to rank in; None takes the part that is found to be about partners.
        leave_out: Countries that are not ranked, such as the ally.
        table: Whose labels to look for.
        tone: Also compare tone, which codes both editions and takes a while.

    Raises:
        DetenteError: If an edition has no such part.
    """
    found = [*rank_changes(before, after, part=part, leave_out=tuple(leave_out))]
    found += label_changes(before, after, labels_of(before, table), labels_of(after, table))
    found += frequency_changes(before, after)
    if tone:
        found += tone_changes(before, after, tones_of(before), tones_of(after))
    return sorted(found, key=lambda change: (-change.weight, change.kind, change.country or ""))


def rank_changes(before: Edition, after: Edition, *, part: str | None, leave_out: Sequence[str]) -> Iterator[Change]:
    """Yield a change for each country whose rank differs, or that only one of the editions ranks.

    Orders by section are not compared with orders by mention, nor are alphabetical ones.
    """
    old, new = order_of(before, part, leave_out), order_of(after, part, leave_out)
    if old.alphabetical or new.alphabetical or not old.ranks or not new.ranks or _loose(old) != _loose(new):
        return
    was = {rank.country: rank for rank in old.ranks}
    now = {rank.country: rank for rank in new.ranks}
    for country in dict.fromkeys([*now, *was]):
        one, other = was.get(country), now.get(country)
        places = (one.rank if one else None, other.rank if other else None)
        if places[0] == places[1] or (_loose(old) and None in places):
            continue
        moved = abs((places[0] or len(old.ranks) + 1) - (places[1] or len(new.ranks) + 1))
        note = f"order then: {', '.join(old.countries)}; now: {', '.join(new.countries)}"
        yield _change(before, after, "rank", country, _text(places[0]), _text(places[1]),
                      min(1.0, (0.3 if _loose(old) else 0.6) + 0.1 * moved),
                      one.evidence if one else None, other.evidence if other else None, note)  # fmt: skip


def _loose(order: Ordering) -> bool:
    """Tell whether an order rests on first mentions, which say less than sections."""
    return bool(order.ranks) and order.ranks[0].basis == "first treatment"


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


def label_changes(before: Edition, after: Edition, old: Sequence[Label], new: Sequence[Label]) -> Iterator[Change]:
    """Yield a change for each country that is called something else, no longer so, or newly so."""
    was, now = _by_country(old), _by_country(new)
    for country in dict.fromkeys([*now, *was]):
        gone = [label for label in was[country] if not _kept(label, now[country])]
        come = [label for label in now[country] if not _kept(label, was[country])]
        named_before = {one.country for one in find_countries(before.document.text, before.language)}
        if not gone and not come:
            continue
        first, second = _chief(gone), _chief(come)
        # A country that the older edition does not name at all is new, not relabelled; that is what "added" says.
        if first is None and country not in named_before and second is None:
            continue
        step = abs((second.warmth or 0) - (first.warmth or 0)) if first and second else 2
        yield _change(before, after, "label", country, first.words if first else None, second.words if second else None,
                      min(1.0, 0.5 + 0.08 * step), first.evidence if first else None,
                      second.evidence if second else None, _note(gone, come))  # fmt: skip


def _by_country(labels: Sequence[Label]) -> dict[str, list[Label]]:
    found: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        found[label.country].append(label)
    return found


def _kept(label: Label, others: Sequence[Label]) -> bool:
    """Tell whether the other edition has the label with the same modifiers."""
    return any(label.label == other.label and _plain(label.words) == _plain(other.words) for other in others)


def _plain(words: str) -> str:
    return words.casefold().replace("neighbor", "neighbour").replace("defense", "defence").removesuffix("s")


def _chief(labels: Sequence[Label]) -> Label | None:
    """Return the label that tells most: the one furthest from the middle of the table, the first among equals."""
    return max(labels, key=lambda label: abs(label.warmth or 0), default=None)


def _note(gone: Sequence[Label], come: Sequence[Label]) -> str | None:
    parts = []
    if len(gone) > 1:
        parts.append("no longer: " + ", ".join(dict.fromkeys(label.words for label in gone)))
    if len(come) > 1:
        parts.append("now: " + ", ".join(dict.fromkeys(label.words for label in come)))
    return "; ".join(parts) or None


def frequency_changes(before: Edition, after: Edition) -> Iterator[Change]:
    """Yield a change for each country named much more or much less often, in proportion to the length of the editions.

    Mentions are taken for Poisson counts; the difference of their rates must be 1.96 standard deviations or more.
    """
    old, new = shares_of(before), shares_of(after)
    sizes = (max(len(before.document.text), 1), max(len(after.document.text), 1))
    for country in dict.fromkeys([*new, *old]):
        one, other = old.get(country), new.get(country)
        counts = (one.mentions if one else 0, other.mentions if other else 0)
        rates = (counts[0] / sizes[0], counts[1] / sizes[1])
        spread = sqrt(counts[0] / sizes[0] ** 2 + counts[1] / sizes[1] ** 2)
        if max(counts) < _FEWEST or spread == 0 or abs(rates[1] - rates[0]) < _SIGMAS * spread:
            continue
        ratio = min(rates) / max(rates)
        yield _change(before, after, "frequency", country, _counted(one), _counted(other), 0.2 + 0.4 * (1 - ratio),
                      _first(before, country), _first(after, country), None)  # fmt: skip


def _counted(share: Share | None) -> str:
    return f"{share.mentions} mentions, {share.share:.1%} of the text" if share else "0 mentions"


def _first(edition: Edition, country: str) -> Span | None:
    named = find_countries(edition.document.text, edition.language)
    one = next((one for one in named if one.country == country), None)
    return span_of(edition.document.text, one.start, one.end) if one else None


def tone_changes(before: Edition, after: Edition, old: Sequence[Tone], new: Sequence[Tone]) -> Iterator[Change]:
    """Yield a change for each country whose balance of statements moved so far that the intervals do not overlap."""
    was = {tone.country: tone for tone in old}
    for other in new:
        one = was.get(other.country)
        if one is None or one.balance is None or other.balance is None:
            continue
        if one.low is None or one.high is None or other.low is None or other.high is None:
            continue
        if one.high >= other.low and other.high >= one.low:
            continue
        yield _change(before, after, "tone", other.country, _balance(one), _balance(other),
                      min(1.0, 0.3 + 0.35 * abs(other.balance - one.balance)),
                      one.statements[0] if one.statements else None, other.statements[0] if other.statements else None,
                      None)  # fmt: skip


def _balance(tone: Tone) -> str:
    return (
        f"{tone.balance:+.2f} ({tone.low:+.2f} to {tone.high:+.2f}; "
        f"{tone.cooperative} cooperative, {tone.conflictual} conflictual)"
    )


def _change(
    before: Edition,
    after: Edition,
    kind: ChangeKind,
    country: str,
    old: str | None,
    new: str | None,
    weight: float,
    evidence_from: Span | None,
    evidence_to: Span | None,
    note: str | None,
) -> Change:
    return Change(
        id=content_id("change", before.id, after.id, kind, country, old or "", new or ""),
        series=after.series,
        issuer=after.issuer,
        edition_from=edition_label(before),
        edition_to=edition_label(after),
        kind=kind,
        country=country,
        countries=(country,),
        topic=None,
        before=old,
        after=new,
        weight=round(weight, 3),
        evidence_from=evidence_from,
        evidence_to=evidence_to,
        note=note,
    )
