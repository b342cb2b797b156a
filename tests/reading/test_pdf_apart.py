"""PDF files that want to keep the reader busy, eat its memory or crash it."""

from __future__ import annotations

import zlib

import pytest

from detente.errors import ReadError
from detente.reading import pdf_apart
from detente.reading.formats import read_bytes
from detente.reading.pdf_apart import extract_apart

SENTENCE = b"BT /F1 12 Tf 50 700 Td (Seoul protested to Tokyo over the radar.) Tj ET"


def pdf(*objects: bytes) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, start)


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), more, content)


def page(content: bytes, resources: bytes = b"", *, more: tuple[bytes, ...] = ()) -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R"
        b" /Resources << /Font << /F1 3 0 R >> %b >> >>" % resources,
        content,
        *more,
    )


def forms(depth: int, width: int) -> bytes:
    """A page that draws a form, which draws another `width` times, which draws another …"""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
    inner = [
        stream(b"/X Do " * width, b"%b /Resources << /XObject << /X %d 0 R >> >>" % (form, 7 + n)) for n in range(depth)
    ]
    last = stream(b"q Q", form)
    return page(stream(SENTENCE + b" /X Do"), b"/XObject << /X 6 0 R >>", more=(*inner, last))


def test_an_ordinary_file_is_read() -> None:
    assert extract_apart(page(stream(SENTENCE)), "a.pdf").text == "Seoul protested to Tokyo over the radar."


def test_forms_that_draw_few_others_are_read() -> None:
    assert "Seoul protested" in extract_apart(forms(2, 3), "a.pdf").text


def test_forms_that_multiply_without_end_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_apart, "LONGEST_S", 3)
    monkeypatch.setattr(pdf_apart, "MOST_MEMORY", 1_000_000_000)
    with pytest.raises(ReadError, match="too much time or memory"):
        extract_apart(forms(30, 10), "bomb.pdf")


def test_a_page_that_unpacks_to_too_much_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_apart, "MOST_MEMORY", 400_000_000)
    packed = zlib.compress(b" " * 600_000_000, 1)
    with pytest.raises(ReadError):
        extract_apart(page(stream(packed, b"/Filter /FlateDecode")), "bomb.pdf")


def test_a_form_that_draws_itself_ends() -> None:
    own = stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")
    data = page(stream(SENTENCE + b" /X Do"), b"/XObject << /X 6 0 R >>", more=(own,))
    assert "Seoul protested" in extract_apart(data, "a.pdf").text


def test_pages_that_hold_themselves_end() -> None:
    data = pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1000000 /Kids [2 0 R 2 0 R] >>")
    with pytest.raises(ReadError):
        extract_apart(data, "loop.pdf")


def test_a_fault_is_told_as_if_read_here() -> None:
    with pytest.raises(ReadError, match="the PDF is broken") as told:
        extract_apart(b"%PDF-1.4\nnothing more", "broken.pdf")
    assert told.value.where == "broken.pdf"


def test_a_parser_that_dies_ends_only_that_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_apart, "LONGEST_S", 0)
    with pytest.raises(ReadError, match="stops the parser"):
        read_bytes(page(stream(SENTENCE)), path="a.pdf")
