from __future__ import annotations

import re
from html import unescape

import pytest

from detente.web.views import timeline
from tests.web.links import marks, total


def test_the_timeline_opens(client) -> None:
    answer = client.get("/timeline")
    assert answer.status_code == 200
    assert "<h1>Timeline</h1>" in answer.text


def test_it_names_how_many_events_fit(client) -> None:
    text = client.get("/timeline?country=GRC").text
    found = re.search(r'<a href="([^"]+)">(\d+) events</a>', text)
    assert found
    assert total(client.get(unescape(found[1])).text) == int(found[2])


def test_events_without_a_date_are_counted_apart(client) -> None:
    text = client.get("/timeline").text
    found = re.search(r'<a href="([^"]+dated=0[^"]*)">(\d+) without a date</a>', text)
    assert found
    assert total(client.get(unescape(found[1])).text) == int(found[2])


@pytest.mark.parametrize("lanes", ["dyad", "type"])
@pytest.mark.parametrize("most", [1, 400])
def test_each_count_opens_the_events_that_it_counts(
    client, monkeypatch: pytest.MonkeyPatch, lanes: str, most: int
) -> None:
    monkeypatch.setattr(timeline, "MOST_EVENTS", most)
    # A filter of its own for each limit, since what was made is kept.
    found = marks(client.get(f"/timeline?lanes={lanes}&since=2016-01-0{1 + (most == 1)}").text)
    counts = [(href, said) for href, said in found if re.search(r": \d+ events$", said)]
    assert counts
    for href, said in counts:
        assert total(client.get(href).text) == int(said.rsplit(": ", 1)[1].split()[0])


def test_single_events_open_their_pages(client) -> None:
    found = [href for href, _ in marks(client.get("/timeline?since=2019-08-01&until=2019-08-31").text)]
    events = [href for href in found if href.startswith("/events/")]
    assert events
    assert all(client.get(href).status_code == 200 for href in events)


def test_a_shorter_time_shows_what_may_lie_in_it(client) -> None:
    text = client.get("/timeline?since=2019-08-01&until=2019-08-31&lanes=type").text
    assert "from 1 August 2019 to 31 August 2019" in text


def test_many_events_are_said_to_be_counted(client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "MOST_EVENTS", 1)
    assert "too many to draw one by one" in client.get("/timeline?until=2024-01-03").text


@pytest.mark.parametrize("query", ["q=%22%22", "since=soon", "type=DANCE"])
def test_what_cannot_be_understood_is_named(client, query: str) -> None:
    answer = client.get(f"/timeline?{query}")
    assert answer.status_code == 200
    assert 'class="warning"' in answer.text


def test_nothing_that_fits_is_said(client) -> None:
    assert "No event fits." in client.get("/timeline?country=PER").text


def test_other_times_are_a_link_away(client) -> None:
    text = client.get("/timeline?since=2019-01-01&until=2019-12-31").text
    words = re.findall(r'<li><a href="/timeline[^"]*">(earlier|later|closer|wider|all of it)</a>', text)
    assert words == ["earlier", "later", "closer", "wider", "all of it"]
