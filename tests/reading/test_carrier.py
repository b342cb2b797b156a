"""Fetching over real connections of this machine: slow, endless and lying servers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from detente.errors import FetchError
from detente.reading import fetch

Talk = Callable[[socket.socket, threading.Event], None]


@pytest.fixture
def serve() -> Iterator[Callable[[Talk], str]]:
    """`serve(talk)` gives the address of a server that talks so with each who connects."""
    over = threading.Event()
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def start(talk: Talk) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listener.settimeout(0.05)
        listeners.append(listener)

        def run() -> None:
            while not over.is_set():
                try:
                    connection, _ = listener.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.settimeout(5)
                    try:
                        connection.recv(65536)
                        talk(connection, over)
                    except OSError:
                        pass  # the other side has hung up, as it should

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/page"

    yield start
    over.set()
    for thread in threads:
        thread.join()
    for listener in listeners:
        listener.close()


def drip(connection: socket.socket, over: threading.Event, first: bytes, each: bytes) -> None:
    connection.sendall(first)
    while not over.wait(0.02):
        connection.sendall(each)


def test_a_page_is_carried(serve: Callable[[Talk], str]) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nSeoul"
    address = serve(lambda connection, _: connection.sendall(answer))
    assert fetch.fetch(address, allow_private=True).data == b"Seoul"


@pytest.mark.parametrize(
    "first, each",
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["status", "headers", "body", "chunks", "interim answers"],
)
def test_who_drips_is_not_listened_to_for_ever(
    serve: Callable[[Talk], str], monkeypatch: pytest.MonkeyPatch, first: bytes, each: bytes
) -> None:
    monkeypatch.setattr(fetch, "LONGEST", 0.4)
    address = serve(lambda connection, over: drip(connection, over, first, each))
    started = time.monotonic()
    with pytest.raises(FetchError):
        fetch.fetch(address, allow_private=True)
    # Without the bound it would never end; the margin is for a busy machine.
    assert time.monotonic() - started < 30


def test_who_says_nothing_is_not_waited_for(serve: Callable[[Talk], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "LONGEST", 0.2)
    address = serve(lambda _, over: over.wait(10) and None)
    with pytest.raises(FetchError, match="did not answer in time"):
        fetch.fetch(address, allow_private=True)


def test_redirects_share_the_time(serve: Callable[[Talk], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "LONGEST", 0.5)

    def talk(connection: socket.socket, over: threading.Event) -> None:
        over.wait(0.3)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with pytest.raises(FetchError, match="in time"):
        fetch.fetch(serve(talk), allow_private=True)


def test_endless_headers_are_refused(serve: Callable[[Talk], str]) -> None:
    def talk(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while not over.is_set():
            connection.sendall(b"X-Endless: " + b"a" * 60_000 + b"\r\n")

    with pytest.raises(FetchError):
        fetch.fetch(serve(talk), allow_private=True)


def test_a_false_length_is_told(serve: Callable[[Talk], str]) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\nSeoul"
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetch.fetch(serve(lambda connection, _: connection.sendall(answer)), allow_private=True)


def test_what_is_no_http_is_told(serve: Callable[[Talk], str]) -> None:
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetch.fetch(serve(lambda connection, _: connection.sendall(b"220 mail ready\r\n")), allow_private=True)


def test_nobody_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetch.fetch(f"http://127.0.0.1:{port}/", allow_private=True)


def test_this_machine_is_asked_only_where_the_user_says_so(serve: Callable[[Talk], str]) -> None:
    asked = threading.Event()
    address = serve(lambda *_: asked.set())
    for host in (
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0.0.0.0",
        "[::ffff:127.0.0.1]",
    ):
        with pytest.raises(FetchError):
            fetch.fetch(address.replace("127.0.0.1", host))
    assert not asked.is_set()
