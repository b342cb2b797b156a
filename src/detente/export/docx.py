"""The brief as a Word file (OOXML) by python-docx: real headings, bookmarks at what is quoted, links to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docx.shared import Pt

from detente.briefs import wording
from detente.briefs.figure import chart_png, chart_spec, level_spec
from detente.briefs.marks import mark
from detente.briefs.parts import Line, Piece, Quote, Side
from detente.briefs.records import Brief
from detente.briefs.sections import (
    Agreements,
    Answer,
    Coverage,
    Disputes,
    Editions,
    Entry,
    Happenings,
    Index,
    Method,
    Positions,
    Section,
    Texts,
)
from detente.export.docx_parts import Bookmarks, clean, fill, new_file, picture, saved, table, web_link

# References written out behind a sentence; of more the number is told.
_MOST_LINKS = 24
_WIDTH = 640
_COLUMNS = ("Month", "Direction", "Cooperation", "Conflict", "Net", "Level (90 % interval)", "Acts", "Reports", "Lines")
_FIGURES = frozenset(range(2, 8))


def render(brief: Brief) -> bytes:
    """Return the brief as a Word file.

    Every sentence that the brief rests on is quoted under its line and bears a bookmark; full texts are left out. The same
    brief gives the same bytes, and characters that XML forbids are shown as replacement characters.
    """
    return _Writer(brief).written()


class _Writer:
    """Writes one brief."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.file = new_file(f"{brief.title} – brief", brief.on)
        self.styles = {style.name: style.style_id for style in self.file.styles}
        self.marks = Bookmarks()
        entries = next((one.entries for one in brief.sections if isinstance(one, Coverage)), ())
        self.entries: dict[str, Entry] = {entry.document: entry for entry in entries}

    def written(self) -> bytes:
        brief = self.brief
        self.file.add_heading(clean(brief.title), 0)
        for word, value in (("from", brief.start), ("to", brief.end)):
            if value is not None:
                self._note(f"{word} {wording.day(value)}")
        sections: list[Section] = [section for section in brief.sections if not isinstance(section, Texts)]
        for section in sections:
            self.marks.link(self._paragraph("List Bullet"), section.id, section.title)
        parts: dict[str, Callable[[Any], None]] = {
            "answer": self._answer, "index": self._index, "happenings": self._happenings, "editions": self._editions,
            "agreements": self._agreements, "positions": self._positions, "disputes": self._disputes,
            "coverage": self._coverage, "method": self._method,
        }  # fmt: skip
        for section in sections:
            self._heading(section.title, 1, section.id)
            parts[section.kind](section)
        self.marks.settle()
        return saved(self.file)

    def _paragraph(self, style: str | None = None) -> Any:
        """Add an empty paragraph; styles go by their ids, since python-docx looks long for a name."""
        paragraph = self.file.add_paragraph()
        if style is not None:
            paragraph._p.style = self.styles[style]
        return paragraph

    def _heading(self, title: str, level: int, anchor: str) -> None:
        paragraph = self._paragraph(f"Heading {level}")
        paragraph.add_run(clean(" ".join(title.split())))
        self.marks.add(paragraph, anchor)

    def _say(self, text: str, style: str | None = None, anchors: Sequence[str] = (), *, bold: bool = False) -> Any:
        paragraph = self._paragraph(style)
        paragraph.add_run(clean(text)).bold = bold or None
        self._references(paragraph, anchors)
        return paragraph

    def _note(self, text: str, anchors: Sequence[str] = ()) -> Any:
        return self._say(text, "Note", anchors)

    def _references(self, paragraph: Any, anchors: Sequence[str]) -> None:
        for anchor in anchors[:_MOST_LINKS]:
            paragraph.add_run(" ")
            self.marks.link(paragraph, anchor, f"[{mark(anchor)}]")
        rest = len(anchors) - _MOST_LINKS
        if rest > 0:
            paragraph.add_run(f" and {rest} more")

    def _numbered(self, anchor: str, text: str, anchors: Sequence[str] = ()) -> Any:
        """Add a paragraph that others refer to by its mark."""
        paragraph = self._paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(f"{mark(anchor)}. ")
        paragraph.add_run(clean(text)).bold = True
        self.marks.add(paragraph, anchor)
        self._references(paragraph, anchors)
        return paragraph

    def _answer(self, section: Answer) -> None:
        for statement in section.statements:
            self._say(statement.text, "List Bullet", statement.sources)

    def _index(self, section: Index) -> None:
        self._say(section.note)
        names = " and ".join(self.brief.names)
        level = level_spec(section, _WIDTH) if section.enough else None
        if level is not None:
            picture(
                self.file, chart_png(level), f"Level of relations by month: {names}. The table below has the numbers."
            )
        self._heading("Turning points", 2, "turns")
        self._say(section.turns_note)
        for turn in section.turns:
            self._numbered(turn.id, turn.text)
            self._note("Behind it:", turn.lines)
        if section.enough:
            self._heading("Cooperation and conflict by month", 2, "sums")
            words = f"Cooperation and conflict by month: {names}. The table below has the numbers."
            picture(self.file, chart_png(chart_spec(self.brief, section, _WIDTH)), words)
        if section.months:
            self._months(section)

    def _months(self, section: Index) -> None:
        made = table(self.file, _COLUMNS, _FIGURES)
        for month in section.months:
            for row in month.rows:
                if month.group is None and row.direction != "both":
                    continue
                level = month.level if row.direction == "both" else None
                said = (
                    f"{wording.signed(level.net)} ({wording.signed(level.low)} to {wording.signed(level.high)})"
                    if level
                    else ""
                )
                sums = (wording.signed(value) for value in (row.cooperation, row.conflict, row.net))
                cells = made.add_row()
                values = (month.title, row.direction, *sums, said, str(row.incidents), str(row.events), "")
                fill(cells, values, _FIGURES)
                self._small_references(cells.cells[-1].paragraphs[0], row.lines)
        self.file.add_paragraph()

    def _small_references(self, paragraph: Any, anchors: Sequence[str]) -> None:
        self._references(paragraph, anchors)
        for run in paragraph._p.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}sz"):
            run.getparent().remove(run)

    def _happenings(self, section: Happenings) -> None:
        if not section.groups:
            self._say("Nothing was found.")
        for group in section.groups:
            self._heading(group.title, 2, group.id)
            for line in group.lines:
                self._line(line)

    def _line(self, line: Line) -> None:
        paragraph = self._numbered(line.id, line.sentence)
        tags = [line.when, line.status_words, *(["claimed by one side only"] if line.contested else [])]
        tags += [f"not in the index: {line.why_not}"] if line.why_not else []
        paragraph.add_run(clean(f" ({'; '.join(tags)})"))
        for difference in line.differences:
            self._sides(self._note(f"Reports differ on {difference.about}: "), difference.sides)
        for report in line.reports:
            event = report.event
            self._pieces(report.id, report.quote)
            said = f"According to {', in '.join(report.said_by)}" if report.said_by else "Publisher not known"
            score = "none" if event.intensity is None else wording.signed(event.intensity)
            codes = [event.type, event.mode, f"CAMEO {event.cameo}" if event.cameo else None, f"score {score}"]
            told = ", ".join(code for code in (*codes, f"confidence {event.confidence:.2f}") if code)
            note = self._note(f"{said}; published {report.published}; {told}; ")
            self._source(note, report.document, event.evidence.start, event.evidence.end)

    def _pieces(self, anchor: str, pieces: Iterable[Piece]) -> None:
        paragraph = self._paragraph("Quote")
        for piece in pieces:
            run = paragraph.add_run(clean(piece.text))
            run.bold = "trigger" in piece.marks or None
            run.underline = bool({"source", "target"} & set(piece.marks)) or None
        self.marks.add(paragraph, anchor)

    def _source(self, paragraph: Any, document: str, start: int, end: int) -> None:
        """Say where a sentence stands, with a link to the entry of its document and to the page that it came from."""
        entry = self.entries.get(document)
        if entry is None:
            paragraph.add_run(f"characters {start}–{end}")
            return
        self.marks.link(paragraph, f"entry-{entry.text}", f"doc {entry.text.removeprefix('text-')}")
        paragraph.add_run(f", characters {start}–{end}")
        if entry.url:
            paragraph.add_run("; ")
            web_link(paragraph, entry.url, "original page")

    def _sides(self, paragraph: Any, sides: Sequence[Side]) -> None:
        for at, side in enumerate(sides):
            paragraph.add_run(clean(f"{' or ' if at else ''}{side.value}"))
            for report in side.reports:
                paragraph.add_run(" ")
                self.marks.link(paragraph, report, f"[report {report.rpartition('-')[2]}]")

    def _quote(self, quote: Quote) -> None:
        paragraph = self._paragraph("Quote")
        paragraph.add_run(clean(quote.span.quote))
        self.marks.add(paragraph, quote.id)
        said = f"{quote.title}, according to {', in '.join(quote.said_by)}" if quote.said_by else quote.title
        note = self._note(f"{said}; published {quote.published}; ")
        self._source(note, quote.document, quote.span.start, quote.span.end)

    def _editions(self, section: Editions) -> None:
        if not section.papers and not section.reported:
            self._say(
                "No edition of an official document of the two is among the documents, and none of them reports of one."
            )
        for paper in section.papers:
            self._heading(f"{paper.title[0].upper()}{paper.title[1:]}", 2, paper.id)
            self._say(paper.note)
            for signal in paper.signals:
                self._numbered(signal.id, signal.text)
                for quote in signal.quotes:
                    self._quote(quote)
            if paper.left_out:
                self._note(f"{wording.count(paper.left_out, 'further change')} of less weight left out.")
        if section.reported:
            self._heading("What is reported of them", 2, "reported")
        for said in section.reported:
            self._numbered(said.id, said.text)
            if said.verdict:
                self._note(said.verdict)
            self._quote(said.quote)

    def _agreements(self, section: Agreements) -> None:
        if not section.pacts:
            self._say("No agreement to which both are parties is known from the ledger or from the documents.")
        elif section.on_words:
            self._say(f"As of {section.on_words}.")
        for pact in section.pacts:
            self._heading(pact.name, 2, pact.id)
            self._term("Parties", wording.listing(pact.parties))
            self._term("State", pact.state)
            for name, value in pact.terms:
                self._term(name, value)
            for due in pact.dates:
                self._term(due.what.capitalize(), f"{due.when}: {due.rule}")
            for one in pact.contradictions:
                self._term("Accounts differ", one)
            if pact.wishes:
                self._references(self._term("Positions", ""), pact.wishes)
            for url in pact.sources:
                web_link(self._term("Source", ""), url, url)
            for quote in pact.quotes:
                self._quote(quote)

    def _term(self, name: str, value: str) -> Any:
        paragraph = self._paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(clean(f"{name}: ")).bold = True
        paragraph.add_run(clean(value))
        return paragraph

    def _positions(self, section: Positions) -> None:
        if not section.stands:
            self._say("No document tells what anyone wants of an agreement of the two.")
        for stand in section.stands:
            self._heading(stand.name, 2, f"on-{stand.pact}")
            for wish in stand.wishes:
                self._numbered(wish.id, wish.text).add_run(f" ({wish.when})")
                self._quote(wish.quote)

    def _disputes(self, section: Disputes) -> None:
        if not section.disputes:
            self._say(
                "No report denies what another tells, no detail differs between reports of one act, and no act is claimed "
                "by one side only."
            )
        for dispute in section.disputes:
            self._numbered(dispute.id, dispute.text, dispute.lines)
            if dispute.sides:
                self._sides(self._note(""), dispute.sides)

    def _coverage(self, section: Coverage) -> None:
        for fact in section.facts:
            self._references(self._term(fact.label, fact.value), fact.sources)
        self._heading("Documents used", 2, "documents")
        if not section.entries:
            self._say("No document reports an act of the two.")
        for entry in section.entries:
            self._entry(entry)
        self._heading("What was left out, and why", 2, "left-out")
        if not section.items:
            self._say("Nothing was left out.")
        for item in section.items:
            self._references(self._term(f"{item.label}: {item.count}", f"– {item.reason}"), item.links)
            for detail in item.details:
                self._say(detail, "List Bullet")
            for line in item.lines:
                self._line(line)

    def _entry(self, entry: Entry) -> None:
        anchor = f"entry-{entry.text}"
        paragraph = self._paragraph()
        paragraph.add_run(f"{entry.text.removeprefix('text-')}. ")
        paragraph.add_run(clean(entry.title)).bold = True
        self.marks.add(paragraph, anchor)
        basis = f" (by: {entry.basis})" if entry.basis else ""
        facts = [f"Publisher: {entry.publisher or 'not known'}", f"published: {entry.published}{basis}"]
        facts += [f"language: {entry.language or 'not known'}", f"read from: {', '.join(entry.paths)}"]
        facts += [f"copies: {'; '.join(entry.copies)}"] if entry.copies else []
        facts += [f"the newest of {entry.versions} versions read"] if entry.versions > 1 else []
        note = self._note("; ".join(facts))
        if entry.url:
            note.add_run("; ")
            web_link(note, entry.url, entry.url)
        self._references(self._note("Used for:"), entry.lines)

    def _method(self, section: Method) -> None:
        for term, meaning in section.terms:
            self._term(term, meaning)
        self._term("This file", "Quotes the sentences; the page and the Markdown file have the whole texts.")
