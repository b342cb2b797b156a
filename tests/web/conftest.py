"""A store made of the packaged samples, and the app that shows it: in this process, and as a real server."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from click.testing import CliRunner

import detente

if TYPE_CHECKING:
    from starlette.testclient import TestClient

# Long enough for a server that starts beside many other processes.
READY_WITHIN_S = 180.0


# What the coded samples depend on, inside the package.
_MAKERS = ("reading", "actors", "coding", "store", "data", "records.py", "evidence.py", "cli/work.py")


@pytest.fixture(scope="session")
def sample_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged samples, read and coded. Never written to.

    What was coded is kept from run to run until the code or a table changes, as it takes half a minute.
    """
    folder = Path(request.config.cache.mkdir("samples"))
    kept = folder / f"{_state_of_the_makers()}.db"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several processes may share a run, and several runs the folder
        if not kept.exists():
            for old in folder.glob("*.db*"):
                old.unlink()
            _code_samples(kept)
        return Path(shutil.copy(kept, tmp_path_factory.mktemp("samples") / "sample.db"))


def _state_of_the_makers() -> str:
    package = Path(detente.__file__).parent
    found = [package / name for name in _MAKERS]
    files = sorted(file for one in found for file in (one.rglob("*") if one.is_dir() else [one]) if file.is_file())
    states = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files if file.suffix != ".pyc"]
    return hashlib.sha256(repr(states).encode()).hexdigest()[:16]


def _code_samples(path: Path) -> None:
    from detente.cli import main
    from detente.data.tables import data_path

    unfinished = path.with_name("unfinished.db")
    arguments = ["code", str(data_path("samples/documents")), "--store", str(unfinished), "--quiet"]
    result = CliRunner().invoke(main, arguments)
    assert unfinished.exists(), result.output
    unfinished.rename(path)


@pytest.fixture
def own_store(sample_store: Path, tmp_path: Path) -> Path:
    """A copy of the sample store, for a test that writes."""
    return Path(shutil.copy(sample_store, tmp_path / "own.db"))


@pytest.fixture(scope="session")
def _sample_client(sample_store: Path) -> Iterator[TestClient]:
    yield from _client_on(sample_store)


@pytest.fixture
def client(_sample_client: TestClient) -> TestClient:
    """A client without cookies on the app of the sample store; what pages computed is kept between tests."""
    _sample_client.cookies.clear()
    return _sample_client


@pytest.fixture
def writable(own_store: Path) -> Iterator[TestClient]:
    """A client on a store of this test's own; its path is `writable.app.state.settings.store`."""
    yield from _client_on(own_store)


def _client_on(store: Path) -> Iterator[TestClient]:
    from starlette.testclient import TestClient

    from detente.web import Settings, create_app

    app = create_app(Settings(store=store))
    with TestClient(app, base_url="http://127.0.0.1:8008", follow_redirects=False) as client:
        yield client


@dataclass(frozen=True)
class _Serving:
    """A running server and where its messages go."""

    address: str
    process: subprocess.Popen[bytes]
    messages: Path

    def wait(self) -> None:
        until = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < until and self.process.poll() is None:
            try:
                httpx.get(f"{self.address}/api/v1", timeout=READY_WITHIN_S)
                return
            except httpx.TransportError:
                time.sleep(0.05)
        self.end()
        pytest.fail(f"`detente serve` did not answer within {READY_WITHIN_S:.0f} s: {self.messages.read_text()}")

    def end(self) -> None:
        if self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@pytest.fixture(scope="session")
def server(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a `detente serve` of the sample store, without a slash at its end."""
    serving = _start(sample_store, tmp_path_factory.mktemp("server"))
    yield serving.address
    serving.end()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """`serve(store, *options, **environment)` starts a server for this test alone and gives its address."""
    mine: list[_Serving] = []

    def start(store: Path, *options: str, **environment: str) -> str:
        mine.append(_start(store, tmp_path, *options, **environment))
        return mine[-1].address

    yield start
    for serving in mine:
        serving.end()


def _start(store: Path, folder: Path, *options: str, **environment: str) -> _Serving:
    port = free_port()
    messages = folder / f"serve-{port}.log"
    program = [sys.executable, "-c", "from detente.cli import main; main()"]
    with messages.open("wb") as log:
        process = subprocess.Popen(
            [*program, "serve", "--store", str(store), "--port", str(port), *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, **environment},
        )
    serving = _Serving(f"http://127.0.0.1:{port}", process, messages)
    serving.wait()
    return serving


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
