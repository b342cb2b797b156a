"""Write the two-column PDF of the sample set.

The page has what makes real PDFs hard to read: two columns, a running head, page numbers and words broken over
line ends. Run ``uv run python scripts/make_sample_pdf.py`` after a change of the text below. The same text gives
the same bytes on every machine, so the file is checked in.
"""

import argparse
import os
import re
from pathlib import Path

# reportlab reads this when it is imported; a fixed time makes the bytes reproducible (2023-08-25 00:00 UTC).
os.environ["SOURCE_DATE_EPOCH"] = "1692921600"

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

TARGET = Path(__file__).parents[1] / "src/detente/data/samples/documents/kor-jpn/2023-08-25_bulletin.pdf"
TITLE = "A summer of repair: South Korea and Japan, May to August 2023"
PUBLISHER = "Sample Bulletin on Northeast Asia (invented)"
RUNNING_HEAD = "SAMPLE BULLETIN ON NORTHEAST ASIA - No. 7 - 25 August 2023"
MARGIN, GUTTER = 14 * mm, 6 * mm

HEADING = ParagraphStyle("heading", fontName="Times-Bold", fontSize=13, leading=16, spaceAfter=6)
SECTION = ParagraphStyle(
    "section", fontName="Times-Bold", fontSize=10.5, leading=13, spaceBefore=6, spaceAfter=3, keepWithNext=1
)
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=13, alignment=TA_JUSTIFY, spaceAfter=5)

# Where words may break. A soft hyphen comes out as a hyphen only where it falls on a line end.
SHY = "\u00ad"
SYLLABLES = """
a-greed agree-ment an-nounced bi-lat-er-al car-ry co-lo-nial com-pa-nies com-pen-sa-tion com-plaint con-demned
con-sult con-tam-i-nat-ed coun-ter-part crit-i-cised cur-ren-cy dan-ger-ous de-cid-ed de-ci-sion
dem-on-stra-tions de-stroy-er dis-close ex-am-ine ex-er-cis-es ex-perts fi-nance foun-da-tion gov-ern-ment
im-ports in-ci-dent in-for-ma-tion in-spect-ed in-spec-tors in-tel-li-gence lead-ers main-tains mea-sures
meet-ing me-mo-ri-al mil-i-tary min-is-ter min-is-ters mis-sile neigh-bour no-tic-es op-po-si-tion part-ners
pa-trol plain-tiffs pref-er-en-tial prom-ised re-cur-rence re-lease re-port-ers re-spects re-store
re-stric-tions sea-food spokes-man suf-fered sus-pend-ed trad-ing trans-par-en-cy treat-ment tri-lat-er-al
un-der-took vic-tims warn-ing with-drew
"""

SECTIONS: list[tuple[str, list[str]]] = [
    (
        "How it began",
        [
            "The thaw set in on 6 March, when Seoul announced that a South Korean foundation would pay the plaintiffs "
            "who had won suits against Japanese companies. Ten days later Yoon visited Tokyo. On 21 March Seoul "
            "withdrew its notices on the military intelligence agreement, and on the 23rd its complaint at the World "
            "Trade Organization; Japan lifted its curbs on exports of three chip materials.",
        ],
    ),
    (
        "The visit",
        [
            "Japanese Prime Minister Fumio Kishida visited Seoul on 7 and 8 May, the first Japanese leader in twelve "
            "years to come for bilateral talks. He and South Korean President Yoon Suk-yeol agreed that South Korean "
            "inspectors may examine the treatment of the contaminated water at the Fukushima Daiichi plant.",
            "Kishida told reporters that his heart ached when he thought of the people who suffered under colonial "
            "rule. Yoon promised that his government would carry out the compensation plan announced on 6 March.",
            "A team of 21 experts inspected the plant on 23 and 24 May. On the 21st of that month the two leaders had "
            "paid their respects together at a memorial in Hiroshima to Korean victims of the atomic bomb.",
        ],
    ),
    (
        "Radar and money",
        [
            "At a meeting in Singapore on 4 June, Defense Minister Lee Jong-sup and his Japanese counterpart Yasukazu "
            "Hamada agreed to work out measures against a recurrence of the radar incident of December 2018. Tokyo "
            "maintains that a South Korean destroyer locked its fire-control radar on a patrol plane; Seoul denies it.",
            "On 29 June the finance ministers, Choo Kyung-ho and Shunichi Suzuki, met in Tokyo and revived a currency "
            "swap agreement worth ten billion dollars, which had lapsed in 2015.",
        ],
    ),
    (
        "Back on the list",
        [
            "South Korea put Japan back on its list of preferential trading partners in April. The Japanese cabinet "
            "decided on 27 June to restore South Korea to its own; the decision took effect on 21 July. With this the "
            "last of the trade restrictions of 2019 is gone. Japan had struck its neighbour off the list on 2 August "
            "2019, and South Korea had done the same in September of that year.",
        ],
    ),
    (
        "Camp David",
        [
            "U.S. President Joe Biden received Kishida and Yoon at Camp David on 18 August. The three leaders "
            "undertook to consult each other on common threats, to hold trilateral exercises every year and to share "
            "warning data on North Korean missiles in real time by the end of the year. They condemned North Korea's "
            "missile launches and criticised what they called dangerous behaviour by China in the South China Sea.",
            "China protested. On the 21st a spokesman of the Foreign Ministry in Beijing accused the three of "
            "smearing and attacking China.",
        ],
    ),
    (
        "The water",
        [
            "Japan began to release treated water from Fukushima into the sea on Thursday. South Korean Prime Minister "
            "Han Duck-soo urged Tokyo to disclose information with transparency. China suspended all imports of "
            "Japanese seafood on the same day, and the opposition in Seoul called for demonstrations.",
        ],
    ),
]


def hyphenated(text: str) -> str:
    """Return the text with a soft hyphen at each place where a word of SYLLABLES may break."""
    for word in SYLLABLES.split():
        text = re.sub(rf"\b{word.replace('-', '')}\b", word.replace("-", SHY), text)
    return text


def furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
    """Draw the running head and the page number."""
    width, height = A5
    canvas.setFont("Helvetica", 8)
    canvas.drawString(MARGIN, height - 14 * mm, RUNNING_HEAD)
    canvas.drawCentredString(width / 2, 12 * mm, f"- {document.page} -")


def write(target: Path) -> None:
    """Write the PDF to target."""
    width, height = A5
    column = (width - 2 * MARGIN - GUTTER) / 2
    frames = [
        Frame(MARGIN + i * (column + GUTTER), 20 * mm, column, height - 42 * mm, 0, 0, 0, 0, id=f"column{i}")
        for i in range(2)
    ]
    document = BaseDocTemplate(
        str(target), pagesize=A5, title=TITLE, author=PUBLISHER, subject="Sample of détente", lang="en", invariant=1
    )
    document.addPageTemplates(PageTemplate(id="two-columns", frames=frames, onPage=furniture))
    story = [Paragraph(TITLE, HEADING)]
    for heading, paragraphs in SECTIONS:
        story.append(Paragraph(heading, SECTION))
        story.extend(Paragraph(hyphenated(text), BODY) for text in paragraphs)
    document.build(story)


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description="Write the two-column PDF of the sample set.")
    parser.add_argument("target", type=Path, nargs="?", default=TARGET, help="file to write")
    write(parser.parse_args().target)


if __name__ == "__main__":
    main()
