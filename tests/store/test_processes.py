"""What happens when several processes use a store, or one dies; each process is a real one."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from detente.errors import StoreError
from detente.store import Store

from .conftest import make_document, make_events

# A writer that says when it is inside its transaction and then waits for a line before it goes on.
WRITER = """
import sys
from dataclasses import replace
from detente.store import Store, events as table
from tests.store.conftest import make_document, make_events

store = Store(sys.argv[1])
document = make_document(text=make_document().text + " Later.", path="later.md")
threat = make_events(document)[0]
many = [replace(threat, id=f"ev-{n}") for n in range(50)]
insert, done = table._insert, 0

def slow(connection, event, position, run):
    global done
    insert(connection, event, position, run)
    done += 1
    if done == 25:
        print("inside", flush=True)
        sys.stdin.readline()

table._insert = slow
with store.run("code") as run:
    store.add_document(document, run)
    store.add_events(document.id, many, run)
print("written", flush=True)
"""


@pytest.fixture
def start(path):
    """Start a process that runs Python code with the path of the store; it is killed at the end."""
    running = []

    def run(code: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def test_kill_in_the_middle_of_a_write_leaves_the_store_as_before_it(filled, path, start):
    store, _, events = filled()
    store.close()
    writer = start(WRITER)
    assert writer.stdout.readline() == "inside\n"
    writer.send_signal(signal.SIGKILL)
    assert writer.wait() == -signal.SIGKILL
    with Store(path) as again:
        assert list(again.verify()) == []
        assert list(again.events()) == events
        assert [one.path for one in again.documents(coded=False)] == ["later.md"]
        assert [run.finished is None for run in again.runs()] == [False, True]


def test_killed_run_can_be_done_again(filled, path, start):
    store, _, events = filled()
    store.close()
    writer = start(WRITER)
    writer.stdout.readline()
    writer.kill()
    writer.wait()
    again = start(WRITER)
    again.stdout.readline()
    again.communicate("\n")
    assert again.returncode == 0
    with Store(path) as store:
        assert len(list(store.events())) == len(events) + 50
        assert list(store.verify()) == []


def test_reader_sees_the_state_before_a_write_until_it_is_done(filled, path, start):
    store, _, events = filled()
    store.close()
    writer = start(WRITER)
    writer.stdout.readline()
    with Store(path, read_only=True) as reader:
        assert list(reader.events()) == events
        writer.communicate("\n")
        assert len(list(reader.events())) == len(events) + 50


def test_second_writer_waits_then_is_told(filled, path, start):
    store, _, _ = filled()
    store.close()
    writer = start(WRITER)
    writer.stdout.readline()
    with Store(path, wait_s=0.2) as second, pytest.raises(StoreError, match="another process is writing"):
        second.add_document(make_document(text="Other."))


def test_second_writer_goes_on_when_the_first_is_done(filled, path, start):
    store, _, events = filled()
    store.close()
    first = start(WRITER)
    first.stdout.readline()
    second = start(WRITER.replace("later.md", "second.md").replace(" Later.", " Second.").replace("ev-{n}", "e2-{n}"))
    first.communicate("\n")
    assert second.stdout.readline() == "inside\n"
    second.communicate("\n")
    assert second.returncode == 0
    with Store(path) as store:
        assert len(list(store.events())) == len(events) + 100
        assert list(store.verify()) == []


def test_two_processes_may_make_the_same_store_at_once(path, start):
    code = "import sys; from detente.store import Store; sys.stdin.readline(); Store(sys.argv[1]).close()"
    makers = [start(code) for _ in range(4)]
    for maker in makers:
        maker.stdin.write("\n")
        maker.stdin.flush()
    assert [maker.wait() for maker in makers] == [0] * 4
    with Store(path) as store:
        document = make_document()
        store.add_document(document)
        with store.run("code") as run:
            store.add_events(document.id, make_events(document), run)
        assert list(store.verify()) == []
