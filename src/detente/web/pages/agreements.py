"""`/agreements` and `/calendar`: pacts with their terms, steps and positions, and what falls due when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from detente.agreements.merging import said
from detente.agreements.records import AGREEMENT_KINDS, STANCE_WORDS, Evidence, Listed, Quoted
from detente.export.ical import to_ical
from detente.web.answers import tagged
from detente.web.case import Case, open_case
from detente.web.filters import Reader, among, country_code, day
from detente.web.links import passage_url
from detente.web.paging import Slice
from detente.web.templating import page
from detente.web.views.agreements import Choice, agreements
from detente.web.views.calendar import deadline_calendar, month_of
from detente.web.views.stances import positions_by_country

router = APIRouter(include_in_schema=False)

OpenCase = Annotated[Case, Depends(open_case)]
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_STATES = (
    "living", "proposed", "negotiated", "initialled", "signed", "in_force", "notice_given", "suspended", "terminated",
    "expired", "replaced", "None",
)  # fmt: skip
_SORTS = ("name", "due", "told")


@router.get("/agreements")
def list_agreements(request: Request, case: OpenCase) -> Response:
    """List agreements, narrowed by filters that the address holds."""
    reader = Reader(request.query_params)
    on, choice = _on(reader), _choice(reader)
    sort = reader.one("sort", among(_SORTS)) or "name"
    number, per_page = reader.page(), reader.per_page()
    every = agreements(case, on)
    found = [entry for entry in every.entries if choice.takes(entry, on)]
    if sort == "due":
        found.sort(key=lambda entry: entry.next.date if entry.next else date.max)
    elif sort == "told":
        found.sort(key=lambda entry: -entry.told)
    return page(
        request,
        case,
        "agreements.html.j2",
        status=400 if reader.problems else 200,
        every=every,
        choice=choice,
        on=on,
        sort=sort,
        listed=Slice.of(found, number, per_page),
        states=_counted(str(entry.now.state) for entry in every.entries),
        kinds=_counted(str(entry.agreement.kind) for entry in every.entries if entry.agreement.kind),
        due=reader.text("due") or "",
        problems=reader.problems,
        said=said,
    )


@router.get("/agreements/{ident}")
def one_agreement(request: Request, case: OpenCase, ident: str) -> Response:
    """Show one agreement: terms, steps, positions, deadlines, each with what it rests on."""
    reader = Reader(request.query_params)
    on = _on(reader)
    every = agreements(case, on)
    entry = every.get(ident)
    if entry is None:
        if not every.reading.ready:
            return page(request, case, "agreement_waiting.html.j2", on=on)
        raise HTTPException(404, "Neither the ledger nor a document of the store has such an agreement.")
    return page(
        request,
        case,
        "agreement.html.j2",
        status=400 if reader.problems else 200,
        entry=entry,
        on=on,
        ready=every.reading.ready,
        problems=reader.problems,
        positions=positions_by_country(entry.agreement),
        stances=STANCE_WORDS,
        said=said,
        is_listed=_is_listed,
        quoted_url=_quoted_url,
    )


@router.get("/calendar")
def calendar(request: Request, case: OpenCase) -> Response:
    """Show a month of deadlines, and what falls due in the year ahead."""
    reader = Reader(request.query_params)
    on, choice = _on(reader), _choice(reader)
    month = reader.one("month", _month)
    shown = deadline_calendar(case, on, month, choice)
    return page(
        request,
        case,
        "calendar.html.j2",
        status=400 if reader.problems else 200,
        shown=shown,
        choice=choice,
        on=on,
        today=date.today(),
        ready=shown.reading.ready,
        problems=reader.problems,
        ics=_address("/calendar.ics", choice.parties),
        quoted_url=_quoted_url,
        is_listed=_is_listed,
    )


@router.get("/calendar.ics")
def calendar_file(request: Request, case: OpenCase) -> Response:
    """Give the deadlines of the year ahead as a file that calendar programs take in and bring up to date."""
    reader = Reader(request.query_params)
    on, choice = _on(reader), _choice(reader)
    if reader.problems:
        raise HTTPException(400, " ".join(reader.problems))
    every = agreements(case, on)
    chosen = [entry.agreement for entry in every.entries if choice.takes(entry, on)]
    text = to_ical(chosen, on, through=on + timedelta(days=365))
    headers = {"Content-Disposition": 'attachment; filename="detente-deadlines.ics"'}
    return tagged(request, text, "text/calendar", headers=headers)


def _on(reader: Reader) -> date:
    return reader.one("on", _day) or date.today()


def _choice(reader: Reader) -> Choice:
    return Choice(
        parties=reader.each("party", country_code),
        states=reader.each("state", among(_STATES)),
        kind=reader.one("kind", among(AGREEMENT_KINDS)),
        due=reader.one("due", _days),
        told=reader.text("told") == "1",
        name=reader.text("q"),
    )


def _day(given: str) -> date:
    found = day(given)
    if month_of(given[:7]) is None:
        raise ValueError(f"{given!r} lies outside the years 1900 to 2200")
    return found


def _month(given: str) -> date:
    month = month_of(given)
    if month is None:
        raise ValueError(f"{given!r} is no month of the years 1900 to 2200; write it as 2019-08")
    return month


def _days(given: str) -> int:
    match = re.fullmatch(r"(\d{1,4})\s*([dwmy]?)", given.lower())
    if match is None:
        raise ValueError(f"{given!r} is no length of time; write 90d, 12w, 3m or 1y")
    return int(match[1]) * _UNITS[match[2] or "d"]


def _counted(names: Iterable[str]) -> list[tuple[str, int]]:
    return Counter(names).most_common()


def _address(path: str, parties: Iterable[str]) -> str:
    query = urlencode([("party", party) for party in parties])
    return f"{path}?{query}" if query else path


def _quoted_url(quoted: Quoted) -> str:
    return passage_url(quoted.document, quoted.span.start, quoted.span.end)


def _is_listed(evidence: Evidence) -> bool:
    return isinstance(evidence, Listed)
