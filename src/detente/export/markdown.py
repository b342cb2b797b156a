"""The brief as Markdown, with the same parts as the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from detente.briefs import wording
from detente.briefs.marks import mark, target_of
from detente.briefs.parts import Line, Piece, Quote, Side
from detente.briefs.records import Brief
from detente.briefs.sections import (
    Agreements,
    Answer,
    Coverage,
    Disputes,
    Editions,
    Happenings,
    Index,
    Method,
    Positions,
    Texts,
)
from detente.export.html import stretches

# What CommonMark, its tables or GitHub's links may read as markup: anywhere, and at the start of a line.
_ANYWHERE = re.compile(r"([\\`*_{}\[\]<>|~&$@]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_AT_START = re.compile(r"^(\d{0,9})([-+#=.)])")


def render(brief: Brief) -> str:
    """Return the brief as Markdown (CommonMark with tables); all text of documents is escaped."""
    window = " ".join(
        f"{word} {wording.day(value)}"
        for word, value in (("from", brief.start), ("to", brief.end))
        if value is not None
    )
    parts = [f"# {escape(brief.title)}", *([window] if window else [])]
    for section in brief.sections:
        parts.append(_heading(2, section.id, section.title))
        parts += _SECTIONS[section.kind](section)
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return `text` so that Markdown shows it as it is, on one line."""
    return _AT_START.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\1", " ".join(text.split())))


def _heading(level: int, anchor: str, title: str) -> str:
    return f'<a id="{anchor}"></a>\n\n{"#" * level} {escape(title)}'


def _answer(section: Answer) -> Iterator[str]:
    yield "\n".join(f"- {escape(one.text)} {_references(one.sources)}".rstrip() for one in section.statements)


def _happenings(section: Happenings) -> Iterator[str]:
    if not section.groups:
        yield "Nothing was found."
    for group in section.groups:
        yield _heading(3, group.id, group.title)
        yield from _lines(group.lines)


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        tags = [line.status_words, *(["claimed by one side only"] if line.contested else [])]
        tags += [f"not in the index: {line.why_not}"] if line.why_not else []
        head = f"{escape(line.when)}: **{escape(line.sentence)}** ({escape('; '.join(tags))})"
        yield f'<a id="{line.id}"></a>**{mark(line.id)}.** {head}'
        for difference in line.differences:
            yield f"Reports differ on {escape(difference.about)}: {_sides(difference.sides)}"
        for report in line.reports:
            event = report.event
            said = f"According to {escape(', in '.join(report.said_by))}" if report.said_by else "Publisher not known"
            score = "none" if event.intensity is None else wording.signed(event.intensity)
            code = [event.type, event.mode, f"CAMEO {event.cameo}" if event.cameo else None]
            code += [f"score {score}", f"confidence {event.confidence:.2f}"]
            yield (
                f'<a id="{report.id}"></a>\n\n'
                f"> {_marked_up(report.quote)}\n>\n> {said}; published {escape(report.published)}; "
                f"[in the text](#{report.text}); {escape(', '.join(part for part in code if part))}"
            )


def _sides(sides: Iterable[Side]) -> str:
    said = []
    for side in sides:
        reports = ", ".join(f"[report {report.rpartition('-')[2]}](#{report})" for report in side.reports)
        said.append(f"{escape(side.value)} ({reports})")
    return " or ".join(said)


def _marked_up(pieces: Sequence[Piece]) -> str:
    """Mark the trigger bold and participants italic; blanks stay outside, where Markdown wants them."""
    shown = []
    for piece in pieces:
        sign = "**" if "trigger" in piece.marks else "*" if piece.marks else ""
        inner = escape(piece.text)
        before = " " if piece.text[:1].isspace() else ""
        after = " " if piece.text[-1:].isspace() else ""
        shown.append(f"{before}{sign}{inner}{sign}{after}" if inner else " ")
    return "".join(shown).strip()


