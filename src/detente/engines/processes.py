"""Runs a function over items in this process or in several, in order, with bounded memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing.context import BaseContext
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

# Chunks in flight for each worker: enough to keep it busy, few enough to hold no more than that in memory.
_AHEAD = 2


def map_ordered(
    function: Callable[[A], B], items: Iterable[A], *, workers: int = 1, chunk: int = 8, ready: str | None = None
) -> Iterator[B]:
    """Yield `function(item)` for each item, in the order of the items.

    Args:
        function: A function of a module, so that another process can import it.
        items: What to work on; read only a little ahead of the results.
        workers: Number of processes; 1 works in this process.
        chunk: Items that a worker gets at once.
        ready: A module whose import loads what the function needs; where the system allows, it is imported once and the
            workers share what it loaded. It must start no threads. The first call in a process decides.

    Raises:
        ValueError: If `workers` or `chunk` is below 1.
    """
    if workers < 1 or chunk < 1:
        raise ValueError("workers and chunk must be 1 or more")
    if workers == 1:
        yield from map(function, items)
        return
    source = iter(items)
    one_core_each()
    context = _context(ready)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_follow_parent) as pool:
        waiting: deque[Future[list[B]]] = deque()
        try:
            while True:
                while len(waiting) < workers * _AHEAD and (batch := list(islice(source, chunk))):
                    waiting.append(pool.submit(_run, function, batch))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        finally:
            # Whoever stops in the middle shall not wait for results that nobody takes.
            pool.shutdown(wait=False, cancel_futures=True)


def one_core_each() -> None:
    """Let each process that is started from now on work on one core.

    Their linear algebra would otherwise start a thread for every core in each of them, which halves what they get done.
    What the user has set stays as it is.
    """
    for name in ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")


def _context(ready: str | None) -> BaseContext:
    """Return how workers are started.

    A forked copy of this process, which has threads, could hang. So they are forked from a fresh one that has loaded `ready`,
    which costs memory and time once for all of them, or started afresh each.
    """
    if ready is None or "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([ready])
    return context


def _follow_parent() -> None:
    """Let this worker end when its parent does, and not by the Ctrl-C that a terminal sends to both."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the parent's end: a killed one cannot tell its workers, and they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(function: Callable[[A], B], batch: list[A]) -> list[B]:
    return [function(item) for item in batch]
