"""Examples of records for the OpenAPI document: our own sentence about a real act."""

from __future__ import annotations

from typing import Any, Final

_SENTENCE = "On 22 August 2019 South Korea told Japan that it would end their intelligence pact, Yonhap said."


def _span(quote: str) -> dict[str, Any]:
    start = _SENTENCE.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


_DATE = {
    "start": "2019-08-22",
    "end": "2019-08-22",
    "precision": "day",
    "text": "22 August 2019",
    "span": _span("22 August 2019"),
    "earliest": None,
    "latest": None,
}
_SOURCE = {
    "id": "KOR", "name": "South Korea", "country": "KOR", "sector": "government", "mention": _span("South Korea")
}  # fmt: skip
_TARGET = {"id": "JPN", "name": "Japan", "country": "JPN", "sector": "government", "mention": _span("Japan")}
_ATTRIBUTION = {"name": "Yonhap", "kind": "agency", "country": "KOR", "span": _span("Yonhap")}
_JUDGEMENT = {
    "id": "j-00f1e2d3c4b5a697",
    "event": "ev-0123456789abcdef",
    "document": "doc-0123456789abcdef",
    "decision": "accepted",
    "reviewer": "Ada",
    "evidence": _span(_SENTENCE),
    "made": "2026-03-02T09:30:00Z",
    "reason": None,
    "correction": None,
    "undone": None,
}
_EVENT = {
    "id": "ev-0123456789abcdef",
    "path": "articles/pact.md",
    "document": "doc-0123456789abcdef",
    "date": _DATE,
    "source": [_SOURCE],
    "target": [_TARGET],
    "type": "THREATEN",
    "mode": "relations",
    "context": ["intelligence"],
    "cameo": "0312",
    "intensity": -4.4,
    "scale": "PLOVER",
    "status": "threatened",
    "contested": False,
    "attribution": [_ATTRIBUTION],
    "evidence": _span(_SENTENCE),
    "trigger": _span("would end"),
    "incident": "in-0123456789abcdef",
    "confidence": 0.82,
    "judgements": [_JUDGEMENT],
    "page": "/events/ev-0123456789abcdef",
}

# Name of a schema -> an example of it.
EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "DateValue": _DATE,
    "Span": _span("would end"),
    "Participant": _SOURCE,
    "Attribution": _ATTRIBUTION,
    "Judgement": _JUDGEMENT,
    "EventWithJudgements": _EVENT,
    "IncidentInList": {
        "id": "in-0123456789abcdef",
        "best": _EVENT,
        "reports": 3,
        "documents": 3,
        "publishers": 2,
        "first": "2019-08-22",
        "last": "2019-08-22",
        "page": "/incidents/in-0123456789abcdef",
    },
    "Summary": {
        "id": "doc-0123456789abcdef",
        "path": "articles/pact.md",
        "title": "Seoul ends the pact",
        "url": "https://courier.example/pact",
        "publisher": "Example Courier",
        "language": "en",
        "published": {**_DATE, "start": "2019-08-23", "end": "2019-08-23", "text": None, "span": None},
        "coded": True,
        "events": 1,
    },
    "ActorCount": {
        "id": "kor/moon-jae-in", "name": "Moon Jae-in", "country": "KOR", "sector": "government",
        "events": 12, "as_source": 9, "as_target": 3,
    },
    "DyadSummary": {
        "a": "JPN", "b": "KOR", "events": 96, "incidents": 61, "first": "2018-10-05", "last": "2023-08-24",
        "cooperation": 120.5, "conflict": -143.2,
    },
    "HeatCell": {
        "a": "JPN", "b": "KOR", "start": "2019-08-01", "cooperation": 1.0, "conflict": -13.6, "incidents": 4
    },
    "ProblemDetails": {
        "type": "/api#bad-parameter",
        "title": "A parameter cannot be understood",
        "status": 422,
        "detail": "since: '22/8/2019' is no day; write it as 2019-08-22.",
        "instance": "/api/v1/events",
        "remedy": "Correct the fields named under errors.",
        "errors": [{"field": "since", "detail": "since: '22/8/2019' is no day; write it as 2019-08-22."}],
    },
}  # fmt: skip