def _index(section: Index) -> Iterator[str]:
    yield escape(section.note)
    yield _heading(3, "turns", "Turning points")
    yield escape(section.turns_note)
    for turn in section.turns:
        behind = _references(turn.lines)
        yield f'<a id="{turn.id}"></a>**{mark(turn.id)}.** {escape(turn.text)} Behind it: {behind}'
    if not section.months:
        return
    names = ["Month", "Direction", "Cooperation", "Conflict", "Net", "Level (90 % interval)", "Acts", "Without score",
             "Reports", "Publishers"]  # fmt: skip
    rows = [[*names, "Lines"], ["---"] * (len(names) + 1)]
    for month in section.months:
        for row in month.rows:
            values = [escape(wording.signed(value)) for value in (row.cooperation, row.conflict, row.net)]
            level = ""
            if row.direction == "both" and month.level is not None:
                low, high = wording.signed(month.level.low), wording.signed(month.level.high)
                level = escape(f"{wording.signed(month.level.net)} ({low} to {high})")
            counts = [str(value) for value in (row.incidents, row.unscored, row.events, row.publishers)]
            rows.append([escape(month.title), row.direction, *values, level, *counts, _references(row.lines)])
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _editions(section: Editions) -> Iterator[str]:
    if not section.papers and not section.reported:
        yield "No edition of an official document of the two is among the documents, and none of them reports of one."
    for paper in section.papers:
        yield _heading(3, paper.id, f"{paper.title[0].upper()}{paper.title[1:]}")
        yield escape(paper.note)
        for signal in paper.signals:
            yield f'<a id="{signal.id}"></a>**{mark(signal.id)}.** {escape(signal.text)}'
            yield from (f'<a id="{one.id}"></a>\n\n{_quoted(one)}' for one in signal.quotes)
        if paper.left_out:
            yield f"{wording.count(paper.left_out, 'further change')} of less weight left out."
    if section.reported:
        yield _heading(3, "reported", "What is reported of them")
    for said in section.reported:
        verdict = f" ({escape(said.verdict)})" if said.verdict else ""
        yield f'<a id="{said.id}"></a>**{mark(said.id)}.** {escape(said.text)}{verdict}'
        yield _quoted(said.quote)


def _quoted(quote: Quote) -> str:
    source = f"{quote.title}, according to {', in '.join(quote.said_by)}" if quote.said_by else quote.title
    where = f"; [in the text](#{quote.text})" if quote.text else ""
    return f"> {escape(quote.span.quote)}\n>\n> {escape(source)}; published {escape(quote.published)}{where}"


def _agreements(section: Agreements) -> Iterator[str]:
    if not section.pacts:
        yield "No agreement to which both are parties is known from the ledger or from the documents."
    elif section.on_words:
        yield f"As of {escape(section.on_words)}."
    for pact in section.pacts:
        yield _heading(3, pact.id, pact.name)
        facts = [f"Parties: {escape(wording.listing(pact.parties))}", f"State: {escape(pact.state)}"]
        facts += [f"{name}: {escape(value)}" for name, value in pact.terms]
        facts += [f"**{escape(due.when)}:** {escape(due.what)} – {escape(due.rule)}" for due in pact.dates]
        facts += [f"Accounts differ: {escape(one)}" for one in pact.contradictions]
        facts += [f"Positions: {_references(pact.wishes)}"] if pact.wishes else []
        facts += [f"Source: [{escape(urlsplit(url).netloc)}]({percent(url, safe=_LINK_SAFE)})" for url in pact.sources]
        yield "\n".join(f"- {fact}" for fact in facts)
        for quote in pact.quotes:
            yield f'<a id="{quote.id}"></a>\n\n{_quoted(quote)}'


