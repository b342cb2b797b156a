"""Candidate replies: changes about each other in two issuers' series."""

from __future__ import annotations

from datetime import date

from detente.editions.answers import Issued, direction, replies
from detente.editions.records import Change, ChangeKind


def change(
    issuer: str,
    country: str,
    edition: str,
    kind: ChangeKind,
    before: str | None,
    after: str | None,
    topic: str | None = None,
) -> Change:
    return Change(
        id=f"{issuer}-{edition}-{kind}", series=f"{issuer}-paper", issuer=issuer, edition_from="0", edition_to=edition,
        kind=kind, country=country, countries=(country,), topic=topic, before=before, after=after, weight=0.5,
    )  # fmt: skip


JAPAN = change("JPN", "KOR", "2020", "removed", "defense cooperation with South Korea in a number of fields", None)
KOREA = change("KOR", "JPN", "2020", "label", "partner", "neighbouring country")
DATES = {"JPN": {"2020": date(2020, 7, 14)}, "KOR": {"2020": date(2021, 2, 2)}}


def issued(*changes: Change) -> Issued:
    issuer = changes[0].issuer or ""
    return Issued(issuer, changes, DATES[issuer])


def test_the_later_change_is_the_candidate_reply() -> None:
    found = replies(issued(KOREA), issued(JAPAN))
    assert [(reply.first.issuer, reply.answer.issuer, reply.days) for reply in found] == [("JPN", "KOR", 203)]


def test_says_what_supports_it() -> None:
    support = replies(issued(KOREA), issued(JAPAN))[0].support
    assert "both make the other colder" in support
    assert "it came 203 days later" in support


def test_changes_about_others_are_no_replies() -> None:
    assert replies(issued(KOREA), issued(change("JPN", "CHN", "2020", "removed", "cooperation", None))) == []


def test_a_change_that_warms_does_not_answer_one_that_cools_as_well() -> None:
    warm = change("KOR", "JPN", "2020", "label", "neighbour", "partner")
    scores = [replies(issued(one), issued(JAPAN))[0].score for one in (KOREA, warm)]
    assert scores[0] > scores[1]


def test_direction_of_each_kind() -> None:
    assert direction(change("JPN", "KOR", "2019", "rank", "2", "4")) == -1
    assert direction(change("KOR", "CHN", "2018", "rank", "2", "1")) == 1
    assert direction(change("KOR", "PRK", "2022", "label", None, "enemy")) == -1
    assert direction(change("KOR", "JPN", "2022", "added", None, "shared values and cooperation")) == 1
    assert direction(change("KOR", "JPN", "2022", "added", None, "a map of the islands")) is None
