"""Changes between editions as rows of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from detente.editions.compare import Comparison
from detente.editions.portrait import Portrait
from detente.editions.records import Change, Edition
from detente.records import Span, to_plain

COLUMNS = (
    "series", "issuer", "edition_from", "edition_to", "kind", "country", "topic", "before", "after", "weight",
    "evidence_from", "evidence_to",
)  # fmt: skip
_FURTHER = ("id", "countries", "trivial", "note", "test", "redline")


def row(comparison: Comparison, change: Change) -> dict[str, Any]:
    """Return a change as the fields of a row; each piece of evidence has its path beside its place and its words."""
    plain = {name: to_plain(getattr(change, name)) for name in COLUMNS + _FURTHER}
    plain["evidence_from"] = _evidence(comparison.before, change.evidence_from)
    plain["evidence_to"] = _evidence(comparison.after, change.evidence_to)
    plain["redline"] = [[piece.op, piece.text] for piece in change.redline]
    return plain


def lines(comparisons: Iterable[Comparison], *, trivial: bool = False) -> Iterator[str]:
    """Yield each change as one line of JSON.

    Args:
        comparisons: What was compared.
        trivial: Whether to yield the trivial differences, too, whose rule stands in `trivial`.
    """
    for comparison in comparisons:
        for change in comparison.changes if trivial else comparison.real:
            text = json.dumps(row(comparison, change), ensure_ascii=False)
            # JSON allows these separators inside strings, but tools that split text into lines break at them.
            yield text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def whole(comparisons: Iterable[Comparison], portraits: Iterable[Portrait], *, trivial: bool = False) -> dict[str, Any]:
    """Return editions with what they show of the countries, and comparisons with their changes, as one object.

    Args:
        comparisons: What was compared.
        portraits: What each edition shows of the countries.
        trivial: Whether the trivial differences are among the changes.
    """
    return {
        "editions": [
            {
                **edition_row(one.edition),
                "part": one.order.part,
                "order": to_plain(one.order.ranks),
                "labels": to_plain(one.labels),
                "tones": to_plain(one.tones),
            }
            for one in portraits
        ],
        "comparisons": [
            {
                "edition_from": one.before.id,
                "edition_to": one.after.id,
                "changes": [row(one, change) for change in (one.changes if trivial else one.real)],
            }
            for one in comparisons
        ],
    }


def edition_row(edition: Edition) -> dict[str, Any]:
    """Return an edition without its text: what it is called and why, and its outline."""
    fields = (
        "id",
        "series",
        "name",
        "year",
        "version",
        "issuer",
        "issuer_body",
        "title",
        "date",
        "language",
        "name_basis",
    )
    outline = [
        {
            "level": s.level,
            "number": s.number,
            "title": s.title,
            "kind": s.kind,
            "start": s.span.start,
            "end": s.span.end,
        }
        for s in edition.outline
    ]
    return {
        **{name: to_plain(getattr(edition, name)) for name in fields},
        "path": edition.document.path,
        "document": edition.document.id,
        "outline": outline,
    }


def _evidence(edition: Edition, span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"path": edition.document.path, **to_plain(span)}
