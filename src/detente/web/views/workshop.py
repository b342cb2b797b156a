"""What takes seconds to make from texts: made once, in the background, and kept by the ids of the texts.

Figures that rest on the whole store are kept by `Case.cached` until the store changes. A comparison of two editions rests on
two texts alone, so it stays right whatever is added to the store.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock, RLock, Thread
from typing import Any, Final, TypeVar, cast

from detente.errors import DetenteError
from detente.web.unfinished import lacks

T = TypeVar("T")

# Long enough for short documents to be ready at once, short enough not to keep a page waiting.
PATIENCE_S: Final = 0.5
_MOST_KEPT: Final = 256
_MOST_WAITING: Final = 200


class Workshop:
    """Makes one thing at a time, so that the pages keep most of the processor, and keeps the last few hundred."""

    def __init__(self, most: int = _MOST_KEPT) -> None:
        """Keep `most` results; what was unused longest goes first."""
        self._most = most
        self._futures: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = Lock()
        # What is made may have parts that are kept, too.
        self._bench = RLock()

    def ask(self, key: Hashable, make: Callable[[], T], wait_s: float = PATIENCE_S) -> T | None:
        """Return what `make` gives if it is ready within `wait_s` seconds, else None: it is being made, ask again.

        Args:
            key: Names the result; must tell apart whatever `make` depends on.
            make: Called in another thread; must not use what belongs to the thread that asks, such as an open store.
            wait_s: Seconds to wait for it.

        Raises:
            DetenteError: If `make` raised it; asked again, it is tried again.
        """
        future = self._started(key, make)
        if future is None:
            lacks(str(key))
            return None
        try:
            return cast(T, future.result(timeout=wait_s))
        except TimeoutError:
            lacks(str(key))
            return None
        except DetenteError:
            self._forget(key, future)
            raise

    def make(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` gives, made now unless it is kept; for parts of what is being made in the background."""
        with self._bench:
            with self._lock:
                kept = self._futures.get(key)
            if kept is not None and kept.done() and kept.exception() is None:
                return cast(T, kept.result())
            made = make()
            done: Future[Any] = Future()
            done.set_result(made)
            with self._lock:
                self._futures[key] = done
                self._futures.move_to_end(key)
                self._thin()
            return made

    def _started(self, key: Hashable, make: Callable[[], Any]) -> Future[Any] | None:
        with self._lock:
            future = self._futures.get(key)
            if future is not None:
                self._futures.move_to_end(key)
                return future
            if sum(not one.done() for one in self._futures.values()) >= _MOST_WAITING:
                return None
            future = self._futures[key] = Future()
            self._thin()
        Thread(target=self._work, args=(key, future, make), name="detente-workshop", daemon=True).start()
        return future

    def _work(self, key: Hashable, future: Future[Any], make: Callable[[], Any]) -> None:
        with self._bench:
            with self._lock:
                other = self._futures.get(key)
            if other is not None and other is not future and other.done() and other.exception() is None:
                future.set_result(other.result())
                return
            try:
                made = make()
            except DetenteError as error:
                future.set_exception(error)
                return
            except BaseException as error:
                self._forget(key, future)
                future.set_exception(error)
                raise
            future.set_result(made)

    def _thin(self) -> None:
        ready = [name for name, one in self._futures.items() if one.done()]
        for name in ready[: max(len(self._futures) - self._most, 0)]:
            del self._futures[name]

    def _forget(self, key: Hashable, future: Future[Any]) -> None:
        with self._lock:
            if self._futures.get(key) is future:
                del self._futures[key]


# One for the process: results depend on texts alone, whatever store they lie in.
WORKSHOP: Final = Workshop()
