"""The parameters that several addresses of the API take, with what the OpenAPI document says about them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Request
from fastapi import Query as Parameter

from detente.errors import StoreError
from detente.records import EVENT_TYPES, STATUSES
from detente.store.search import terms_of
from detente.web.api.paging import refuse
from detente.web.api.problems import FieldError, Problem
from detente.web.case import Case, open_case
from detente.web.filters import DECISIONS, ORDERS, Query, country_code, read_query
from detente.web.filters import dyad as read_dyad

Judgements = Annotated[
    Literal["on", "off"],
    Parameter(
        description="`off` takes the machine's record alone; `on` leaves out events that people rejected, and shows those "
        "that they corrected as they left them."
    ),
]


async def api_case(case: Annotated[Case, Depends(open_case)], judgements: Judgements = "on") -> Case:
    """Return the case of a request of the API."""
    return case


Cased = Annotated[Case, Depends(api_case)]


def _one(description: str, example: str | None = None, **schema: Any) -> Any:
    examples = [example] if example is not None else None
    return Parameter(description=description, examples=examples, json_schema_extra=schema or None)


def _many(description: str, example: str, **schema: Any) -> Any:
    extra = {"items": {"type": "string", **schema}} if schema else None
    return Parameter(description=f"{description} May be repeated.", examples=[[example]], json_schema_extra=extra)


COUNTRY = "ISO 3166-1 alpha-3 code, or EU, UNO, NATO, ASEAN, XKX; a name in English is understood, too."
NO_YES = ("0", "1")


def event_query(
    request: Request,
    q: Annotated[
        str | None,
        _one(
            'Words and "quoted phrases" that the sentence or the names of the actors have; `sanct*` stands for all '
            "words that begin so.",
            '"intelligence pact"',
        ),
    ] = None,
    country: Annotated[list[str] | None, _many(f"One of these acts or is acted on. {COUNTRY}", "KOR")] = None,
    source: Annotated[str | None, _one(f"This country acts. {COUNTRY}", "KOR")] = None,
    target: Annotated[str | None, _one(f"This country is acted on. {COUNTRY}", "JPN")] = None,
    dyad: Annotated[
        str | None, _one("One of the two countries acts on the other, in either direction.", "KOR-JPN")
    ] = None,
    type: Annotated[list[str] | None, _many("Type of PLOVER.", "THREATEN", enum=EVENT_TYPES)] = None,
    status: Annotated[list[str] | None, _many("Whether it happened.", "happened", enum=STATUSES)] = None,
    since: Annotated[
        str | None, _one("Events one of whose possible days is this day or later.", "2019-07-01", format="date")
    ] = None,
    until: Annotated[
        str | None, _one("Events one of whose possible days is this day or earlier.", "2019-12-31", format="date")
    ] = None,
    publisher: Annotated[list[str] | None, _many("Name of the publisher of the document.", "Aegean Monitor")] = None,
    actor: Annotated[str | None, _one("Id of an actor who acts or is acted on.", "kor/moon-jae-in")] = None,
    document: Annotated[str | None, _one("Id of the document.")] = None,
    incident: Annotated[str | None, _one("Id of the incident.")] = None,
    decision: Annotated[
        str | None, _one("What people decided; `none` for nothing yet.", "none", enum=DECISIONS)
    ] = None,
    contested: Annotated[str | None, _one("1: only one side asserts it; 0: the others.", "1", enum=NO_YES)] = None,
    dated: Annotated[str | None, _one("1: its date is known; 0: it is not.", "1", enum=NO_YES)] = None,
    order: Annotated[
        str | None, _one("Order of the list; `newest` where nothing is said.", "newest", enum=ORDERS)
    ] = None,
) -> Query:
    """Return the query that the parameters make, read as the pages read them.

    Raises:
        Problem: If one cannot be understood: the API never leaves out a filter, as the pages do with a warning.
    """
    query = read_query(request.query_params)
    refuse(query.problems)
    refuse_wordless(query.filter.q)
    return query


EventQuery = Annotated[Query, Depends(event_query)]


def refuse_wordless(q: str | None) -> None:
    """Refuse words to search for that have no word in them.

    Raises:
        Problem: If there is none.
    """
    if q is None:
        return
    try:
        terms_of(q)
    except StoreError as error:
        detail = f"{q!r} has no word to search for; give letters or figures."
        raise Problem("bad-parameter", f"q: {detail}", errors=[FieldError("q", detail)]) from error


def path_dyad(
    dyad: Annotated[str, Path(description="Two country codes with a hyphen between them.", examples=["KOR-JPN"])],
) -> tuple[str, str]:
    """Return the two countries of a path.

    Raises:
        Problem: If they are not two different countries.
    """
    try:
        return read_dyad(dyad)
    except ValueError as error:
        raise Problem("bad-parameter", str(error), errors=[FieldError("dyad", str(error))]) from error


PathDyad = Annotated[tuple[str, str], Depends(path_dyad)]


def countries_of(given: list[str] | None) -> tuple[str, ...]:
    """Return the codes of countries given by code or name.

    Raises:
        Problem: If one is none.
    """
    try:
        return tuple(dict.fromkeys(country_code(one) for one in given or ()))
    except ValueError as error:
        raise Problem("bad-parameter", str(error), errors=[FieldError("country", str(error))]) from error
