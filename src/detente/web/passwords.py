"""The password of a store that others can reach: its hash, and how often it may be tried."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

LEAST_LENGTH = 8
LONGEST = 1000
# Wrong tries before a visitor has to wait, and seconds until one more is granted: by machine, and of all together.
TRIES_OF_ONE, ONE_MORE_AFTER_S = 5, 60.0
TRIES_OF_ALL, ALL_ONE_MORE_AFTER_S = 50, 6.0
MOST_CLIENTS = 10_000
# Each check takes 64 MB for a moment.
_AT_ONCE = threading.BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """Return the Argon2id hash of a password.

    Raises:
        ValueError: If it is too short or too long.
    """
    if len(password) < LEAST_LENGTH:
        raise ValueError(f"the password is shorter than {LEAST_LENGTH} characters")
    if len(password) > LONGEST:
        raise ValueError(f"the password is longer than {LONGEST} characters")
    return PasswordHasher().hash(_bytes(password))


def is_password(hashed: str, password: str) -> bool:
    """Tell whether `password` is the one that was hashed."""
    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        try:
            return PasswordHasher().verify(hashed, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False


class Bucket:
    """Tries that run out and come back with time.

    Args:
        most: Tries of one who has not tried for long.
        one_more_s: Seconds after which one more is granted.
    """

    def __init__(self, most: int, one_more_s: float) -> None:
        self._most = most
        self._one_more_s = one_more_s
        self._left = float(most)
        self._at = time.monotonic()

    def wait_s(self) -> float:
        """Return the seconds until the next try, 0 if there is one now."""
        self._refill()
        return 0.0 if self._left >= 1 else (1 - self._left) * self._one_more_s

    def take(self) -> None:
        """Use up a try."""
        self._refill()
        self._left = max(0.0, self._left - 1)

    def give_back(self) -> None:
        """Undo a `take`."""
        self._left = min(float(self._most), self._left + 1)

    def _refill(self) -> None:
        now = time.monotonic()
        self._left = min(float(self._most), self._left + (now - self._at) / self._one_more_s)
        self._at = now


class Doorkeeper:
    """Checks passwords, and makes those wait who try too often.

    Args:
        hashed: Argon2 hash of the password.
    """

    def __init__(self, hashed: str) -> None:
        self._hashed = hashed
        self._all = Bucket(TRIES_OF_ALL, ALL_ONE_MORE_AFTER_S)
        self._clients: OrderedDict[str, Bucket] = OrderedDict()
        self._lock = threading.Lock()
        # Programs send the password with each request; what was right once is known again without the slow hash.
        self._secret = secrets.token_bytes(32)
        self._right: bytes | None = None

    async def check(self, password: str, client: str) -> None:
        """Check a password.

        Args:
            password: What was given.
            client: Whose tries are counted.

        Raises:
            HTTPException: 401 if it is wrong, 429 if there were too many tries, by this client or by all.
        """
        quick = hmac.new(self._secret, _bytes(password), hashlib.sha256).digest()
        if self._right is not None and hmac.compare_digest(quick, self._right):
            return
        bucket = self._take(client)
        if not await run_in_threadpool(is_password, self._hashed, password):
            raise HTTPException(401, "That is not the password.", {"WWW-Authenticate": "Bearer"})
        with self._lock:
            self._right = quick
            bucket.give_back()
            self._all.give_back()

    def remembered(self) -> int:
        """Return the number of machines whose tries are counted."""
        return len(self._clients)

    def _take(self, client: str) -> Bucket:
        """Use up a try before the check, so that many at once count as many."""
        with self._lock:
            bucket = self._clients.setdefault(client, Bucket(TRIES_OF_ONE, ONE_MORE_AFTER_S))
            self._clients.move_to_end(client)
            while len(self._clients) > MOST_CLIENTS:
                self._clients.popitem(last=False)
            wait = max(bucket.wait_s(), self._all.wait_s())
            if wait > 0:
                raise HTTPException(
                    429, f"Too many tries. Wait {wait:.0f} seconds.", {"Retry-After": str(int(wait) + 1)}
                )
            bucket.take()
            self._all.take()
            return bucket


def _bytes(password: str) -> bytes:
    # A form may bring half of a surrogate pair, which is no UTF-8.
    return password.encode("utf-8", "surrogatepass")
