"""Claims about editions as rows of JSON."""

from __future__ import annotations

from typing import Any

from detente.editions.records import Claim, Verdict
from detente.records import to_plain

COLUMNS = (
    "path", "issuer", "issuer_body", "series", "edition", "reference_edition", "draft", "kind", "country", "before",
    "after", "order", "attribution", "evidence",
)  # fmt: skip


def claim_row(claim: Claim) -> dict[str, Any]:
    """Return a claim as the fields of a row; ranks are numbers where they are told as numbers."""
    row = {name: to_plain(getattr(claim, name)) for name in COLUMNS}
    if claim.kind == "rank":
        for side in ("before", "after"):
            told = row[side]
            row[side] = int(told) if isinstance(told, str) and told.isdigit() else told
    return row


def verdict_row(verdict: Verdict) -> dict[str, Any]:
    """Return a claim with how it fares against the editions at hand, under `verdict`."""
    held = {
        name: to_plain(getattr(verdict, name))
        for name in ("verdict", "reason", "edition_from", "edition_to", "change", "passage_from", "passage_to")
    }
    return {**claim_row(verdict.claim), "verdict": held}
