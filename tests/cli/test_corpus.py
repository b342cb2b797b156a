"""Coding a corpus shard by shard: a run that is killed goes on, and each shard lands once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import polars as pl
import pytest

# Small shards, so that there are several of them to be killed between.
COMMAND = "import detente.cli.corpus as corpus; corpus._DOCUMENTS = 3; from detente.cli import run; run()"
TEXT = "SEOUL - South Korea on {day} August 2019 told Japan that it would end their intelligence pact."


def records(count: int) -> list[dict[str, str]]:
    return [
        {"text": TEXT.format(day=day), "published": f"2019-08-{day}", "publisher": "Wire"}
        for day in range(10, 10 + count)
    ]


def jsonl(path: Path, count: int, *more: str) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in records(count)) + "".join(more), encoding="utf-8")
    return path


def start(*words: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", COMMAND, "code", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def code(*words: str | Path) -> tuple[int, str]:
    process = start(*words)
    _, said = process.communicate()
    return process.returncode, said


def landed(into: Path) -> dict[str, list[dict[str, Any]]]:
    files = sorted((into / "events").glob("*.jsonl"))
    return {file.name: [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] for file in files}


def test_jsonl_and_parquet_give_the_same_events(tmp_path: Path) -> None:
    jsonl(tmp_path / "a.jsonl", 4)
    pl.DataFrame(records(4)).write_parquet(tmp_path / "b.parquet")
    assert code(tmp_path / "a.jsonl", tmp_path / "b.parquet", "--into", tmp_path / "out")[0] == 0
    events = [event for shard in landed(tmp_path / "out").values() for event in shard]
    half = len(events) // 2
    kinds = [(event["type"], event["source"][0]["country"], event["date"]["start"]) for event in events]
    assert half
    assert kinds[:half] == kinds[half:]


def test_a_killed_run_goes_on_and_each_shard_lands_once(tmp_path: Path) -> None:
    corpus = jsonl(tmp_path / "corpus.jsonl", 18)
    killed = start(corpus, "--into", tmp_path / "out", "--quiet")
    first = wait_for_a_shard(tmp_path / "out", killed)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "out" / "events").glob("*.jsonl")}
    assert first in before
    assert len(before) < 6
    status, said = code(corpus, "--into", tmp_path / "out")
    assert status == 0, said
    assert f"{len(before)} of 6 shards were coded before" in said
    assert all(file.stat().st_mtime_ns == when for file, when in before.items())
    code(corpus, "--into", tmp_path / "whole", "--quiet")
    assert landed(tmp_path / "out") == landed(tmp_path / "whole")
    assert not list((tmp_path / "out").rglob(".*"))


def test_a_killed_run_of_two_workers_goes_on_to_the_same_events(tmp_path: Path) -> None:
    corpus = jsonl(tmp_path / "corpus.jsonl", 18)
    killed = start(corpus, "--into", tmp_path / "out", "--workers", "2", "--quiet")
    wait_for_a_shard(tmp_path / "out", killed)
    os.kill(killed.pid, signal.SIGKILL)
    # The pipes close when the last worker has ended: none may go on writing beside the next run.
    killed.communicate(timeout=60)
    status, said = code(corpus, "--into", tmp_path / "out", "--workers", "2")
    assert status == 0, said
    code(corpus, "--into", tmp_path / "whole", "--quiet")
    assert landed(tmp_path / "out") == landed(tmp_path / "whole")
    assert not list((tmp_path / "out").rglob(".*"))


def wait_for_a_shard(into: Path, process: subprocess.Popen[str]) -> Path:
    while process.poll() is None:
        for file in (into / "events").glob("[!.]*.jsonl"):
            return file
        time.sleep(0.002)
    pytest.fail("the run ended before it could be killed")


def test_a_finished_corpus_is_left_alone(tmp_path: Path) -> None:
    corpus = jsonl(tmp_path / "corpus.jsonl", 2)
    code(corpus, "--into", tmp_path / "out")
    status, said = code(corpus, "--into", tmp_path / "out")
    assert (status, "1 of 1 shards were coded before" in said) == (0, True)


def test_documents_that_cannot_be_coded_are_named(tmp_path: Path) -> None:
    corpus = jsonl(tmp_path / "corpus.jsonl", 1, "{broken\n")
    status, _ = code(corpus, "--into", tmp_path / "out")
    (line,) = next((tmp_path / "out" / "skipped").glob("*")).read_text(encoding="utf-8").splitlines()
    assert (status, json.loads(line)["where"]) == (1, f"{corpus}:2")


def test_a_folder_of_other_tables_is_refused(tmp_path: Path) -> None:
    corpus = jsonl(tmp_path / "corpus.jsonl", 1)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "corpus.json").write_text('{"tables": {}}', encoding="utf-8")
    status, said = code(corpus, "--into", tmp_path / "out")
    assert status == 2
    assert "other tables or models" in said


@pytest.mark.parametrize("name", ["page.html", "missing.jsonl"])
def test_what_is_no_corpus_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "page.html").write_text("<p>Text</p>", encoding="utf-8")
    status, said = code(tmp_path / name, "--into", tmp_path / "out")
    assert status == 2
    assert "is no corpus" in said


def test_the_program_ends_in_order_under_the_threads_of_its_engine(tmp_path: Path) -> None:
    corpus = jsonl(tmp_path / "corpus.jsonl", 1, "no JSON\n")
    words = ["code", str(corpus), "--into", str(tmp_path / "out")]
    program = (
        f"import atexit, sys, daft; from detente.cli import run; sys.argv[1:] = {words!r};"
        " atexit.register(print, 'last words'); run()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert done.stdout == "last words\n"
    assert "1 documents read" in done.stderr
