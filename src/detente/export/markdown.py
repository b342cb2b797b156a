"""The brief as Markdown, with the same parts as the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from detente.briefs import wording
from detente.briefs.records import (
    Agreements,
    Answer,
    Brief,
    Documents,
    Happenings,
    Index,
    LeftOut,
    Line,
    Method,
    Piece,
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
        parts.append(f'<a id="{section.id}"></a>\n\n## {escape(section.title)}')
        parts += _SECTIONS[section.kind](section)
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return `text` so that Markdown shows it as it is, on one line."""
    return _AT_START.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\1", " ".join(text.split())))


def _answer(section: Answer) -> Iterator[str]:
    yield "\n".join(f"- {escape(one.text)} {_references(one.lines)}".rstrip() for one in section.statements)


def _happenings(section: Happenings) -> Iterator[str]:
    if not section.groups:
        yield "Nothing was found."
    for group in section.groups:
        yield f'<a id="{group.id}"></a>\n\n### {escape(group.title)}'
        yield from _lines(group.lines)


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        tags = [line.status_words, *(["claimed by one side only"] if line.contested else [])]
        tags += [f"not in the index: {line.why_not}"] if line.why_not else []
        number = line.id.removeprefix("line-")
        head = f"{escape(line.when)}: **{escape(line.sentence)}** ({escape('; '.join(tags))})"
        yield f'<a id="{line.id}"></a>**{number}.** {head}'
        for difference in line.differences:
            yield f"Reports differ on {escape(difference)}"
        for report in line.reports:
            event = report.event
            said = f"According to {escape(', in '.join(report.said_by))}" if report.said_by else "Publisher not known"
            score = "none" if event.intensity is None else wording.signed(event.intensity)
            code = [event.type, event.mode, f"CAMEO {event.cameo}" if event.cameo else None]
            code += [f"score {score}", f"confidence {event.confidence:.2f}"]
            yield (
                f"> {_quote(report.quote)}\n>\n> {said}; published {escape(report.published)}; "
                f"[in the text](#{report.text}); {escape(', '.join(part for part in code if part))}"
            )


def _quote(pieces: Sequence[Piece]) -> str:
    """Mark the trigger bold and participants italic; blanks stay outside, where Markdown wants them."""
    shown = []
    for piece in pieces:
        mark = "**" if "trigger" in piece.marks else "*" if piece.marks else ""
        inner = escape(piece.text)
        before = " " if piece.text[:1].isspace() else ""
        after = " " if piece.text[-1:].isspace() else ""
        shown.append(f"{before}{mark}{inner}{mark}{after}" if inner else " ")
    return "".join(shown).strip()


def _index(section: Index) -> Iterator[str]:
    yield escape(section.note)
    if not section.months:
        return
    names = ["Month", "Direction", "Cooperation", "Conflict", "Net", "Acts", "Without score", "Reports", "Publishers"]
    rows = [[*names, "Lines"], ["---"] * (len(names) + 1)]
    for month in section.months:
        for row in month.rows:
            values = [escape(wording.signed(value)) for value in (row.cooperation, row.conflict, row.net)]
            counts = [str(value) for value in (row.incidents, row.unscored, row.events, row.publishers)]
            rows.append([escape(month.title), row.direction, *values, *counts, _references(row.lines)])
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _agreements(section: Agreements) -> Iterator[str]:
    if section.on_words:
        yield f"As of {escape(section.on_words)}."
    for pact in section.pacts:
        yield f'<a id="{pact.id}"></a>\n\n### {escape(pact.name)}'
        facts = [f"Parties: {escape(wording.listing(pact.parties))}", f"State: {escape(pact.state)}"]
        facts += [escape(term.capitalize()) for term in pact.terms]
        facts += [f"**{escape(due.when)}:** {escape(due.what)} – {escape(due.rule)}" for due in pact.dates]
        facts += [f"Accounts differ: {escape(one)}" for one in pact.contradictions]
        facts += [f"Source: [{escape(urlsplit(url).netloc)}]({percent(url, safe=_LINK_SAFE)})" for url in pact.sources]
        yield "\n".join(f"- {fact}" for fact in facts)
        for wish in pact.wishes:
            condition = f", {wish.condition}" if wish.condition else ""
            said = f"According to {escape(', in '.join(wish.said_by))}; " if wish.said_by else ""
            yield (
                f'<a id="{wish.id}"></a>{escape(wish.when)}: **{escape(wish.who)}** {escape(wish.stance + condition)}\n\n'
                f"> {escape(wish.span.quote)}\n>\n> {said}[in the text](#{wish.text})"
            )


def _documents(section: Documents) -> Iterator[str]:
    if not section.entries:
        yield "No document reports an act of the two."
    for entry in section.entries:
        basis = f" (by: {entry.basis})" if entry.basis else ""
        facts = [
            f"Publisher: {escape(entry.publisher or 'not known')}",
            f"Published: {escape(entry.published + basis)}",
            f"Language: {escape(entry.language or 'not known')}",
            f"Read from: {escape(', '.join(entry.paths))}",
        ]
        facts += [f"Address: <{percent(entry.url, safe=_URL_SAFE)}>"] if entry.url else []
        facts += [f"Copies: {escape('; '.join(entry.copies))}"] if entry.copies else []
        facts += [f"Versions: the newest of {entry.versions} read"] if entry.versions > 1 else []
        facts.append(f"Lines: {_references(entry.lines)}")
        yield "\n".join([f"- [{escape(entry.title)}](#{entry.text})", *(f"  - {fact}" for fact in facts)])


def _left_out(section: LeftOut) -> Iterator[str]:
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
        yield f'<a id="{text.id}"></a>\n\n### {escape(text.title)}'
        shown = []
        for one in stretches(text):
            anchors = "".join(f'<a id="{passage.id}"></a>' for passage in one.begins)
            backs = "".join(f" [↩{_number(report)}](#{_line_of(report)})" for p in one.ends for report in p.reports)
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


def _line_of(report: str) -> str:
    return report.rpartition("-")[0]


def _number(report: str) -> str:
    return _line_of(report).removeprefix("line-")


def _references(lines: Iterable[str]) -> str:
    return " ".join(f"[{line.removeprefix('line-')}](#{line})" for line in lines)


_LINK_SAFE = "/:?#@!$&'*+,;=%~-._"
_URL_SAFE = "/:?#[]@!$&'*+,;=%~-._"
_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")

_SECTIONS: dict[str, Callable[[Any], Iterator[str]]] = {
    "answer": _answer,
    "happenings": _happenings,
    "index": _index,
    "agreements": _agreements,
    "documents": _documents,
    "left-out": _left_out,
    "method": _method,
    "texts": _texts,
}
