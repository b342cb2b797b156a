"""Whether an answer lacks something that is still being made; such an answer must not be kept."""

from __future__ import annotations

from contextvars import ContextVar

# One list for a request and the threads that work for it.
_NOTES: ContextVar[list[str] | None] = ContextVar("notes", default=None)


def begin() -> list[str]:
    """Return the list, empty, that will name what the answer to the request at hand lacks."""
    notes: list[str] = []
    _NOTES.set(notes)
    return notes


def lacks(what: str) -> None:
    """Note that the answer to the request at hand lacks `what`."""
    notes = _NOTES.get()
    if notes is not None:
        notes.append(what)
