"""From bytes to documents: files, pages, feeds, PDFs; cleaning, dates, language, near copies."""

from detente.reading.formats import read_bytes
from detente.reading.sources import read, read_all

__all__ = ["read", "read_all", "read_bytes"]
