from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from detente.errors import ReadError
from detente.evidence import to_clean, to_raw
from detente.reading.pdf import PdfText, extract

LEFT = [
    "The two govern-",
    "ments agreed on Monday to keep",
    "their intelligence pact, and an anti-",
    "missile system will stay where it",
    "is, officials in Seoul said. The for-",
    "eign minister had called the talks",
    "useful but hard, and he asked for",
    "more of them in the autumn before",
    "the deadline passes. Nobody in the",
]
RIGHT = [
    "room had thought so a year before.",
    "   Tokyo did not answer at once. Its",
    "embassy said that the matter of the",
    "export curbs stands apart from the",
    "pact, as it has said since July.",
    "   A second round of talks is planned",
    "for October in Tokyo, where both of",
    "the ministries will send directors",
    "general with a mandate to decide.",
]


def make(draw: Callable[[Canvas], None], **options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def lines(canvas: Canvas, x: float, y: float, texts: list[str], size: float = 10, pitch: float = 13) -> None:
    canvas.setFont("Times-Roman", size)
    for index, text in enumerate(texts):
        indent = len(text) - len(text.lstrip())
        canvas.drawString(x + indent * 4, y - index * pitch, text.strip())


def paragraphs(found: PdfText) -> list[str]:
    return found.text.split("\n\n")


def two_columns(canvas: Canvas) -> None:
    canvas.setFont("Times-Bold", 16)
    canvas.drawString(60, 780, "A report of the talks between the two governments in Seoul and Tokyo")
    # Row by row, as some programs write it: only the place on the page tells the columns apart.
    canvas.setFont("Times-Roman", 10)
    for index, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        for x, text in ((60, left), (310, right)):
            indent = len(text) - len(text.lstrip())
            canvas.drawString(x + indent * 4, 740 - index * 13, text.strip())


def test_columns_are_read_one_after_the_other() -> None:
    found = extract(make(two_columns), "two.pdf")
    assert paragraphs(found)[0].startswith("A report of the talks")
    assert "Nobody in the room had thought so a year before." in found.text
    assert found.text.index("officials in Seoul said") < found.text.index("Tokyo did not answer")


def test_indented_lines_begin_paragraphs() -> None:
    found = extract(make(two_columns), "two.pdf")
    assert [p[:15] for p in paragraphs(found)] == [
        "A report of the",
        "The two governm",
        "Tokyo did not a",
        "A second round ",
    ]


def test_words_broken_at_line_ends_are_joined_and_true_hyphens_kept() -> None:
    text = extract(make(two_columns), "two.pdf").text
    assert "The two governments agreed" in text
    assert "The foreign minister" in text
    assert "an anti-missile system" in text


def test_heading_across_the_page_parts_the_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for index in range(6):
            lines(canvas, 60, 760 - index * 13, [f"Upper left line number {index} of text"])
            lines(canvas, 310, 760 - index * 13, [f"upper right line number {index} of text"])
            lines(canvas, 60, 600 - index * 13, [f"Lower left line number {index} of text"])
            lines(canvas, 310, 600 - index * 13, [f"lower right line number {index} of text"])
        canvas.setFont("Times-Bold", 14)
        canvas.drawString(60, 640, "A heading that runs across both of the columns on this page")

    text = extract(make(draw), "bands.pdf").text
    order = [text.index(words) for words in ("Upper left", "upper right", "A heading", "Lower left", "lower right")]
    assert order == sorted(order)


BODY = [
    "The ministry said that the two sides would meet again before the deadline of the pact passes,",
    "and that neither of them wanted to see it lapse over a quarrel that has little to do with it.",
    "Officials of both countries have said so in private since the summer, and some have said it",
    "in public, although the court case goes on and nobody expects it to be settled any time soon.",
]


def with_running_heads(canvas: Canvas) -> None:
    for page in range(1, 7):
        canvas.setFont("Helvetica", 8)
        if page % 2:
            canvas.drawString(60, 815, "Annual Report on Talks")
            canvas.drawString(500, 30, f"page {page}")
        else:
            canvas.drawString(430, 815, "Ministry of Foreign Affairs")
            canvas.drawString(60, 30, f"page {page}")
        name = ["first", "second", "third", "fourth", "fifth", "last"][page - 1]
        lines(canvas, 60, 770, [f"   The {name} part of the story is told on this page, which has more lines.", *BODY])
        lines(canvas, 60, 700, [f"   On page {page} a sentence begins that does not end before the page is over"])
        lines(
            canvas,
            60,
            687,
            ["and so it has to go on, over the page and past its number, until somebody puts a stop to"],
        )
        canvas.showPage()


def test_running_heads_and_page_numbers_go() -> None:
    found = extract(make(with_running_heads), "heads.pdf")
    assert "Annual Report" not in found.text
    assert "Ministry of Foreign" not in found.text
    assert "page 3" not in found.text.replace("On page 3", "")
    assert {r.reason for r in found.removed} == {"running head", "page number"} or {
        r.reason for r in found.removed
    } == {"running head"}


def test_removed_ranges_name_what_stood_there() -> None:
    found = extract(make(with_running_heads), "heads.pdf")
    assert all(found.raw[r.raw_start : r.raw_end] == r.text for r in found.removed)


def test_sentence_runs_over_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        lines(
            canvas,
            60,
            770,
            [*BODY, "Here a sentence begins that is longer than what is left of this page, because of that"],
        )
        canvas.showPage()
        lines(canvas, 60, 770, ["Seoul appears only on the next one.", *BODY])

    assert "because of that Seoul appears only on the next one." in extract(make(draw), "over.pdf").text


def with_footnote(canvas: Canvas) -> None:
    lines(
        canvas,
        60,
        770,
        [*BODY, *BODY, "And the last sentence of this page is not finished where the page ends, since it"],
    )
    canvas.setFont("Times-Roman", 6)
    canvas.drawString(60 + pdfmetrics.stringWidth(BODY[0], "Times-Roman", 10), 774, "1")
    lines(canvas, 60, 80, ["1 The pact was signed in Seoul on 23 November 2016 and renews itself each year."], size=7)
    canvas.showPage()
    lines(canvas, 60, 770, ["goes on here.", *BODY])


def test_footnotes_do_not_cut_sentences() -> None:
    found = extract(make(with_footnote), "notes.pdf")
    assert "since it goes on here." in found.text
    assert "deadline of the pact passes, and that" in found.text
    assert any(p.startswith("1 The pact was signed") for p in paragraphs(found))
    assert [r.text for r in found.removed if r.reason == "footnote mark"] == ["1"]


def japanese(canvas: Canvas) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    canvas.setFont("HeiseiMin-W3", 10)
    for index, text in enumerate(
        ["外務省は火曜日、輸出をめぐる", "協議を来週ソウルで続けると発", "表した。韓国側も応じる方針だ。"]
    ):
        canvas.drawString(60, 760 - index * 16, text)


def test_east_asian_lines_join_without_a_space() -> None:
    found = extract(make(japanese), "ja.pdf")
    assert found.text == "外務省は火曜日、輸出をめぐる協議を来週ソウルで続けると発表した。韓国側も応じる方針だ。"


def test_vertical_text_is_read_from_right_to_left() -> None:
    def draw(canvas: Canvas) -> None:
        font = UnicodeCIDFont("HeiseiMin-W3", isVertical=True)
        pdfmetrics.registerFont(font)
        canvas.setFont(font.fontName, 10)
        # pdfium keeps such text only where punctuation gives it a width, for the font is not in the file.
        for column, text in enumerate(
            ["外務省は、輸出をめぐる会談", "を来週、ソウルで開くと発表", "した。韓国側も応じる方針だ。"]
        ):
            canvas.drawString(500 - column * 18, 760, text)

    assert extract(make(draw), "tate.pdf").text == (
        "外務省は、輸出をめぐる会談を来週、ソウルで開くと発表した。韓国側も応じる方針だ。"
    )


@pytest.fixture(params=[two_columns, with_running_heads, with_footnote, japanese], ids=lambda f: f.__name__)
def made(request: pytest.FixtureRequest) -> Iterator[PdfText]:
    return extract(make(request.param), "made.pdf")


def test_every_clean_character_leads_back(made: PdfText) -> None:
    for segment in made.offsets:
        clean = made.text[segment.clean_start : segment.clean_end]
        raw = made.raw[segment.raw_start : segment.raw_end]
        if len(clean) == len(raw):
            assert clean == raw.replace("\x02", "-").replace("\t", " ").replace("\xa0", " ")


def test_all_letters_are_kept_or_named_as_removed(made: PdfText) -> None:
    mapped = sum(segment.raw_end - segment.raw_start for segment in made.offsets)
    letters = sum(c.isalnum() for c in made.raw)
    gone = sum(c.isalnum() for removed in made.removed for c in removed.text)
    assert mapped + gone >= letters


def test_words_map_there_and_back() -> None:
    found = extract(make(two_columns), "two.pdf")
    at = found.text.index("governments")
    start, end = to_raw(found.offsets, at, at + len("governments")) or (0, 0)
    assert found.raw[start:end].replace("\r\n", "").startswith("govern")
    assert to_clean(found.offsets, start, start + 6) == (at, at + 6)


def test_pages_say_where_they_begin() -> None:
    found = extract(make(with_running_heads), "heads.pdf")
    assert len(found.pages) == 6
    assert [found.text[a:b].split(" of ")[0][-11:] for a, b in found.pages] == [
        f"The {name} part"[-11:] for name in ("first", "second", "third", "fourth", "fifth", "last")
    ]


def test_metadata_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Report on Talks")
        canvas.setAuthor("Ministry of Talks")
        lines(canvas, 60, 770, BODY)

    found = extract(make(draw), "meta.pdf")
    assert (found.title, found.author) == ("Report on Talks", "Ministry of Talks")
    assert found.created is not None


def test_encrypted_file_is_named_and_opens_with_its_password() -> None:
    data = make(two_columns, encrypt=StandardEncryption("secret", canPrint=1))
    with pytest.raises(ReadError, match="encrypted"):
        extract(data, "locked.pdf")
    assert "governments" in extract(data, "locked.pdf", password="secret").text


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"no pdf at all", make(two_columns)[:300]])
def test_broken_file_is_named(data: bytes) -> None:
    with pytest.raises(ReadError, match="broken"):
        extract(data, "broken.pdf")


