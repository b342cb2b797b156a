"""What official documents say, by themselves and by what is reported."""

from __future__ import annotations

import pytest

from detente.briefs import Material, build
from detente.briefs.records import Brief
from detente.evidence import holds
from detente.export import docx, html, markdown

from .make import make_document

DYAD = ("JPN", "KOR")
NEWS = (
    "Japan's 2019 defense white paper lists South Korea fourth among its security partners, down from second place in the "
    "2018 edition.\n\nSouth Korea protested."
)


def paper(year: int, partners: tuple[str, ...], said: str):
    parts = "\n\n".join(
        f"## 2.{n} {name}\n\n{said if name == 'South Korea' else f'{name} is a partner of Japan. The two hold exercises.'}"
        for n, name in enumerate(partners, start=1)
    )
    text = f"# Defense of Japan {year}\n\n## 2 Security Cooperation\n\n{parts}\n"
    return make_document(
        text, f"Defense of Japan {year}", f"{year}-09-27", publisher="Ministry of Defense of Japan", url=None,
        metadata={"series": "jp_defense_white_paper", "edition": str(year), "issuer": "JPN"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def brief() -> Brief:
    older = paper(2018, ("Australia", "South Korea"), "South Korea is an important neighbouring country of Japan.")
    newer = paper(
        2019,
        ("Australia", "India", "ASEAN", "South Korea"),
        "South Korea's actions are regrettable. Japan will protest.",
    )
    news = make_document(NEWS, "Fourth place", "2019-09-28")
    return build(Material.of([older, newer, news], [], DYAD), DYAD)


def editions(brief: Brief):
    return next(one for one in brief.sections if one.kind == "editions")


def test_the_series_of_one_about_the_other_is_shown_with_what_changed(brief):
    (found,) = editions(brief).papers
    assert found.title == "Japan on South Korea: defense white paper"
    assert any("moved from place 2 to place 4" in signal.text for signal in found.signals)


def test_signals_quote_the_editions(brief):
    (found,) = editions(brief).papers
    quotes = [quote for signal in found.signals for quote in signal.quotes]
    assert quotes
    assert all(quote.title.startswith("Defense of Japan") for quote in quotes)


def test_report_of_an_edition_is_held_against_it(brief):
    (rank,) = [said for said in editions(brief).reported if "place 4" in said.text]
    assert rank.text.startswith("Japan’s defense white paper of 2019 is reported to list South Korea in place 4")
    assert rank.verdict is not None
    assert rank.verdict.startswith("the editions bear it out")
    assert holds(NEWS, rank.quote.span)


def test_short_answer_tells_it(brief):
    answer = brief.sections[0]
    assert any(
        "moved from place 2 to place 4" in one.text and one.sources == ("paper-1-1",) for one in answer.statements
    )


@pytest.mark.parametrize("render", [html.render, markdown.render])
def test_formats_show_signal_and_report(brief, render):
    page = render(brief)
    assert "Defense of Japan 2018" in page
    assert "is reported to list South Korea" in page


def test_word_file_shows_signal_and_report(brief):
    assert docx.render(brief).startswith(b"PK")
