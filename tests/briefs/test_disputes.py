"""Where sources disagree."""

from __future__ import annotations

from dataclasses import replace

from detente.briefs import Material, build
from detente.briefs.records import Brief
from detente.evidence import holds

from .make import DYAD, day, make_document, make_event

KOREA, JAPAN = ("KOR", "South Korea"), ("JPN", "Japan")
TOLD = "South Korea shelled a Japanese outpost on 2 May 2020 and killed 3 soldiers, Japan said."
LATER = "South Korea shelled a Japanese outpost on 9 May 2020 and killed 5 soldiers."
DENIED = "South Korea denied that it had shelled Japan's outpost on 2 May 2020."


def disputes(brief: Brief):
    return next(one for one in brief.sections if one.kind == "disputes").disputes


def event(text: str, title: str, when: str, **fields):
    document = make_document(text, title, "2020-05-12")
    return document, make_event(
        document, text, "shelled", KOREA, ("JPN", "Japan"), day(when), "ASSAULT", incident="in-1", **fields
    )


def test_details_that_differ_are_told_with_both_sides_and_their_reports():
    one, first = event(TOLD, "one", "2020-05-02")
    two, second = event(LATER, "two", "2020-05-09", confidence=0.7)
    brief = build(Material.of([one, two], [first, second], DYAD), DYAD)
    found = {dispute.text.partition(" (")[0]: dispute for dispute in disputes(brief)}
    assert set(found) == {"Reports differ on the date", "Reports differ on the number killed"}
    date = found["Reports differ on the date"]
    assert [side.value for side in date.sides] == ["2 May 2020", "9 May 2020"]
    reports = {r.id: r for g in brief.sections[2].groups for line in g.lines for r in line.reports}
    texts = {document.id: document.text for document in (one, two)}
    for side in date.sides:
        for report in side.reports:
            assert holds(texts[reports[report].document], reports[report].event.evidence)


def test_report_that_denies_another_is_told_with_both_lines():
    one, first = event(TOLD, "one", "2020-05-02")
    two, second = event(DENIED, "two", "2020-05-02", status="denied")
    brief = build(Material.of([one, two], [first, replace(second, incident="in-2")], DYAD), DYAD)
    (denied,) = [dispute for dispute in disputes(brief) if dispute.about == "denied"]
    assert denied.lines == ("line-1", "line-2")
    assert denied.text.startswith("1 report denies what another tells: South Korea attacked")


def test_act_of_one_side_s_telling_is_told():
    one, first = event(TOLD, "one", "2020-05-02", contested=True)
    brief = build(Material.of([one], [first], DYAD), DYAD)
    assert [dispute.about for dispute in disputes(brief)] == ["one side"]


def test_agreement_of_reports_is_no_dispute():
    one, first = event(TOLD, "one", "2020-05-02")
    brief = build(Material.of([one], [first], DYAD), DYAD)
    assert disputes(brief) == ()
