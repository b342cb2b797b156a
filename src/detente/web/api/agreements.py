"""`/api/v1/agreements`, `/deadlines` and `/positions`: pacts, what falls due, and who wants what of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, Field

from detente.agreements.records import Agreement, AgreementKind, Deadline, Position, Stance, StateOfAgreement
from detente.agreements.standing import Standing
from detente.web.api.paging import Asked, Soon
from detente.web.api.parameters import COUNTRY, Cased, countries_of
from detente.web.api.problems import FieldError, Problem
from detente.web.api.route import ApiRoute
from detente.web.views.agreements import Agreements, Choice, Entry, agreements, due_between

router = APIRouter(route_class=ApiRoute, tags=["Agreements"])

# Deadlines further ahead than that say little, and those of a century would take seconds.
_MOST_DAYS = 3660


class AgreementInList(BaseModel):
    """An agreement on a day."""

    id: str = Field(description="Its id.")
    names: tuple[str, ...] = Field(description="Its names, the usual one first.")
    kind: AgreementKind | None = Field(description="What kind of agreement, or null.")
    parties: tuple[str, ...] = Field(description="Codes of its parties; empty where open to all or not known.")
    state: StateOfAgreement | None = Field(description="Its state on that day, or null where not known.")
    next: Deadline | None = Field(description="What falls due first within a year of the day, or null.")
    listed: bool = Field(description="Whether it is in the ledger, and not known from texts alone.")
    told: int = Field(description="Number of documents of the store that tell something of it.")
    page: str = Field(description="Address of its page.")


class AgreementAnswer(BaseModel):
    """An agreement with all that is known of it, on a day."""

    agreement: Agreement = Field(description="The agreement; its deadlines are those within a year of the day.")
    now: Standing = Field(description="Its state on that day.")
    listed: bool = Field(description="Whether it is in the ledger, and not known from texts alone.")
    told: int = Field(description="Number of documents of the store that tell something of it.")
    ready: bool = Field(description="False while documents are still being read for it.")
    page: str = Field(description="Address of its page.")


@dataclass(frozen=True, slots=True)
class PositionOf:
    """A position on an agreement.

    Attributes:
        agreement: Id of the agreement.
        position: Who wants what of it.
    """

    agreement: str
    position: Position


def _agreements(
    case: Cased,
    on: Annotated[
        date | None, Query(description="Day of which the state is, and from which deadlines count; today without it.")
    ] = None,
) -> Agreements:
    return agreements(case, on or date.today())


_All = Annotated[Agreements, Depends(_agreements)]
_Country = Annotated[list[str] | None, Query(description=f"All of these are parties. {COUNTRY} May be repeated.")]


@router.get("/agreements", summary="Agreements that fit")
def list_agreements(
    found: _All,
    asked: Asked,
    country: _Country = None,
    state: Annotated[
        list[StateOfAgreement] | None, Query(description="It is in one of these states. May be repeated.")
    ] = None,
    kind: Annotated[AgreementKind | None, Query(description="It is of this kind.")] = None,
    told: Annotated[bool, Query(description="Only those that documents of the store tell of.")] = False,
    name: Annotated[str | None, Query(description="Part of one of its names.", examples=["GSOMIA"])] = None,
) -> Soon[AgreementInList]:
    """List agreements of the ledger and of the texts, those that documents tell of first."""
    states = tuple(str(one) for one in state or ())
    choice = Choice(countries_of(country), states, kind, None, told, name)
    page = asked.slice([entry for entry in found.entries if choice.takes(entry, found.on)])
    return asked.soon([_in_list(entry) for entry in page.items], page.total, ready=found.reading.ready)


@router.get("/agreements/{id}", summary="One agreement")
def one_agreement(
    found: _All, id: Annotated[str, Path(description="Id of the agreement.", examples=["gsomia-kor-jpn"])]
) -> AgreementAnswer:
    """Return an agreement with its terms, steps, positions and deadlines, each with its evidence."""
    entry = found.get(id)
    if entry is None:
        raise Problem("not-found", f"There is no agreement {id}.")
    return AgreementAnswer(
        agreement=entry.agreement,
        now=entry.now,
        listed=entry.listed,
        told=entry.told,
        ready=found.reading.ready,
        page=f"/agreements/{id}",
    )


@router.get("/deadlines", summary="What falls due")
def deadlines(
    found: _All,
    asked: Asked,
    until: Annotated[
        date | None, Query(description="Last day; a year from `on` without it, ten years from it at most.")
    ] = None,
    country: _Country = None,
) -> Soon[Deadline]:
    """List what falls due under agreements from the day `on`, in the order of the days."""
    last = until or found.on + timedelta(365)
    if not timedelta(0) <= last - found.on <= timedelta(_MOST_DAYS):
        detail = f"until: {last} lies before {found.on}, or more than ten years after it."
        raise Problem("bad-parameter", detail, errors=[FieldError("until", detail)])
    codes = set(countries_of(country))
    entries = [entry for entry in found.entries if codes <= set(entry.agreement.parties)]
    due = [deadline for _, deadline in due_between(entries, found.on, last, found.on)]
    page = asked.slice(due)
    return asked.soon(page.items, page.total, ready=found.reading.ready)


@router.get("/positions", summary="Who wants what of agreements")
def positions(
    found: _All,
    asked: Asked,
    agreement: Annotated[str | None, Query(description="Id of the agreement.")] = None,
    country: Annotated[list[str] | None, Query(description=f"Who holds it. {COUNTRY} May be repeated.")] = None,
    stance: Annotated[Stance | None, Query(description="What is wanted.")] = None,
) -> Soon[PositionOf]:
    """List positions that documents of the store tell of, by agreement."""
    codes = countries_of(country)
    rows = [
        PositionOf(entry.agreement.id, position)
        for entry in found.entries
        if agreement in (None, entry.agreement.id)
        for position in entry.agreement.positions
        if (not codes or position.country in codes) and stance in (None, position.stance)
    ]
    page = asked.slice(rows)
    return asked.soon(page.items, page.total, ready=found.reading.ready)


def _in_list(entry: Entry) -> AgreementInList:
    agreement = entry.agreement
    return AgreementInList(
        id=agreement.id,
        names=agreement.names,
        kind=agreement.kind,
        parties=agreement.parties,
        state=entry.now.state,
        next=entry.next,
        listed=entry.listed,
        told=entry.told,
        page=f"/agreements/{agreement.id}",
    )
