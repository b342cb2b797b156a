from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from detente.coding.hosted import EndpointError, HostedCoder
from detente.evidence import check_event
from detente.reading import read_bytes
from detente.records import Document

TEXT = b"""---
language: en
published: 2024-05-18
---
Japan's foreign minister summoned the Russian ambassador on Friday over the flight of two bombers near Hokkaido.
"""
GOOD = {
    "source": "Japan's foreign minister",
    "target": "the Russian ambassador",
    "type": "ACCUSE",
    "mode": "disapprove",
    "status": "happened",
    "trigger": "summoned",
    "when": "on Friday",
    "says": None,
}


class Answering(BaseHTTPRequestHandler):
    """Answers every question with the class's `answer`, and keeps what it was asked."""

    answer = ""
    status = 200
    asked: ClassVar[list[dict[str, object]]] = []

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        type(self).asked.append({"path": self.path, **json.loads(self.rfile.read(length))})
        body = json.dumps({"choices": [{"message": {"content": self.answer}}]}).encode()
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Answering.status, Answering.asked = 200, []
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
        server.shutdown()


@pytest.fixture
def document() -> Document:
    return read_bytes(TEXT, path="note.md")[0]


def answering(*events: object) -> None:
    Answering.answer = json.dumps({"events": list(events)})


def test_an_answer_becomes_an_event_with_evidence(server: str, document: Document) -> None:
    answering(GOOD)
    (event,) = HostedCoder(server, "small").code(document)
    check_event(document, event)
    assert (event.source[0].country, event.target[0].country, event.type) == ("JPN", "RUS", "ACCUSE")


def test_its_date_comes_from_words_of_the_text(server: str, document: Document) -> None:
    answering(GOOD)
    (event,) = HostedCoder(server, "small").code(document)
    assert str(event.date.start) == "2024-05-17"


def test_the_endpoint_gets_model_and_text(server: str, document: Document) -> None:
    answering()
    HostedCoder(server + "/", "small").code(document)
    (asked,) = Answering.asked
    assert asked["path"] == "/v1/chat/completions"
    assert asked["model"] == "small"
    assert "Hokkaido" in json.dumps(asked["messages"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"trigger": "bombed"}, "trigger that the text does not hold"),
        ({"source": "China"}, "actor that the text does not hold or the tables do not know"),
        ({"target": "two bombers"}, "actor that the text does not hold or the tables do not know"),
        ({"type": "ANGRY"}, "type or status that does not exist"),
        ({"target": "Japan's foreign minister"}, "both sides of one state"),
    ],
)
def test_what_does_not_verify_is_dropped_and_counted(
    server: str, document: Document, change: dict[str, str], reason: str
) -> None:
    answering({**GOOD, **change})
    coder = HostedCoder(server, "small")
    assert coder.code(document) == []
    assert coder.dropped == {reason: 1}


@pytest.mark.parametrize("answer", ["no JSON", "[]", '{"events": 3}'])
def test_an_answer_of_another_shape_is_an_error_that_names_the_endpoint(
    server: str, document: Document, answer: str
) -> None:
    Answering.answer = answer
    with pytest.raises(EndpointError, match=r"127\.0\.0\.1"):
        HostedCoder(server, "small").code(document)


def test_a_failing_endpoint_is_an_error(server: str, document: Document) -> None:
    answering(GOOD)
    Answering.status = 500
    with pytest.raises(EndpointError, match="500"):
        HostedCoder(server, "small").code(document)
