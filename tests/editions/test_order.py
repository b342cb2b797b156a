"""The order of countries in layouts written for the project; `layouts/orders.yaml` says what a reader finds in each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from detente.editions.order import Ordering, order_of
from detente.editions.records import Edition
from detente.editions.series import edition_of
from detente.errors import DetenteError
from detente.evidence import holds
from detente.reading import read

LAYOUTS = Path(__file__).parent / "layouts"
CASES: dict[str, dict[str, Any]] = yaml.safe_load((LAYOUTS / "orders.yaml").read_text("utf-8"))
NUMBERED = [
    ("1 Australia", "Australia is a partner of Japan in the Pacific, and both hold exercises together every summer."),
    ("2 India", "India and Japan agreed on supplies between their forces, and their fleets meet twice in a year."),
    ("3 ASEAN", "Japan supports the unity of ASEAN and sends instructors on the law of the sea to its members."),
    ("4 Republic of Korea", "The Republic of Korea and Japan talk about how to prevent another dispute over radar."),
]


def edition(name: str) -> Edition:
    found = edition_of(read(LAYOUTS / name))
    return replace(found, issuer=CASES[name].get("issuer", found.issuer))


def order(name: str, **chosen: Any) -> Ordering:
    return order_of(edition(name), **chosen)


@pytest.mark.parametrize("name", CASES)
def test_finds_the_order(name: str) -> None:
    assert list(order(name).countries) == CASES[name]["order"]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "basis" in case])
def test_says_what_the_order_rests_on(name: str) -> None:
    assert {rank.basis for rank in order(name).ranks} == {CASES[name]["basis"]}


@pytest.mark.parametrize("name", CASES)
def test_flags_only_alphabetical_lists(name: str) -> None:
    assert order(name).alphabetical == CASES[name].get("alphabetical", False)


@pytest.mark.parametrize("name", CASES)
def test_every_rank_opens_its_passage(name: str) -> None:
    found = edition(name)
    assert all(holds(found.document.text, rank.evidence) for rank in order_of(found).ranks)


@pytest.mark.parametrize("name", CASES)
def test_shares_are_parts_of_the_part(name: str) -> None:
    shares = [rank.share for rank in order(name).ranks]
    assert all(share > 0 for share in shares)
    if CASES[name].get("basis") == "section":
        assert sum(shares) <= 1.001


def test_leaves_out_whom_the_user_names() -> None:
    assert order("numbered_sections.txt", leave_out=["AUS"]).countries == ("IND", "ASEAN", "KOR")


def test_says_that_it_found_the_part_and_why() -> None:
    found = order("two_parts.txt")
    assert (found.part, found.part_basis) == ("Security Cooperation with Partners", "found")
    assert "partners" in found.reason


def test_takes_the_part_that_the_user_chooses() -> None:
    found = order("two_parts.txt", part="Part I Security Environment Surrounding Japan", leave_out=["USA"])
    assert found.part_basis == "chosen"


def test_names_the_parts_where_none_is_called_so() -> None:
    with pytest.raises(DetenteError, match="Security Cooperation"):
        order("two_parts.txt", part="Fisheries")


def _pdf(path: Path, columns: int) -> None:
    """Write the numbered sections as a PDF with a running head and page numbers, two sections a page or in two columns."""
    canvas = Canvas(str(path), pagesize=A4)
    width, height = A4
    canvas.setTitle("Defense of Japan 2019")
    for page in range(2):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, height - 40, "Defense of Japan")
        canvas.drawString(width - 160, height - 40, "Part III  Security Cooperation")
        canvas.drawString(width / 2, 30, str(page + 311))
        for place, (title, text) in enumerate(NUMBERED[2 * page : 2 * page + 2]):
            x = 60 + (place * (width / 2 - 20) if columns == 2 else 0)
            y = height - 90 - (0 if columns == 2 else place * 300)
            if page == 0 and place == 0:
                canvas.setFont("Helvetica-Bold", 14)
                canvas.drawString(60, height - 65, "Chapter 3 Security Cooperation")
            canvas.setFont("Helvetica-Bold", 12)
            canvas.drawString(x, y - 10, title)
            canvas.setFont("Helvetica", 10)
            words, line, row = f"{text} {text} {text}".split(), "", 0
            for word in [*words, ""]:
                if not word or len(line) + len(word) > (42 if columns == 2 else 85):
                    canvas.drawString(x, y - 28 - 13 * row, line)
                    line, row = "", row + 1
                line = f"{line} {word}".strip()
        canvas.showPage()
    canvas.save()


@pytest.mark.parametrize("columns", [1, 2])
def test_reads_a_pdf_with_running_heads(tmp_path: Path, columns: int) -> None:
    _pdf(tmp_path / "paper.pdf", columns)
    found = replace(edition_of(read(tmp_path / "paper.pdf")), issuer="JPN")
    assert order_of(found).countries == ("AUS", "IND", "ASEAN", "KOR")
