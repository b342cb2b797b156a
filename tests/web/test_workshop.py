from __future__ import annotations

import threading
import time

import pytest

from detente.errors import DetenteError
from detente.web.views.workshop import Workshop


def wait_for(workshop: Workshop, key: str) -> object:
    for _ in range(500):
        found = workshop.ask(key, lambda: "again")
        if found is not None:
            return found
        time.sleep(0.01)
    return None


def test_what_is_quick_is_there_at_once() -> None:
    assert Workshop().ask("a", lambda: 1, wait_s=5) == 1


def test_what_takes_longer_is_there_when_asked_again() -> None:
    done = threading.Event()
    workshop = Workshop()
    assert workshop.ask("a", lambda: done.wait(10), wait_s=0.01) is None
    done.set()
    assert wait_for(workshop, "a") is True


def test_a_thing_is_made_once_however_many_ask() -> None:
    made: list[int] = []
    done = threading.Event()
    workshop = Workshop()

    def make() -> int:
        done.wait(10)
        made.append(1)
        return len(made)

    for _ in range(5):
        workshop.ask("a", make, wait_s=0.01)
    done.set()
    assert wait_for(workshop, "a") == 1
    assert made == [1]


def test_an_error_is_told_and_tried_again() -> None:
    workshop = Workshop()

    def fail() -> int:
        raise DetenteError("no")

    with pytest.raises(DetenteError, match="no"):
        workshop.ask("a", fail, wait_s=5)
    assert workshop.ask("a", lambda: 2, wait_s=5) == 2


def test_a_part_of_what_is_made_is_kept_too() -> None:
    workshop = Workshop()
    assert workshop.ask("whole", lambda: workshop.make("part", lambda: 1) + 1, wait_s=5) == 2
    assert workshop.make("part", lambda: 9) == 1


def test_only_the_last_results_are_kept() -> None:
    workshop = Workshop(most=2)
    for number in range(4):
        workshop.make(str(number), lambda number=number: number)  # type: ignore[misc]
    assert [workshop.make(str(number), lambda: -1) for number in (3, 0)] == [3, -1]
