"""What takes too long for a request: made in a thread of its own, shown when it is there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from detente.web.case import Case
from detente.web.unfinished import lacks

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Soon(Generic[T]):
    """A result, or the promise of one.

    Attributes:
        value: The result, None where it is not there yet; that of an earlier state of the store while `current` is False.
        current: Whether the result is of the store as it is.
    """

    value: T | None
    current: bool


_lock = threading.Lock()
_running: dict[Hashable, Future[Any]] = {}
_last: dict[Hashable, tuple[str, Any]] = {}
# Keys are those of views, not of visitors; a bound all the same.
_MOST = 64


def soon(case: Case, key: Hashable, make: Callable[[], T], wait_s: float = 0.1) -> Soon[T]:
    """Return what `make` gives if it can be had within `wait_s` seconds, else what it gave last, if anything.

    Args:
        case: The case; results are kept by its store, version and choice about judgements.
        key: Names the result.
        make: Makes it, in another thread; it may use `case.store`, which is that thread's own there.
        wait_s: Longest wait.
    """
    whole = (str(case.settings.store), case.judged, key)
    version = case.version
    with _lock:
        last = _last.get(whole)
        if last is not None and last[0] == version:
            return Soon(cast(T, last[1]), True)
        job = _running.get(whole)
        if job is None:
            job = _running[whole] = Future()
            threading.Thread(target=_run, args=(case, key, whole, version, make, job), daemon=True).start()
    try:
        return Soon(cast(T, job.result(timeout=wait_s)), True)
    except NotYet:
        lacks(str(key))
        return Soon(cast("T | None", last[1] if last else None), False)


def _run(case: Case, key: Hashable, whole: Hashable, version: str, make: Callable[[], T], job: Future[Any]) -> None:
    try:
        made = case.cached(("soon", key), make)
    except BaseException as error:
        with _lock:
            _running.pop(whole, None)
        job.set_exception(error)
        raise
    with _lock:
        _last[whole] = (version, made)
        while len(_last) > _MOST:
            _last.pop(next(iter(_last)))
        _running.pop(whole, None)
    job.set_result(made)
