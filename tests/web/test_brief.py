"""`/brief/{A}-{B}`."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html as parser

from detente.store import Store


@pytest.fixture
def tree(client):
    answer = client.get("/brief/KOR-JPN")
    assert answer.status_code == 200
    return parser.fromstring(answer.text)


def test_sections_come_in_reading_order(tree):
    assert tree.xpath("//main/section/@id") == [
        "answer", "index", "happenings", "editions", "agreements", "positions", "disputes", "coverage", "method",
    ]  # fmt: skip


def test_every_reference_leads_somewhere(tree, client):
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = {link for link in tree.xpath("//main//a/@href") if not link.startswith("http")}
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    passages = sorted(link for link in links if link.startswith("/documents/"))
    incidents = sorted(link for link in links if link.startswith("/incidents/"))
    for link in (passages[0], passages[-1], incidents[0], incidents[-1]):
        path, _, anchor = link.partition("#")
        answer = client.get(path)
        assert answer.status_code == 200
        assert not anchor or f'id="{anchor}"' in answer.text


def test_every_statement_of_the_short_answer_has_a_source(tree):
    statements = tree.xpath("//section[@id='answer']//li")
    assert statements
    assert all(one.xpath(".//a") for one in statements)


def test_policy_has_nothing_to_refuse(client):
    text = client.get("/brief/KOR-JPN").text
    assert not re.search(r"<[^>]* (?:style|on\w+)=", text)
    assert "<style" not in text


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("html", "text/html"),
        ("md", "text/markdown"),
        ("json", "application/json"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_it_can_be_taken_away(client, form, media_type):
    answer = client.get(f"/brief/KOR-JPN?format={form}")
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.headers["content-disposition"] == f'attachment; filename="brief-KOR-JPN.{form}"'
    assert (
        client.get(f"/brief/KOR-JPN?format={form}", headers={"If-None-Match": answer.headers["etag"]}).status_code
        == 304
    )


def test_window_is_that_of_the_address(client):
    found = client.get("/brief/KOR-JPN?format=json&since=2019-07-01&until=2019-07-31").json()
    assert (found["start"], found["end"]) == ("2019-07-01", "2019-07-31")


def test_judgements_can_be_left_aside(writable):
    address = "/brief/KOR-JPN?format=json"
    with Store(writable.app.state.settings.store) as store:
        event = next(one.id for one in store.events(dyad=("KOR", "JPN")) if one.confidence >= 0.5)
        store.judge(event, "rejected", reviewer="R. Reader")
    judged = json.dumps(writable.get(address).json())
    machine = json.dumps(writable.get(f"{address}&judgements=off").json())
    assert event not in judged
    assert event in machine
    assert "1 rejected" in judged
    assert "Not applied" in machine


@pytest.mark.parametrize("pair", ["KOR-KOR", "KOR", "KOR-XXZ", "KOR-JPN-CHN"])
def test_what_is_no_dyad_is_not_found(client, pair):
    assert client.get(f"/brief/{pair}").status_code == 404


def test_window_the_wrong_way_round_is_said(client):
    answer = client.get("/brief/KOR-JPN?since=2020-01-01&until=2019-01-01")
    assert answer.status_code == 400
    assert "since lies after until" in answer.text


def test_two_without_anything_have_a_page(client):
    answer = client.get("/brief/BTN-BRN")
    assert answer.status_code == 200
    assert "No act between Bhutan and Brunei was found." in answer.text
