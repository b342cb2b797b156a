"""What the brief needs of a Word file and python-docx has no words for: bookmarks, links, alternative texts, same bytes."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

LANGUAGE = "en-GB"
# What XML 1.0 has no room for; half of a surrogate pair is among it.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The earliest moment that a zip archive can hold; a file made twice is the same.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LINK = RGBColor(0x1A, 0x5A, 0x96)
_SOFT = RGBColor(0x55, 0x5B, 0x66)


def clean(text: str) -> str:
    """Return a text with a replacement character for each that XML forbids."""
    return _FORBIDDEN.sub("\ufffd", text)


def new_file(title: str, day: date | None) -> Any:
    """Return an empty Word document in British English with the styles of a brief.

    Args:
        title: Its title, in its properties.
        day: The day it is as of, in its properties too; None where nothing tells one.
    """
    file = Document()
    core = file.core_properties
    core.title, core.author, core.last_modified_by, core.language = clean(title), "détente", "détente", LANGUAGE
    core.comments, core.subject, core.revision = "", "Brief on two states", 1
    made = datetime(day.year, day.month, day.day) if day is not None and day.year >= 1900 else datetime(1980, 1, 1)
    core.created = core.modified = made
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for section in file.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
    _styles(file)
    _page_numbers(file.sections[0])
    return file


def _styles(file: Any) -> None:
    normal = file.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    quote = file.styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = Cm(0.8)
    quote.paragraph_format.keep_with_next = True
    note = file.styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = normal
    note.font.size, note.font.color.rgb = Pt(9), _SOFT
    note.paragraph_format.left_indent = Cm(0.8)


def _page_numbers(section: Any) -> None:
    paragraph = section.footer.paragraphs[0]
    for field in ("PAGE", None, "NUMPAGES"):
        if field is None:
            paragraph.add_run(" / ")
            continue
        for kind in ("begin", field, "end"):
            run = paragraph.add_run()
            if kind == field:
                words = OxmlElement("w:instrText")
                words.set(qn("xml:space"), "preserve")
                words.text = field
                run._r.append(words)
            else:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._r.append(mark)


class Bookmarks:
    """Gives the anchors of a brief to places of a Word file, each once; a link to one that is not there is plain words."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._links: list[tuple[Any, str]] = []

    def add(self, paragraph: Any, anchor: str) -> None:
        """Put the bookmark of an anchor on the words that a paragraph has so far."""
        if anchor in self._numbers:
            return
        number = self._numbers[anchor] = len(self._numbers) + 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(number))
        start.set(qn("w:name"), _name(anchor))
        end.set(qn("w:id"), str(number))
        properties = paragraph._p.pPr
        if properties is not None:
            properties.addnext(start)
        else:
            paragraph._p.insert(0, start)
        paragraph._p.append(end)

    def link(self, paragraph: Any, anchor: str, words: str) -> None:
        """Add words that lead to an anchor of the same file."""
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _name(anchor))
        link.set(qn("w:history"), "1")
        run = paragraph.add_run(clean(words))
        run.font.color.rgb = _LINK
        paragraph._p.remove(run._r)
        link.append(run._r)
        paragraph._p.append(link)
        self._links.append((link, anchor))

    def settle(self) -> None:
        """Turn links to anchors that the file does not have into plain words."""
        for link, anchor in self._links:
            if anchor not in self._numbers:
                parent = link.getparent()
                for run in list(link):
                    link.addprevious(run)
                parent.remove(link)


def _name(anchor: str) -> str:
    """Return an anchor as the name of a bookmark: letters, figures and underscores, 40 of them at most."""
    return re.sub(r"\W", "_", anchor)[:40]


def web_link(paragraph: Any, url: str, words: str) -> None:
    """Add words that lead to a web address."""
    number = paragraph.part.relate_to(clean(url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), number)
    run = paragraph.add_run(clean(words))
    run.font.color.rgb, run.font.underline = _LINK, True
    paragraph._p.remove(run._r)
    link.append(run._r)
    paragraph._p.append(link)


def picture(file: Any, png: bytes, words: str) -> None:
    """Add a picture as wide as the page with words for those who do not see it."""
    file.add_picture(BytesIO(png), width=Cm(16))
    shape = file.inline_shapes[-1]._inline.docPr
    shape.set("descr", clean(words))
    shape.set("title", clean(words.partition(".")[0]))


def table(file: Any, columns: tuple[str, ...], numbers: frozenset[int]) -> Any:
    """Add a table whose head is told again on each page, and return it.

    Args:
        file: The Word document.
        columns: Heads of its columns.
        numbers: Columns that hold figures, set to the right.
    """
    made = file.add_table(rows=1, cols=len(columns))
    made.style = "Table Grid"
    fill(made.rows[0], columns, numbers, bold=True)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(repeat)
    return made


def fill(row: Any, cells: tuple[str, ...], numbers: frozenset[int], *, bold: bool = False) -> None:
    """Fill a row of a table, which no page break may cut."""
    for at, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if at in numbers else WD_ALIGN_PARAGRAPH.LEFT
        run = paragraph.add_run(clean(text))
        run.font.size, run.font.bold = Pt(8), bold
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)


def saved(file: Any) -> bytes:
    """Return the bytes of a Word document, the same each time it is made the same."""
    first = BytesIO()
    file.save(first)
    out = BytesIO()
    with zipfile.ZipFile(first) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in read.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            written.writestr(info, read.read(entry.filename))
    return out.getvalue()
