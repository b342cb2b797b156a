"""The pages of events, incidents, documents and actors, as a browser without scripts gets them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from starlette.testclient import TestClient

from detente.reading.copies import CopyGroup
from detente.records import DateValue, Removed, Segment
from detente.store import EventFilter, Store
from detente.web import Settings, create_app

from ..store.conftest import make_document, make_events


@pytest.fixture(scope="module")
def sample(sample_store):
    with Store(sample_store, read_only=True) as store:
        yield store


@pytest.fixture
def fresh(tmp_path):
    """`fresh(fill)` gives a client on a new store that `fill(store, run)` filled."""
    clients = []

    def make(fill):
        path = tmp_path / "fresh.db"
        with Store(path) as store, store.run("code") as run:
            fill(store, run)
        client = TestClient(create_app(Settings(store=path)), base_url="http://127.0.0.1:8008", follow_redirects=False)
        clients.append(client.__enter__())
        return client

    yield make
    for client in clients:
        client.__exit__(None, None, None)


def plain(page: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


# Lists


def test_events_are_paged(client):
    first, second = (client.get(f"/events?per_page=10&page={n}").text for n in (1, 2))
    ids = [re.findall(r'data-event="([^"]+)"', page) for page in (first, second)]
    assert len(ids[0]) == len(ids[1]) == 10
    assert not set(ids[0]) & set(ids[1])


def test_a_filter_narrows_the_list_and_its_count(client, sample):
    wanted = EventFilter(countries=("GRC",), types=("ACCUSE",))
    page = client.get("/events?country=GRC&type=ACCUSE").text
    assert set(re.findall(r'data-event="([^"]+)"', page)) == {one.id for one in sample.find_events(wanted).items}
    assert f"of {sample.find_events(wanted).total}" in plain(page)


def test_facets_count_what_a_further_choice_would_give(client, sample):
    page = client.get("/events?country=GRC").text
    count = sample.find_events(EventFilter(countries=("GRC",), types=("ACCUSE",))).total
    assert re.search(
        rf'value="ACCUSE"[^>]*> <span class="facet-name"><bdi>ACCUSE</bdi></span> <span class="count">{count}<', page
    )


def test_what_the_list_is_narrowed_to_can_be_taken_away(client):
    page = client.get("/events?country=GRC&country=TUR&type=ACCUSE").text
    assert 'href="/events?country=GRC&amp;country=TUR" aria-label="Without: ACCUSE"' in page
    assert 'href="/events?type=ACCUSE&amp;country=TUR" aria-label="Without: Greece"' in page


@pytest.mark.parametrize("address", ["/events", "/incidents"])
def test_a_filter_that_cannot_be_is_said(client, address):
    answer = client.get(f"{address}?country=Atlantis&type=ACCUSE")
    assert answer.status_code == 400
    assert "is no country known here" in plain(answer.text)


def test_a_search_without_words_is_said(client):
    answer = client.get('/events?q="')
    assert answer.status_code == 400
    assert "no word" in plain(answer.text)


def test_nothing_found_is_said(client):
    assert "No event fits" in client.get("/events?since=1950-01-01&until=1950-01-02&dated=1").text


def test_incidents_are_listed_once(client, sample):
    page = client.get("/incidents?per_page=200").text
    found = re.findall(r'<h3 class="told"><a href="/incidents/([^"]+)"', page)
    assert len(found) == len(set(found)) == sample.find_incidents().total


# One event


def test_an_event_shows_its_sentence_with_its_marks(client, sample):
    event = next(e for e in sample.find_events(limit=200).items if e.date.span and e.attribution)
    page = client.get(f"/events/{event.id}").text
    passage = re.search(r'<blockquote class="passage".*?</blockquote>', page, re.DOTALL)
    assert passage
    assert unescape(event.evidence.quote) in unescape(re.sub(r"<[^>]+>", "", passage[0]))
    assert {"m-trigger", "m-source", "m-target", "m-date"} <= set(re.findall(r"m-[a-z]+", passage[0]))


def test_an_event_says_what_was_read_and_how_sure(client, sample):
    event = next(e for e in sample.find_events(limit=200).items if e.cameo and e.intensity is not None)
    words = plain(client.get(f"/events/{event.id}").text)
    assert event.cameo in words
    assert f"About {round(event.confidence * 100)} in 100 events" in words
    assert "on PLOVER’s scale from −10" in words
    assert "détente" in words


def test_a_fragment_is_the_inner_part_alone(client, sample):
    page = client.get(f"/events/{sample.find_events(limit=1).items[0].id}?fragment=1").text
    assert page.lstrip().startswith("<main")
    assert "<html" not in page


@pytest.mark.parametrize("address", ["/events/e-0", "/incidents/i-0", "/documents/d-0", "/actors/nobody/at-all"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


# One incident


def reports(*changes):
    """Documents and events of one incident, as `changes` make them from one report."""
    made = []
    for number, change in enumerate(changes):
        text = f"{make_document().text} The desk of paper {number} added this."
        document = replace(make_document(text=text, path=f"{number}.md"), publisher=f"Example Courier {number}")
        event = replace(make_events(document)[0], id=f"e-{number}", incident="i-one", status="happened")
        made.append((document, change(event)))
    return made


def same(event):
    return event


def put(store, run, made):
    for document, event in made:
        store.add_document(document, run)
        store.add_events(document.id, [event], run)


def test_an_incident_has_all_its_reports(fresh):
    client = fresh(lambda store, run: put(store, run, reports(same, same, same)))
    words = plain(client.get("/incidents/i-one").text)
    assert "3 reports in 3 documents from at least 3 independent publishers" in words


def test_copies_of_a_text_count_once(fresh):
    made = reports(same, same, same)

    def fill(store, run):
        put(store, run, made)
        store.replace_groups([CopyGroup("syndicated", tuple(sorted(d.id for d, _ in made[:2])), 0.9)])

    words = plain(fresh(fill).get("/incidents/i-one").text)
    assert "from at least 2 independent publishers; 1 report in copies of a text that counts once" in words
    assert "copy of the text of report" in words


def test_dates_that_contradict_each_other_are_set_side_by_side(fresh):
    other = DateValue(date(2019, 8, 25), date(2019, 8, 25), "day")
    client = fresh(lambda store, run: put(store, run, reports(same, same, lambda event: replace(event, date=other))))
    page = client.get("/incidents/i-one").text
    assert '<p class="side-value">2019-08-22</p>' in page
    assert '<p class="side-value">2019-08-25</p>' in page


def test_on_whose_word_the_reports_rest(fresh):
    client = fresh(
        lambda store, run: put(store, run, reports(same, same, lambda event: replace(event, attribution=())))
    )
    origins = re.search(r'<ul class="plain-list origins">.*?</ul>', client.get("/incidents/i-one").text, re.DOTALL)
    assert origins
    assert len(re.findall("<li>", origins[0])) == 2


# One document


def test_a_document_marks_each_record_and_notes_it_beside(client, sample):
    summary = max(sample.summaries(), key=lambda one: one.events)
    page = client.get(f"/documents/{summary.id}").text
    for event in sample.events(document=summary.id):
        assert f'id="{event.id}"' in page
        assert f'id="c{event.evidence.start}"' in page


def test_the_text_of_a_document_is_whole(client, sample):
    summary = max(sample.summaries(), key=lambda one: one.events)
    page = client.get(f"/documents/{summary.id}").text
    shown = "\n".join(re.findall(r'<p class="text"[^>]*>(.*?)</p>', page, re.DOTALL))
    shown = re.sub(r'<a class="ref".*?</a>', "", shown)
    assert unescape(re.sub(r"<[^>]+>", "", shown)).split() == sample.document(summary.id).text.split()


@pytest.fixture
def long(fresh):
    """A client, a document of a million characters, and its events, which stand at its end."""
    body = "\n\n".join(f"Paragraph {n} says nothing of note about anybody at all." for n in range(20_000))
    document = make_document(text=f"{body}\n\n{make_document().text}")
    events = list(_events_at_the_end(document))

    def fill(store, run):
        store.add_document(document, run)
        store.add_events(document.id, events, run)

    return fresh(fill), document, events


def _events_at_the_end(document):
    """The events of the short document, moved to its place at the end of a long one."""
    shift = len(document.text) - len(make_document().text)

    def moved(span):
        return replace(span, start=span.start + shift, end=span.end + shift)

    def side(participants):
        return tuple(replace(one, mention=moved(one.mention)) for one in participants)

    for event in make_events(make_document()):
        day = replace(event.date, span=moved(event.date.span)) if event.date.span else event.date
        yield replace(
            event, document=document.id, date=day, source=side(event.source), target=side(event.target),
            attribution=tuple(replace(one, span=moved(one.span)) for one in event.attribution),
            evidence=moved(event.evidence), trigger=moved(event.trigger),
        )  # fmt: skip


def test_a_text_of_a_million_characters_is_shown_in_parts(long):
    client, document, _ = long
    assert len(document.text) > 1_000_000
    page = client.get(f"/documents/{document.id}").text
    assert len(page) < 200_000
    assert "part 1 of" in plain(page)


def test_a_passage_finds_its_part(long):
    client, document, events = long
    start = events[0].evidence.start
    page = client.get(f"/documents/{document.id}?at={start}").text
    assert f'id="c{start}"' in page
    assert events[0].id in page


def test_parts_make_up_the_text(long):
    from detente.web.views.document import parts_of

    text = long[1].text
    assert "".join(text[part.start : part.end] for part in parts_of(text, 40_000)) == text


@pytest.mark.parametrize("query", ["part=999999", "at=999999999", "part=1&at=5", "at=0&to=0"])
def test_places_that_a_text_does_not_have_show_the_nearest_part(long, query):
    assert long[0].get(f"/documents/{long[1].id}?{query}").status_code == 200


def test_the_raw_text_tells_what_was_removed_and_why(fresh):
    document = replace(
        make_document(),
        raw=f"<nav>Menu</nav>{make_document().text}",
        offsets=(Segment(0, len(make_document().text), 15, 15 + len(make_document().text)),),
        removed=(Removed(0, 15, "navigation", "<nav>Menu</nav>"),),
    )

    def fill(store, run):
        store.add_document(document, run)
        store.add_events(document.id, make_events(document), run)

    page = fresh(fill).get(f"/documents/{document.id}?view=raw").text
    assert '<mark class="m-removed" id="r0" title="removed: navigation">&lt;nav&gt;Menu&lt;/nav&gt;</mark>' in page
    assert '<th scope="row">navigation</th><td class="number">1</td><td class="number">15</td>' in page
    assert "m-evidence m-kept" in page


def test_why_a_document_was_not_coded(client, sample):
    skipped = next(one for one in sample.summaries() if one.language == "ja")
    assert "language ja is not coded yet" in plain(client.get(f"/documents/{skipped.id}").text)


def test_versions_lead_to_each_other(fresh):
    older, newer = (
        make_document(url="https://example.org/a"),
        make_document("Other words.", url="https://example.org/a"),
    )

    def fill(store, run):
        store.add_document(older, run)
        store.add_document(newer, run)

    client = fresh(fill)
    assert f'href="/documents/{newer.id}">the newest version' in client.get(f"/documents/{older.id}").text
    assert f'href="/documents/{older.id}"' in client.get(f"/documents/{newer.id}").text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://e x.org/"])
def test_only_web_addresses_become_links(fresh, url):
    document = replace(make_document(), url=url)
    page = fresh(lambda store, run: store.add_document(document, run)).get(f"/documents/{document.id}").text
    assert f'href="{url}"' not in page
    assert "it is no web address" in page


def test_documents_are_listed_by_filters(client, sample):
    page = client.get("/documents?language=ja").text
    wanted = sample.find_documents(language="ja")
    assert set(re.findall(r'<th scope="row"><a href="/documents/([^"]+)"', page)) == {one.id for one in wanted.items}


# Actors


@pytest.mark.parametrize("name", ["文在寅", "문재인", "Wen Zaiyin", "moon jae-in", "安倍", "Mevlut Cavusoglu"])
def test_actors_are_found_in_any_script(client, name):
    page = client.get("/actors", params={"q": name}).text
    wanted = {"安倍": "jpn/shinzo-abe", "Mevlut Cavusoglu": "tur/mevlut-cavusoglu"}.get(name, "kor/moon-jae-in")
    assert f'href="/actors/{wanted}"' in page.split("In this store")[1]


def test_actors_are_listed_by_country(client):
    page = client.get("/actors?country=GRC").text
    assert 'href="/actors/grc/nikos-dendias"' in page
    assert 'href="/actors/jpn/' not in page


def test_a_person_with_offices_mentions_and_events(client):
    words = plain(client.get("/actors/kor/moon-jae-in").text)
    assert "2017-05-10 – 2022-05-09 President of the Republic of Korea" in words
    assert "문재인" in words
    assert "Wen Zaiyin" in words


@pytest.mark.parametrize("actor", ["KOR", "EU", "NATO", "kor/president", "jpn/defence-ministry", "KOR/court"])
def test_states_bodies_offices_and_groups_have_pages(client, actor):
    assert client.get(f"/actors/{actor}").status_code == 200
