from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar
from lxml import html
from starlette.testclient import TestClient

from .shelf import ready

# The sample store tells of the intelligence pact of Japan and South Korea.
DAY = "on=2019-08-22"


def names(text: str) -> list[str]:
    return [a.text_content() for a in html.fromstring(text).xpath("//tbody/tr/th/a")]


def test_the_ledger_is_listed_and_paged(client: TestClient) -> None:
    page = ready(client, f"/agreements?{DAY}")
    assert page.status_code == 200
    assert len(names(page.text)) == 50
    assert len(set(names(page.text)) & set(names(client.get(f"/agreements?{DAY}&page=2").text))) == 0


def test_what_documents_tell_of_comes_first(client: TestClient) -> None:
    ready(client, f"/agreements?{DAY}")
    told = names(client.get(f"/agreements?{DAY}&told=1").text)
    assert "General Security of Military Information Agreement" in told


def test_parties_narrow_the_list(client: TestClient) -> None:
    ready(client, f"/agreements?{DAY}")
    page = html.fromstring(client.get(f"/agreements?{DAY}&party=JPN&party=South Korea&per_page=200").text)
    for row in page.xpath("//tbody/tr"):
        assert {"Japan", "South Korea"} <= {a.text_content() for a in row.xpath("td[1]/a")} or "more" in row.xpath(
            "string(td[1])"
        )


@pytest.mark.parametrize("state", ["terminated", "living"])
def test_the_state_narrows_the_list(client: TestClient, state: str) -> None:
    ready(client, f"/agreements?{DAY}")
    page = html.fromstring(client.get(f"/agreements?{DAY}&state={state}&per_page=200").text)
    shown = {span.text_content() for span in page.xpath("//tbody//span[contains(@class, 'state')]")}
    assert shown <= ({"terminated"} if state == "terminated" else {"signed", "in force", "notice given", "suspended"})


def test_due_narrows_the_list(client: TestClient) -> None:
    ready(client, f"/agreements?{DAY}")
    page = html.fromstring(client.get(f"/agreements?{DAY}&due=1w").text)
    days = [date.fromisoformat(day) for day in page.xpath("//tbody//td[4]//time/@datetime")]
    assert days
    assert all(date(2019, 8, 22) <= day <= date(2019, 8, 29) for day in days)


@pytest.mark.parametrize(
    "wrong", ["due=soon", "party=Atlantis", "state=odd", "on=yesterday", "kind=odd", "on=9999-12-31"]
)
def test_what_cannot_be_understood_is_said(client: TestClient, wrong: str) -> None:
    answer = client.get(f"/agreements?{wrong}")
    assert answer.status_code == 400
    assert 'class="warning"' in answer.text


def test_an_agreement_shows_its_terms_and_its_rule(client: TestClient) -> None:
    text = ready(client, f"/agreements/gsomia?{DAY}").text
    assert "tacit for 1 year" in text
    assert "notice to end it must be given at least 90 days before" in text
    assert "Asia/Seoul" in text


def test_a_step_that_a_document_tells_opens_its_sentence(client: TestClient) -> None:
    page = html.fromstring(ready(client, f"/agreements/gsomia?{DAY}").text)
    links = page.xpath("//li[@class='step']//q/a")
    assert links
    answer = client.get(links[0].get("href"))
    assert links[0].text_content()[:30] in html.fromstring(answer.text).text_content()


def test_a_position_names_who_wants_what(client: TestClient) -> None:
    page = html.fromstring(ready(client, f"/agreements/gsomia?{DAY}").text)
    assert any("wants it kept" in one.text_content() for one in page.xpath("//li[@class='position']"))


def test_deadlines_count_from_the_day_asked_for(client: TestClient) -> None:
    ready(client, f"/agreements/gsomia?{DAY}")
    later = html.fromstring(client.get("/agreements/gsomia?on=2020-01-01").text)
    assert "2020-08-24" in later.xpath("//article[@class='due']//time/@datetime")


def test_an_agreement_that_nobody_knows_is_not_found(client: TestClient) -> None:
    ready(client, "/agreements")
    assert client.get("/agreements/none").status_code == 404


def test_the_month_has_its_deadline_on_its_day(client: TestClient) -> None:
    page = html.fromstring(ready(client, f"/calendar?{DAY}&party=KOR").text)
    (cell,) = page.xpath("//table[@class='month']//td[time/@datetime='2019-08-24']")
    assert "last day for notice" in cell.text_content()


def test_past_months_are_shown_as_they_were_known(client: TestClient) -> None:
    page = html.fromstring(ready(client, "/calendar?on=2026-01-01&month=2018-08&party=JPN&party=KOR").text)
    (cell,) = page.xpath("//table[@class='month']//td[time/@datetime='2018-08-24']")
    assert "General Security of Military Information Agreement" in cell.text_content()


@pytest.mark.parametrize("month", ["1900-01", "2200-12", "2019-02"])
def test_the_calendar_has_ends(client: TestClient, month: str) -> None:
    assert ready(client, f"/calendar?{DAY}&month={month}").status_code == 200


@pytest.mark.parametrize("month", ["2019-13", "1899-12", "0001-01", "x"])
def test_a_month_that_is_none_is_said(client: TestClient, month: str) -> None:
    assert client.get(f"/calendar?month={month}").status_code == 400


def test_the_calendar_file_is_the_same_all_day(client: TestClient) -> None:
    ready(client, f"/agreements?{DAY}")
    first, second = (client.get(f"/calendar.ics?{DAY}&party=KOR") for _ in range(2))
    assert first.headers["content-type"].startswith("text/calendar")
    assert first.content == second.content


def test_the_calendar_file_has_stamps_of_the_day(client: TestClient) -> None:
    ready(client, f"/agreements?{DAY}")
    found = Calendar.from_ical(client.get(f"/calendar.ics?{DAY}&party=KOR").text).events
    assert {event.decoded("DTSTAMP").isoformat() for event in found} == {"2019-08-22T00:00:00+00:00"}


def test_the_calendar_file_is_not_sent_twice(client: TestClient) -> None:
    ready(client, f"/agreements?{DAY}")
    tag = client.get(f"/calendar.ics?{DAY}").headers["etag"]
    assert client.get(f"/calendar.ics?{DAY}", headers={"If-None-Match": tag}).status_code == 304


def test_the_agreements_between_two_states_begin_with_those_that_live(client: TestClient) -> None:
    from detente.agreements.standing import LIVING
    from detente.web.case import Case
    from detente.web.views.agreements import between

    ready(client, "/agreements")
    found = between(Case(client.app.state.case_file), "JPN", "KOR", date(2019, 8, 22))  # type: ignore[attr-defined]
    alive = [entry.now.state in LIVING for entry in found.entries]
    assert alive == sorted(alive, reverse=True)
    assert "gsomia" in [entry.agreement.id for entry in found.entries]
