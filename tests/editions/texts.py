"""Makes documents, editions and comparisons from short texts."""

from __future__ import annotations

from detente.editions.compare import Comparison, compare
from detente.editions.records import Change, Edition
from detente.editions.series import edition_of
from detente.reading import read_bytes
from detente.records import Document


def document(text: str, path: str = "paper.txt", **front: object) -> Document:
    head = "".join(f"{key}: {value}\n" for key, value in front.items())
    source = f"---\n{head}---\n\n{text}" if front else text
    (found,) = read_bytes(source.encode(), path=path)
    assert isinstance(found, Document)
    return found


def edition(text: str, year: int | str, path: str = "paper.txt", **front: object) -> Edition:
    fields = {"series": "test_paper", "issuer": "Japan MOD", "language": "en", "edition": f"'{year}'"}
    return edition_of(document(text, path, **{**fields, **front}))


def pair(before: str, after: str, **front: object) -> Comparison:
    return compare(edition(before, 2019, **front), edition(after, 2020, **front))


def kinds(changes: tuple[Change, ...]) -> list[str]:
    return sorted(change.kind for change in changes)