def test_scan_is_named_with_the_way_out() -> None:
    from PIL import Image

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "grey")), 60, 60, 400, 600)

    with pytest.raises(ReadError, match="OCR"):
        extract(make(draw), "scan.pdf")


def test_limits_are_kept() -> None:
    data = make(with_running_heads)
    with pytest.raises(ReadError, match="6 pages"):
        extract(data, "long.pdf", max_pages=5)
    with pytest.raises(ReadError, match="bytes"):
        extract(data, "long.pdf", max_bytes=100)


def test_real_japanese_paper_in_two_columns(shared) -> None:
    path = shared / "gold" / "editions" / "jp_diplomatic_bluebook" / "2025-1_2_1.pdf"
    found = extract(path.read_bytes(), path.name)
    assert "創出する必要がある。" in found.text  # over the gutter
    assert "複雑に絡み合う状況となっている。" in found.text  # over the page
    assert "強靱化" in found.text  # past a reading aid
    assert "第5世代移動通信システム" in found.text  # over the gutter, above a heading of both columns
    assert "DIPLOMATIC BLUEBOOK" not in found.text
    ends = [p[-1] for p in paragraphs(found) if len(p) > 60 and not p.startswith("(")]
    assert sum(end in "。" for end in ends) >= len(ends) - 1


def test_real_american_paper(shared) -> None:
    path = shared / "gold" / "editions" / "us_national_security_strategy" / "2025.pdf"
    found = extract(path.read_bytes(), path.name)
    long = [p for p in paragraphs(found) if len(p) > 90]
    whole = [p for p in long if p[-1] in '.:;?!”"' or p.endswith(" and") or p[-1].isdigit()]
    assert len(whole) >= 0.97 * len(long)
    assert not [p for p in long if p[0].islower() and not p.startswith("o ")]
