"""One function over tasks: in this process, in several, and on a real Ray cluster on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from tests.measuring.files import icews, write_icews

from detente.engines.cluster import map_tasks
from detente.measuring.cameo import repaired
from detente.measuring.importing import import_events, to_plain_report
from detente.measuring.monthly import monthly
from detente.measuring.table import scan_table

TASKS = ["10", "43", "311", "13y"]
MENDED = ["010", "0311", "043", None]

needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed (extra `ray`)")


def in_order(results: Iterator[str | None]) -> list[str | None]:
    return sorted(results, key=str)


def test_one_worker_works_here() -> None:
    assert in_order(map_tasks(repaired, TASKS)) == MENDED


def test_several_processes_give_the_same() -> None:
    assert in_order(map_tasks(repaired, TASKS, workers=2)) == MENDED


def test_no_tasks_start_nothing() -> None:
    assert list(map_tasks(repaired, [], workers=2, ray="ray://nowhere")) == []


def test_fewer_than_one_worker_is_refused() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        list(map_tasks(repaired, TASKS, workers=0))


def on_a_cluster(paths: list[Path], into: Path) -> dict[str, Any]:
    """Import as a user does, in a process of its own: Daft works on one engine for the life of a process."""
    words = [*map(str, paths), "--into", str(into), "--format", "json", "--quiet", "--workers", "2", "--ray", "local"]
    done = subprocess.run(
        [sys.executable, "-c", "from detente.cli import run; run()", "import", "icews", *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"RAY_AUTH_MODE": "disabled"},
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@needs_ray
def test_a_cluster_gives_the_same_table_and_the_same_numbers(tmp_path: Path) -> None:
    days = ("2018-05-01", "2018-07-01", "2019-05-01", "2019-07-01")
    paths = [
        write_icews(tmp_path / f"{part}.tab", *(icews(f"{part}{n}", day) for n, day in enumerate(days)))
        for part in (1, 2)
    ]
    here = to_plain_report(import_events("icews", paths, tmp_path / "here"))
    there = on_a_cluster(paths, tmp_path / "there")
    del here["list"], there["list"]
    assert here == there
    assert scan_table(tmp_path / "here").collect().equals(scan_table(tmp_path / "there").collect())
    assert monthly(tmp_path / "here").equals(monthly(tmp_path / "there"))
