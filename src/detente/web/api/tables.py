"""The columns of the tables that can be downloaded, and their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from detente.records import Event, Judgement
from detente.store.finding import IncidentSummary
from detente.store.judging import correction_to_plain
from detente.store.rows import to_json
from detente.web.api.downloads import BATCH, Row, joined
from detente.web.case import Case
from detente.web.filters import Query

_TEXT, _NUMBER, _DAY = pa.string(), pa.float64(), pa.date32()

# One event: who did what to whom, when, with the sentence and the place of the sentence in the document.
EVENTS = pa.schema(
    [
        ("id", _TEXT), ("incident", _TEXT), ("document", _TEXT), ("path", _TEXT), ("publisher", _TEXT),
        ("date_start", _DAY), ("date_end", _DAY), ("date_precision", _TEXT), ("date_earliest", _DAY),
        ("date_latest", _DAY), ("source_countries", _TEXT), ("source_actors", _TEXT), ("source_names", _TEXT),
        ("target_countries", _TEXT), ("target_actors", _TEXT), ("target_names", _TEXT), ("type", _TEXT),
        ("mode", _TEXT), ("context", _TEXT), ("cameo", _TEXT), ("intensity", _NUMBER), ("scale", _TEXT),
        ("status", _TEXT), ("contested", pa.bool_()), ("confidence", _NUMBER), ("attribution", _TEXT),
        ("evidence_start", pa.int64()), ("evidence_end", pa.int64()), ("evidence", _TEXT), ("trigger", _TEXT),
        ("decisions", _TEXT),
    ]
)  # fmt: skip

# One incident: its most confident report, and how many report it.
INCIDENTS = pa.schema(
    [
        ("id", _TEXT), ("reports", pa.int64()), ("documents", pa.int64()), ("publishers", pa.int64()),
        ("first_day", _DAY), ("last_day", _DAY), ("best_event", _TEXT), ("date_start", _DAY), ("date_end", _DAY),
        ("date_precision", _TEXT), ("source_countries", _TEXT), ("target_countries", _TEXT), ("type", _TEXT),
        ("mode", _TEXT), ("cameo", _TEXT), ("intensity", _NUMBER), ("scale", _TEXT), ("status", _TEXT),
        ("contested", pa.bool_()), ("confidence", _NUMBER), ("evidence", _TEXT),
    ]
)  # fmt: skip

JUDGEMENTS = pa.schema(
    [
        ("id", _TEXT), ("event", _TEXT), ("document", _TEXT), ("decision", _TEXT), ("correction", _TEXT),
        ("reviewer", _TEXT), ("reason", _TEXT), ("made", _TEXT), ("undone", _TEXT), ("evidence_start", pa.int64()),
        ("evidence_end", pa.int64()), ("evidence", _TEXT),
    ]
)  # fmt: skip


def event_batches(case: Case, query: Query) -> Iterator[list[Row]]:
    """Yield the rows of all events that fit a query, in its order."""
    publishers: dict[str, str | None] = {}

    def rows(offset: int) -> list[tuple[str, Row]]:
        found = case.store.find_events(
            query.filter, order=query.order, offset=offset, limit=BATCH, judged=case.judged
        ).items
        new = {event.document for event in found} - set(publishers)
        publishers.update({one.id: one.publisher for one in case.store.summaries_of(sorted(new))})
        standing = case.store.standing([event.id for event in found])
        return [(e.id, _event_row(e, publishers.get(e.document), standing.get(e.id, ()))) for e in found]

    return _all(rows)


def incident_batches(case: Case, query: Query) -> Iterator[list[Row]]:
    """Yield the rows of all incidents that fit a query, in its order."""

    def rows(offset: int) -> list[tuple[str, Row]]:
        found = case.store.find_incidents(
            query.filter, order=query.order, offset=offset, limit=BATCH, judged=case.judged
        )
        return [(one.id, _incident_row(one)) for one in found.items]

    return _all(rows)


def _all(rows: Callable[[int], list[tuple[str, Row]]]) -> Iterator[list[Row]]:
    """Yield all rows, a batch at a time and each once, even when another process adds some in the meantime."""
    seen: set[str] = set()
    offset = 0
    while batch := rows(offset):
        new = {key: row for key, row in batch if key not in seen}
        seen |= set(new)
        yield list(new.values())
        offset += BATCH


def _event_row(event: Event, publisher: str | None, judgements: Sequence[Judgement]) -> Row:
    value = event.date
    row: dict[str, Any] = {
        "id": event.id,
        "incident": event.incident,
        "document": event.document,
        "path": event.path,
        "publisher": publisher,
        "date_start": value.start,
        "date_end": value.end,
        "date_precision": value.precision,
        "date_earliest": value.earliest,
        "date_latest": value.latest,
        "type": event.type,
        "mode": event.mode,
        "context": joined(event.context),
        "cameo": event.cameo,
        "intensity": event.intensity,
        "scale": event.scale,
        "status": event.status,
        "contested": event.contested,
        "confidence": event.confidence,
        "attribution": joined(link.name for link in event.attribution),
        "evidence_start": event.evidence.start,
        "evidence_end": event.evidence.end,
        "evidence": event.evidence.quote,
        "trigger": event.trigger.quote,
        "decisions": joined(f"{one.decision} by {one.reviewer}" for one in judgements),
    }
    for role, side in (("source", event.source), ("target", event.target)):
        row[f"{role}_countries"] = joined(dict.fromkeys(one.country for one in side))
        row[f"{role}_actors"] = joined(one.id for one in side)
        row[f"{role}_names"] = joined(one.name for one in side)
    return row


def _incident_row(summary: IncidentSummary) -> Row:
    best = _event_row(summary.best, None, ())
    own: dict[str, Any] = {
        "id": summary.id,
        "reports": summary.reports,
        "documents": summary.documents,
        "publishers": summary.publishers,
        "first_day": summary.first,
        "last_day": summary.last,
        "best_event": summary.best.id,
    }
    return {name: own[name] if name in own else best[name] for name in INCIDENTS.names}


def judgement_row(judgement: Judgement) -> Row:
    """Return a judgement as a row; what it corrects as JSON."""
    correction = judgement.correction
    return {
        "id": judgement.id,
        "event": judgement.event,
        "document": judgement.document,
        "decision": judgement.decision,
        "correction": to_json(correction_to_plain(correction)) if correction else None,
        "reviewer": judgement.reviewer,
        "reason": judgement.reason,
        "made": judgement.made.isoformat(),
        "undone": judgement.undone.isoformat() if judgement.undone else None,
        "evidence_start": judgement.evidence.start,
        "evidence_end": judgement.evidence.end,
        "evidence": judgement.evidence.quote,
    }
