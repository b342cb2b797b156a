from __future__ import annotations

from collections.abc import Awaitable, Callable

import anyio
import pytest
from starlette.exceptions import HTTPException

from detente.web import passwords
from detente.web.passwords import Bucket, Doorkeeper, hash_password, is_password

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def hashed() -> str:
    return hash_password(PASSWORD)


class Clock:
    """A clock that goes when it is told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(passwords, "time", made)
    return made


def status_of(check: Callable[[], Awaitable[None]]) -> int:
    try:
        anyio.run(check)
    except HTTPException as error:
        return error.status_code
    return 200


def test_the_hash_is_argon2id_and_holds_no_password(hashed: str) -> None:
    assert hashed.startswith("$argon2id$")
    assert PASSWORD not in hashed


def test_the_password_is_known_again(hashed: str) -> None:
    assert is_password(hashed, PASSWORD)


@pytest.mark.parametrize("other", ["", "correct horse batterx", PASSWORD + " ", "x" * 5000, "\ud800"])
def test_another_is_not(hashed: str, other: str) -> None:
    assert not is_password(hashed, other)


@pytest.mark.parametrize("password", ["", "short", "x" * 5000])
def test_a_password_that_will_not_do_is_refused(password: str) -> None:
    with pytest.raises(ValueError, match="password is"):
        hash_password(password)


def test_tries_run_out_and_come_back(clock: Clock) -> None:
    bucket = Bucket(2, 60)
    bucket.take()
    bucket.take()
    assert bucket.wait_s() == pytest.approx(60)
    clock.now += 45
    assert bucket.wait_s() == pytest.approx(15)
    clock.now += 15
    assert bucket.wait_s() == 0


def test_one_who_waits_long_has_no_more_than_at_first(clock: Clock) -> None:
    bucket = Bucket(2, 60)
    clock.now += 1e6
    for _ in range(2):
        bucket.take()
    assert bucket.wait_s() > 0


def test_tries_of_one_machine_do_not_stop_another(hashed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "is_password", lambda _hashed, given: given == PASSWORD)
    doorkeeper = Doorkeeper(hashed)
    for _ in range(passwords.TRIES_OF_ONE):
        assert status_of(lambda: doorkeeper.check("wrong", "10.0.0.1")) == 401
    assert status_of(lambda: doorkeeper.check("wrong", "10.0.0.1")) == 429
    assert status_of(lambda: doorkeeper.check(PASSWORD, "10.0.0.2")) == 200


def test_tries_of_many_machines_together_run_out_too(hashed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "is_password", lambda _hashed, given: given == PASSWORD)
    doorkeeper = Doorkeeper(hashed)
    statuses = [
        status_of(lambda number=number: doorkeeper.check("wrong", f"10.0.{number // 200}.{number % 200}"))  # type: ignore[misc]
        for number in range(passwords.TRIES_OF_ALL + 1)
    ]
    assert statuses == [401] * passwords.TRIES_OF_ALL + [429]


def test_the_right_password_uses_up_no_try(hashed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "is_password", lambda _hashed, given: given == PASSWORD)
    doorkeeper = Doorkeeper(hashed)
    for _ in range(passwords.TRIES_OF_ONE * 3):
        assert status_of(lambda: doorkeeper.check(PASSWORD, "10.0.0.1")) == 200


def test_what_was_right_is_known_without_the_slow_hash(hashed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    doorkeeper = Doorkeeper(hashed)
    assert status_of(lambda: doorkeeper.check(PASSWORD, "10.0.0.1")) == 200
    monkeypatch.setattr(passwords, "is_password", lambda *_: pytest.fail("hashed again"))
    assert status_of(lambda: doorkeeper.check(PASSWORD, "10.0.0.1")) == 200


def test_machines_that_are_remembered_are_bounded(hashed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "is_password", lambda *_: False)
    monkeypatch.setattr(passwords, "MOST_CLIENTS", 3)
    doorkeeper = Doorkeeper(hashed)
    for number in range(10):
        status_of(lambda number=number: doorkeeper.check("wrong", f"10.0.0.{number}"))  # type: ignore[misc]
    assert doorkeeper.remembered() == 3
