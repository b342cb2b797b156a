"""What every page with judging controls gives its template."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from detente.records import EVENT_TYPES, STATUSES
from detente.web.reviewer import reviewer_of
from detente.web.templating import url_with
from detente.web.views.judging import correction_words


def judging(request: Request) -> dict[str, Any]:
    """Return the names that the judging controls use: who judges, and where to go back to."""
    return {
        "reviewer": reviewer_of(request),
        "next": url_with(request, fragment=None),
        "event_types": EVENT_TYPES,
        "statuses": STATUSES,
        "correction_words": correction_words,
    }
