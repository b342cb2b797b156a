"""The brief as JSON, with the same parts as the page."""

from __future__ import annotations

import json

from detente.briefs.records import Brief
from detente.records import to_plain


def render(brief: Brief) -> str:
    """Return the brief as one JSON object: its fields, and `sections`, each with its `kind` (docs/brief.md has them all)."""
    return json.dumps(to_plain(brief), ensure_ascii=False, indent=2) + "\n"
