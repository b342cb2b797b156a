"""The packaged samples, read and coded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.coding import code
from detente.data.tables import data_path
from detente.reading import read_all
from detente.records import Document, Event

SAMPLES = Path(str(data_path("samples/documents")))


@pytest.fixture(scope="session")
def samples() -> list[tuple[Document, list[Event]]]:
    """Every sample document with its events."""
    return [(item, code(item)) for item in read_all([SAMPLES]) if isinstance(item, Document)]
