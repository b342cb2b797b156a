from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.errors import StoreError
from detente.records import Skipped
from detente.store import Store
from detente.web import case as case_module
from detente.web.case import Case, CaseFile
from detente.web.settings import Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "case.db"
    Store(found).close()
    return found


@pytest.fixture
def file(path: Path) -> Iterator[CaseFile]:
    made = CaseFile(Settings(store=path))
    yield made
    made.close()


def write(path: Path) -> None:
    """What another process might do."""
    with Store(path) as store:
        store.add_skipped(Skipped("a.pdf", "is encrypted"))


def test_the_version_stays_while_nobody_writes(file: CaseFile) -> None:
    assert file.version() == file.version()


def test_the_version_changes_when_another_writes(file: CaseFile, path: Path) -> None:
    before = file.version()
    write(path)
    assert file.version() != before


def test_the_version_changes_when_the_app_writes(file: CaseFile) -> None:
    before = Case(file).version
    with Case(file).writing() as store:
        store.add_skipped(Skipped("a.pdf", "is encrypted"))
    assert Case(file).version != before


def test_two_starts_share_no_version(path: Path) -> None:
    assert CaseFile(Settings(store=path)).version() != CaseFile(Settings(store=path)).version()


def test_the_version_stays_throughout_a_request(file: CaseFile, path: Path) -> None:
    case = Case(file)
    before = case.version
    write(path)
    assert case.version == before


def test_the_store_is_seen_as_it_is_now(file: CaseFile, path: Path) -> None:
    case = Case(file)
    assert case.store.skipped() == []
    write(path)
    assert len(Case(file).store.skipped()) == 1


def test_a_store_that_was_replaced_is_opened_anew(file: CaseFile, path: Path, tmp_path: Path) -> None:
    assert file.store().skipped() == []
    other = tmp_path / "other.db"
    write(other)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    before = file.version()
    other.replace(path)
    assert len(file.store().skipped()) == 1
    assert file.version() != before


def test_a_store_that_is_gone_is_told(file: CaseFile, path: Path) -> None:
    path.unlink()
    with pytest.raises(StoreError, match="not there any more"):
        file.version()


def test_the_store_cannot_be_written_by_reading_pages(file: CaseFile) -> None:
    with pytest.raises(StoreError, match="reading only"):
        Case(file).store.add_skipped(Skipped("a.pdf", "is encrypted"))


def test_results_are_made_once(file: CaseFile) -> None:
    made: list[int] = []
    for _ in range(3):
        Case(file).cached("key", lambda: made.append(1))
    assert made == [1]


def test_results_are_made_anew_after_a_write(file: CaseFile, path: Path) -> None:
    assert Case(file).cached("key", lambda: 1) == 1
    write(path)
    assert Case(file).cached("key", lambda: 2) == 2


def test_results_with_and_without_judgements_are_kept_apart(file: CaseFile) -> None:
    assert Case(file, judged=True).cached("key", lambda: 1) == 1
    assert Case(file, judged=False).cached("key", lambda: 2) == 2


def test_threads_that_ask_together_share_one_making(file: CaseFile) -> None:
    made: list[int] = []
    begin = threading.Barrier(8)

    def make() -> int:
        made.append(1)
        time.sleep(0.05)
        return 7

    got: list[int] = []

    def ask() -> None:
        begin.wait()
        got.append(Case(file).cached("key", make))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (made, got) == ([1], [7] * 8)


def test_a_making_that_fails_is_tried_again(file: CaseFile) -> None:
    def fail() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Case(file).cached("key", fail)
    assert Case(file).cached("key", lambda: 3) == 3


def test_what_was_dear_to_make_may_be_old_while_others_write(
    file: CaseFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_module, "DEAR_S", 0.0)
    monkeypatch.setattr(case_module, "STRETCH", 1e6)
    monkeypatch.setattr(case_module, "WITHIN_S", 1e6)
    for _ in range(case_module.CHANGES):
        write(path)
        file.version()
    assert Case(file).cached("key", lambda: 1) == 1
    write(path)
    scope: dict[str, object] = {}
    assert Case(file, scope=scope).cached("key", lambda: 2) == 1
    assert file.gave_old(scope)


def test_after_a_single_change_nothing_is_old(file: CaseFile, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_module, "DEAR_S", 0.0)
    monkeypatch.setattr(case_module, "STRETCH", 1e6)
    assert Case(file).cached("key", lambda: 1) == 1
    write(path)
    assert Case(file).cached("key", lambda: 2) == 2


def test_what_the_app_writes_shows_at_once_however_dear(file: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_module, "DEAR_S", 0.0)
    monkeypatch.setattr(case_module, "STRETCH", 1e6)
    monkeypatch.setattr(CaseFile, "is_busy", lambda _: True)
    assert Case(file).cached("key", lambda: 1) == 1
    with Case(file).writing() as store:
        store.add_skipped(Skipped("a.pdf", "is encrypted"))
    assert Case(file).cached("key", lambda: 2) == 2


def test_no_more_than_so_many_results_are_kept(file: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_module, "MOST_KEPT", 2)
    for key in ("a", "b", "c"):
        Case(file).cached(key, lambda: 1)
    assert Case(file).cached("a", lambda: 2) == 2
    assert Case(file).cached("c", lambda: 2) == 1
