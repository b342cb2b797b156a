"""The pages of events, incidents, documents and actors in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from detente.store import Store


@pytest.fixture(scope="module")
def addresses(sample_store):
    with Store(sample_store, read_only=True) as store:
        event = next(one for one in store.find_events(limit=200).items if one.attribution and one.date.span)
        incident = max(store.find_incidents(limit=200).items, key=lambda one: (one.documents, one.reports))
        document = max(store.summaries(), key=lambda one: one.events)
    return {
        "events": "/events?country=KOR&per_page=12", "event": f"/events/{event.id}", "incidents": "/incidents?per_page=12",
        "incident": f"/incidents/{incident.id}", "documents": "/documents", "document": f"/documents/{document.id}",
        "raw": f"/documents/{document.id}?view=raw", "actors": "/actors?q=Moon", "actor": "/actors/kor/moon-jae-in",
        "judgements": "/judgements",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["events", "event", "incidents", "incident", "documents", "document", "raw", "actors", "actor", "judgements"],
)
def test_pages_are_accessible_and_fit(visit, axe, screenshot, addresses, name):
    for width, dark in ((1280, False), (360, True)):
        page = visit(addresses[name], width=width, dark=dark)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("window.layoutShift") < 0.05
        screenshot(page)
    page.emulate_media(color_scheme="light")
    assert axe(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark")
    assert axe(page) == []


def test_filters_change_the_list_in_place_and_its_address(visit):
    page = visit("/events")
    page.get_by_role("checkbox", name="Greece").check()
    expect(page.get_by_role("link", name="Without: Greece")).to_be_visible()
    assert page.url.endswith("/events?order=newest&country=GRC")
    expect(page.get_by_role("checkbox", name="Greece")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("link", name="Without: Greece")).to_have_count(0)


def test_a_number_in_the_text_leads_to_its_record(visit, addresses):
    page = visit(addresses["document"])
    page.get_by_role("link", name="Record 1", exact=True).click()
    expect(page.locator(".note-card:target")).to_be_in_viewport()


def test_a_sentence_opens_its_passage_in_the_drawer(visit):
    page = visit("/events")
    page.locator("#listing .evidence a").first.click()
    expect(page.locator("#drawer mark.is-target")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()


def test_an_old_address_of_a_passage_finds_its_part(visit, serve, own_store):
    text = "\n\n".join(f"Paragraph {number} of a long paper." for number in range(4000))
    from ...store.conftest import make_document

    document = make_document(text=text)
    with Store(own_store) as store, store.run("read") as run:
        store.add_document(document, run)
    address = serve(own_store)
    page = visit(f"/documents/{document.id}#c{text.index('Paragraph 3500')}", at=address)
    expect(page.locator("mark.m-found")).to_be_in_viewport()
    expect(page.get_by_text("Paragraph 3500 of")).to_be_visible()
