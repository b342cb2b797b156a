"""The errors that détente raises; each message names what is wrong, where, and the way out."""

from __future__ import annotations


class DetenteError(Exception):
    """Root of every error that détente raises on purpose."""


class ReadError(DetenteError):
    """A file, page or feed cannot be read.

    Args:
        where: Path or URL of what was being read, with `:line` where a line is known.
        reason: What is wrong, as a short clause ("the PDF is encrypted").
        remedy: What the user can do about it, or None.
    """

    def __init__(self, where: str, reason: str, remedy: str | None = None) -> None:
        self.where = where
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{where}: {reason}" + (f" ({remedy})" if remedy else ""))


class FetchError(ReadError):
    """A URL cannot be fetched: HTTP error, forbidden address, time or size limit."""


class UnknownCountryError(DetenteError):
    """A country code or name is not known; the message names the nearest right ones."""


class EvidenceError(DetenteError):
    """A span does not equal its quote."""


class StoreError(DetenteError):
    """A store cannot be opened, is of a later version, or is being written by another process."""


class UnknownDocumentError(StoreError):
    """A store has no document of that id, path or address."""


class TableError(DetenteError):
    """A reviewed table or a user's own table has a row that does not fit; names file, line and column."""


class CodingError(DetenteError):
    """A document cannot be coded."""
