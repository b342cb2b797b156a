from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from detente.engines.processes import map_ordered

# More items than two workers hold at once, so that results must wait for one another.
ITEMS = list(range(40))
FAILS_AT_SEVEN = [str(i) for i in range(7)] + ["seven"]


def counted(seen: list[int]) -> Iterator[int]:
    for item in ITEMS:
        seen.append(item)
        yield item


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers):
    assert list(map_ordered(str, ITEMS, workers=workers, chunk=3)) == [str(i) for i in ITEMS]


def test_workers_may_share_what_a_module_loads():
    # In a process of its own: the server that forks the workers is spoken to over a socket, which tests may not open.
    script = (
        "from detente.engines.processes import map_ordered\n"
        "if __name__ == '__main__':\n"
        "    print(sum(map_ordered(abs, range(40), workers=2, ready='json')))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(sum(ITEMS))


@pytest.mark.parametrize("workers", [1, 2])
def test_no_items_give_no_results(workers):
    assert list(map_ordered(str, [], workers=workers)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_the_function_reaches_the_caller(workers):
    with pytest.raises(ValueError, match="seven"):
        list(map_ordered(int, FAILS_AT_SEVEN, workers=workers, chunk=2))


@pytest.mark.parametrize("options", [{"workers": 0}, {"chunk": 0}, {"workers": -1}])
def test_counts_below_one_are_refused(options):
    with pytest.raises(ValueError, match="workers and chunk must be 1 or more"):
        list(map_ordered(str, ITEMS, **options))


def test_one_worker_is_this_process():
    assert set(map_ordered(_process_id, ITEMS)) == {os.getpid()}


def test_one_worker_reads_no_item_before_it_is_wanted():
    seen: list[int] = []
    results = map_ordered(str, counted(seen))
    next(results)
    assert seen == [0]


def test_several_workers_read_only_a_little_ahead():
    seen: list[int] = []
    results = map_ordered(str, counted(seen), workers=2, chunk=2)
    next(results)
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert len(seen) <= 10


def _process_id(_: int) -> int:
    return os.getpid()


def test_workers_end_with_a_parent_that_was_killed():
    program = (
        "import os, signal\n"
        "from detente.engines.processes import map_ordered\n"
        "if __name__ == '__main__':\n"
        "    next(map_ordered(abs, range(40), workers=2, chunk=1))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # Workers inherit standard output, so that reading it to its end waits for all of them.
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=30, check=False)
    assert done.returncode == -signal.SIGKILL


def test_workers_leave_an_interrupt_to_their_parent():
    assert list(map_ordered(signal.raise_signal, [signal.SIGINT], workers=2)) == [None]
