"""Claims held against editions of our own: confirmed, contradicted, true but not new, unchecked."""

from __future__ import annotations

from datetime import date

import pytest

from detente.editions.claims import claims
from detente.editions.matching import check_claims
from detente.editions.records import Edition, Verdict
from detente.editions.series import Series
from detente.evidence import holds
from detente.records import DateValue, Document, content_id

from .make import make_edition

OLD = """1 China

China reacted strongly to the decision of 2016 to deploy THAAD. China is a strategic cooperative partner.

2 Japan

Japan is a partner with which we cooperate for peace. Both share many interests.
"""
NEW = """1 China

At a summit in 2017 both sides agreed to normalise bilateral relations. China is a strategic cooperative partner.

2 Japan

Japan is a neighboring country. Both share many interests. Export controls of 2019 are an obstacle.
"""


def series(*extra: Edition) -> list[Series]:
    editions = (
        make_edition(OLD, name="2018", day=date(2019, 1, 15)),
        make_edition(NEW, name="2020", day=date(2021, 2, 2)),
        *extra,
    )
    return [Series("kr_defense_white_paper", editions)]


def verdicts(text: str, known: list[Series] | None = None) -> list[Verdict]:
    day = DateValue(date(2021, 2, 3), date(2021, 2, 3), "day")
    document = Document(content_id("doc", text), "news.txt", text, text, "text/plain", language="en", published=day)
    return check_claims(claims(document), known if known is not None else series())


CASES = [
    ("South Korea's 2020 defense white paper calls Japan a neighboring country.", "label", "confirmed"),
    ("South Korea's 2020 defense white paper calls Japan a partner.", "label", "contradicted"),
    ("South Korea's 2020 defense white paper calls China a strategic cooperative partner.", "label", "not_new"),
    (
        'South Korea\'s 2020 defense white paper removed the phrase "reacted strongly" about China.',
        "removed",
        "confirmed",
    ),
    (
        'South Korea\'s 2020 defense white paper removed the phrase "share many interests" about Japan.',
        "removed",
        "contradicted",
    ),
    (
        'South Korea\'s 2020 defense white paper added the phrase "normalise bilateral relations" with China.',
        "added",
        "confirmed",
    ),
    ('South Korea\'s 2020 defense white paper added the phrase "share many interests" with Japan.', "added", "not_new"),
    ("South Korea's 2020 defense white paper lists China before Japan.", "rank", "not_new"),
    ("South Korea's 2020 defense white paper lists Japan before China.", "rank", "contradicted"),
    ("South Korea released its 2020 defense white paper on February 2, 2021.", "release", "confirmed"),
    ("South Korea released its 2020 defense white paper on January 5, 2021.", "release", "contradicted"),
    ("South Korea's 2014 defense white paper calls Japan a neighboring country.", "label", "unchecked"),
    ("Japan's 2020 defense white paper calls South Korea a neighboring country.", "label", "unchecked"),
]


@pytest.mark.parametrize("text, kind, verdict", CASES)
def test_holds_a_claim_against_the_text(text: str, kind: str, verdict: str) -> None:
    assert verdict in {found.verdict for found in verdicts(text) if found.claim.kind == kind}


@pytest.mark.parametrize("text, kind, verdict", CASES)
def test_passages_open_in_their_editions(text: str, kind: str, verdict: str) -> None:
    old, new = series()[0].editions
    for found in verdicts(text):
        assert found.passage_from is None or holds(old.document.text, found.passage_from)
        assert found.passage_to is None or holds(new.document.text, found.passage_to)


def test_says_which_editions_were_compared() -> None:
    found = verdicts("South Korea's 2020 defense white paper calls Japan a neighboring country.")[0]
    assert (found.edition_from, found.edition_to) == ("2018", "2020")


def test_a_report_of_the_text_as_delivered_is_borne_out_by_that_version() -> None:
    told = 'China\'s 2020 work report dropped the phrase "1992 consensus" on Taiwan.'
    known = [
        Series(
            "cn_government_work_report",
            (
                make_edition("坚持九二共识。", name="2019", issuer="CHN", series="cn_government_work_report", language="zh"),
                make_edition("推动两岸关系。", name="2020", issuer="CHN", series="cn_government_work_report", language="zh",
                             version="delivered"),
                make_edition("坚持九二共识。两岸。", name="2020", issuer="CHN", series="cn_government_work_report", language="zh",
                             version="amended"),
            ),
        )
    ]  # fmt: skip
    found = next(one for one in verdicts(told, known) if one.claim.kind == "removed")
    assert found.verdict == "confirmed"
    assert "amended: contradicted" in found.reason


def test_without_editions_nothing_is_checked() -> None:
    found = verdicts("South Korea's 2020 defense white paper calls Japan a neighboring country.", [])
    assert {one.verdict for one in found} == {"unchecked"}
