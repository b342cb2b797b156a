"""`detente serve` as a process: what it says, and how it starts and ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from detente.cli import main
from detente.store import Store, connection

READY_WITHIN_S = 60.0


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    Store(path).close()
    return path


def run(*options: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, ["serve", *options], env=env)


@pytest.fixture
def process(store: Path) -> Iterator[subprocess.Popen[str]]:
    program = [
        sys.executable,
        "-c",
        "from detente.cli import main; main()",
        "serve",
        str(store),
        "--port",
        "0",
        "--json",
    ]
    with subprocess.Popen(
        program, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, "DETENTE_PASSWORD": ""}
    ) as started:
        yield started
        started.kill()


def address_of(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    address: str = json.loads(process.stderr.readline())["url"]
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until:
        try:
            httpx.get(f"{address}favicon.ico", timeout=READY_WITHIN_S)
            return address
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"{address} does not answer")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(process: subprocess.Popen[str], number: signal.Signals) -> None:
    address_of(process)
    process.send_signal(number)
    assert process.stderr is not None
    rest = process.stderr.read()
    assert process.wait(30) == 0
    assert json.loads(rest)["message"] == "stopped"


def test_it_listens_on_this_machine_alone(process: subprocess.Popen[str]) -> None:
    assert address_of(process).startswith("http://127.0.0.1:")


def test_it_does_not_tell_what_it_runs_on(process: subprocess.Popen[str]) -> None:
    assert "server" not in httpx.get(f"{address_of(process)}favicon.ico").headers


def test_a_missing_store_is_told_with_the_way_to_make_one(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.db"))
    assert result.exit_code == 2
    assert "make one with `detente code PATH --store" in result.output


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "text.db"
    path.write_text("This is no store, and long enough to be looked at as one." * 20)
    result = run(str(path))
    assert result.exit_code == 2
    assert "no détente store" in result.output


def test_a_store_named_twice_is_run(store: Path) -> None:
    assert "name the store once" in run(str(store), "--store", str(store)).output


def test_a_port_that_is_taken_is_told(store: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run(str(store), "--port", str(port))
    assert result.exit_code == 2
    assert f"port {port} is taken" in result.output


def test_an_address_that_is_not_ours_is_told(store: Path) -> None:
    result = run(str(store), "--host", "192.0.2.1", "--port", "0", env={"DETENTE_PASSWORD": "long enough"})
    assert result.exit_code == 2
    assert "is no address of this machine" in result.output


@pytest.mark.parametrize("options", [["--host", "0.0.0.0"], ["--host", "::"], ["--behind-proxy"]])
def test_others_are_not_let_in_without_password(store: Path, options: list[str]) -> None:
    result = run(str(store), "--port", "0", *options)
    assert result.exit_code == 2
    assert "a password is needed" in result.output


def test_a_short_password_is_run(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("short\n")
    result = run(str(store), "--port", "0", "--password-file", str(file))
    assert result.exit_code == 2
    assert "shorter than 8 characters" in result.output


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A store as the first version of détente made it."""
    path = tmp_path / "older.db"
    number, script = connection.migrations()[0]
    with closing(sqlite3.connect(path)) as made:
        made.executescript(script)
        made.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
        made.execute(f"PRAGMA user_version = {number}")
    return path


def test_an_older_store_is_brought_up_to_date(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.cli.serve._run", lambda *_: None)
    assert run(str(older), "--port", "0").exit_code == 0
    Store(older, read_only=True).close()


def test_an_older_store_cannot_be_shown_read_only(older: Path) -> None:
    result = run(str(older), "--port", "0", "--read-only")
    assert result.exit_code == 2
    assert "open it once for writing" in result.output
