"""Judging with keyboard and mouse, in place and without scripts."""

from __future__ import annotations

import shutil
import threading
import time

import pytest
import uvicorn
from playwright.sync_api import expect

from detente.store import Store
from detente.web import Settings, create_app

from ..conftest import READY_WITHIN_S, free_port


@pytest.fixture(scope="module")
def judged_store(sample_store, tmp_path_factory):
    return shutil.copy(sample_store, tmp_path_factory.mktemp("judged") / "judged.db")


@pytest.fixture(scope="module")
def judged_server(judged_store):
    """A server in this process, since starting one for each test takes too long."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(store=judged_store)), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + READY_WITHIN_S
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def own(judged_server, judged_store):
    """The address of a server on a store that nobody has judged yet."""
    yield judged_server
    with Store(judged_store) as store:
        for one in store.judgements(standing=False):
            if one.undone is None:
                store.undo_judgement(one.id)


@pytest.fixture
def listed(visit, own):
    """The list of events on that server, with a reviewer's name given."""
    page = visit("/events?country=GRC", at=own)
    page.get_by_label("You judge as").fill("Ana")
    page.get_by_role("button", name="Remember").click()
    expect(page.locator("#live")).to_have_text("You judge as Ana.")
    page.locator("h1").click()
    return page


def row(page, number=0):
    return page.locator("#listing [data-row]").nth(number)


def test_accept_and_undo_by_keys(listed):
    page = listed
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(row(page).get_by_text("accepted by Ana")).to_be_visible()
    expect(page.locator("#live")).to_have_text("Accepted by Ana.")
    expect(row(page).locator("a").first).to_be_focused()
    page.keyboard.press("u")
    expect(row(page).get_by_text("accepted by Ana")).to_have_count(0)
    expect(page.locator("#live")).to_have_text("Undone: accepted by Ana.")


def test_keys_go_on_from_the_row_that_was_judged(listed):
    page = listed
    for number in (0, 1):
        page.keyboard.press("j")
        page.keyboard.press("r")
        expect(row(page, number).locator(".judged-by")).to_contain_text("rejected by Ana")
        expect(row(page, number).locator("a").first).to_be_focused()


def test_correct_by_keys(listed, judged_store):
    page = listed
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(row(page).get_by_label("Type")).to_be_focused()
    row(page).get_by_label("Date").fill("2020-07")
    row(page).get_by_label("Date").press("Enter")
    expect(row(page).get_by_text("corrected by Ana")).to_be_visible()
    with Store(judged_store, read_only=True) as store:
        correction = store.judgements()[0].correction
    assert correction is not None
    assert (correction.type, correction.date.precision) == (None, "month")


def test_a_correction_that_cannot_be_leads_to_its_field(listed):
    page = listed
    row(page).get_by_text("Correct…").click()
    row(page).get_by_label("Date").fill("some day")
    row(page).get_by_role("button", name="Save the correction").click()
    expect(row(page).get_by_label("Date")).to_be_focused()
    expect(page.locator("#live")).to_contain_text("is no date")


def test_without_a_name_the_name_is_asked_for(visit, own):
    page = visit("/events", at=own)
    row(page).get_by_role("button", name="Accept").click()
    expect(page.get_by_label("You judge as")).to_be_focused()
    expect(page.locator("#live")).to_contain_text("Say who you are first")


def test_enter_in_the_reason_decides_nothing(listed, judged_store):
    page = listed
    row(page).locator("summary", has_text="Reason").click()
    row(page).get_by_role("textbox", name="Reason").fill("unclear")
    row(page).get_by_role("textbox", name="Reason").press("Enter")
    page.wait_for_timeout(200)
    with Store(judged_store, read_only=True) as store:
        assert store.judgements() == []
    row(page).get_by_role("button", name="Reject").click()
    expect(row(page).locator(".judged-by")).to_contain_text("unclear")


def test_keys_can_be_switched_off(listed):
    page = listed
    page.get_by_role("button", name="Keys on").click()
    page.locator("h1").click()
    for key in "ja":
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    expect(page.get_by_text("accepted by")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="Keys off")).to_have_attribute("aria-pressed", "false")


def test_what_is_judged_in_the_drawer_shows_in_the_list(listed):
    page = listed
    row(page).locator("h3 a").click()
    expect(page.locator("#drawer")).to_be_visible()
    page.keyboard.press("r")
    expect(page.locator("#drawer .judged-by")).to_contain_text("rejected by Ana")
    expect(row(page).get_by_text("rejected by Ana")).to_be_visible()


def test_everything_works_without_scripts(browser, own):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own}/events?country=GRC")
    row(page).get_by_role("button", name="Reject").click()
    expect(page.get_by_role("alert")).to_contain_text("Say who you are first")
    page.get_by_label("You judge as").fill("Bo")
    page.get_by_role("button", name="Reject").click()
    expect(page.locator(".judged-by")).to_contain_text("rejected by Bo")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Nobody has judged this event yet")).to_be_visible()
    context.close()