def _positions(section: Positions) -> Iterator[str]:
    if not section.stands:
        yield "No document tells what anyone wants of an agreement of the two."
    for stand in section.stands:
        yield _heading(3, f"on-{stand.pact}", stand.name)
        for wish in stand.wishes:
            yield f'<a id="{wish.id}"></a>**{mark(wish.id)}.** {escape(wish.when)}: **{escape(wish.text)}**'
            yield _quoted(wish.quote)


def _disputes(section: Disputes) -> Iterator[str]:
    if not section.disputes:
        yield (
            "No report denies what another tells, no detail differs between reports of one act, and no act is claimed by "
            "one side only."
        )
    for one in section.disputes:
        sides = f" – {_sides(one.sides)}" if one.sides else ""
        yield f'<a id="{one.id}"></a>**{mark(one.id)}.** {escape(one.text)} {_references(one.lines)}{sides}'


def _coverage(section: Coverage) -> Iterator[str]:
    facts = (f"- {one.label}: {escape(one.value)} {_references(one.sources)}".rstrip() for one in section.facts)
    yield "\n".join(facts)
    yield _heading(3, "documents", "Documents used")
    if not section.entries:
        yield "No document reports an act of the two."
    for entry in section.entries:
        basis = f" (by: {entry.basis})" if entry.basis else ""
        told = [
            f"Publisher: {escape(entry.publisher or 'not known')}",
            f"Published: {escape(entry.published + basis)}",
            f"Language: {escape(entry.language or 'not known')}",
            f"Read from: {escape(', '.join(entry.paths))}",
        ]
        told += [f"Address: <{percent(entry.url, safe=_URL_SAFE)}>"] if entry.url else []
        told += [f"Copies: {escape('; '.join(entry.copies))}"] if entry.copies else []
        told += [f"Versions: the newest of {entry.versions} read"] if entry.versions > 1 else []
        told.append(f"Used for: {_references(entry.lines)}")
        head = f'- <a id="entry-{entry.text}"></a>[{escape(entry.title)}](#{entry.text})'
        yield "\n".join([head, *(f"  - {fact}" for fact in told)])
    yield _heading(3, "left-out", "What was left out, and why")
    if not section.items:
        yield "Nothing was left out."
    for item in section.items:
        head = f"- **{escape(item.label)}: {item.count}** – {escape(item.reason)} {_references(item.links)}".rstrip()
        yield "\n".join([head, *(f"  - {escape(detail)}" for detail in item.details)])
        yield from _lines(item.lines)


def _method(section: Method) -> Iterator[str]:
    yield "\n".join(f"- **{escape(term)}:** {escape(meaning)}" for term, meaning in section.terms)


def _texts(section: Texts) -> Iterator[str]:
    if not section.texts:
        yield "No text is quoted."
    for text in section.texts:
        yield _heading(3, text.id, text.title)
        shown = []
        for one in stretches(text):
            anchors = "".join(f'<a id="{passage.id}"></a>' for passage in one.begins)
            backs = "".join(f" [↩{target_of(back)}](#{back})" for p in one.ends for back in p.quoted_by)
            shown.append(
                anchors + "\n\n".join(_marked(part, one.marked) for part in _PARAGRAPH.split(one.text)) + backs
            )
        yield "".join(shown)


def _marked(text: str, marked: bool) -> str:
    inner = escape(text)
    if not inner:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}**{inner}**{after}" if marked else f"{before}{inner}{after}"


def _references(anchors: Iterable[str]) -> str:
    return " ".join(f"[{mark(anchor)}](#{anchor})" for anchor in anchors)


_LINK_SAFE = "/:?#@!$&'*+,;=%~-._"
_URL_SAFE = "/:?#[]@!$&'*+,;=%~-._"
_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")

_SECTIONS: dict[str, Callable[[Any], Iterator[str]]] = {
    "answer": _answer,
    "index": _index,
    "happenings": _happenings,
    "editions": _editions,
    "agreements": _agreements,
    "positions": _positions,
    "disputes": _disputes,
    "coverage": _coverage,
    "method": _method,
    "texts": _texts,
}
