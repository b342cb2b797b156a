"""`/api/v1/editions`: series of official documents, what each edition shows, and what changed between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from detente.editions.changes import edition_label
from detente.editions.records import Change, ChangeKind, Edition, Label, Rank, Section, Tone, Verdict, Version
from detente.editions.series import Series
from detente.records import DateValue
from detente.web.api.paging import Asked, Soon
from detente.web.api.parameters import Cased
from detente.web.api.problems import Problem
from detente.web.api.route import ApiRoute
from detente.web.case import Case
from detente.web.links import document_url
from detente.web.views.editions import comparison_of, find_edition, pair_url, series_url, shelf, shown, slug_of
from detente.web.views.editions_claims import claimed, of_series

router = APIRouter(route_class=ApiRoute, tags=["Editions"])

# Longest wait for what is still being made; after it the answer says that it is not ready.
_WAIT_S = 20.0


@dataclass(frozen=True, slots=True)
class EditionAnswer:
    """One issue of a series, without its text.

    Attributes:
        label: Its name with its version, as other answers name it.
        document: Id of its document; every span counts in the text of that.
        page: Address of the page of its text.
    """

    id: str
    slug: str
    label: str
    name: str
    year: int | None
    version: Version | None
    issuer: str | None
    issuer_body: str | None
    title: str | None
    date: DateValue
    language: str | None
    name_basis: str
    document: str
    page: str


@dataclass(frozen=True, slots=True)
class SeriesAnswer:
    """A run of official documents.

    Attributes:
        slug: Its name in addresses.
        cadence: How often it comes out, or null.
        editions: They, oldest first; versions of one side by side, the draft first.
        page: Address of its page.
    """

    name: str
    slug: str
    cadence: str | None
    editions: tuple[EditionAnswer, ...]
    page: str


class EditionShown(BaseModel):
    """What one edition shows of the countries."""

    edition: EditionAnswer = Field(description="The edition.")
    ready: bool = Field(description="False while it is still being read; the lists are empty then.")
    outline: tuple[Section, ...] = Field(description="Sections in the order of the text, a parent before its children.")
    part: str | None = Field(description="Title of the part in which countries are ranked; null for the whole text.")
    ranks: tuple[Rank, ...] = Field(description="The order of the countries in that part.")
    labels: tuple[Label, ...] = Field(description="What the edition calls each country.")
    tones: tuple[Tone, ...] = Field(description="How it speaks of each country.")


class ChangePage(Soon[Change]):
    """A page of the changes between two editions."""

    before: EditionAnswer = Field(description="The older edition.")
    after: EditionAnswer = Field(description="The newer edition.")
    html: str = Field(description="Address of the page of the comparison.")


_SeriesName = Annotated[str, Path(description="Name of the series.", examples=["jp_defense_white_paper"])]


@router.get("/editions", summary="Series of official documents")
def series(case: Cased, asked: Asked) -> Soon[SeriesAnswer]:
    """List the series of which the store has editions; ordinary news is none."""
    held = shelf(case)
    page = asked.slice(held.series)
    return asked.soon([_series(one) for one in page.items], page.total, ready=held.ready)


@router.get("/editions/{series}", summary="One series")
def one_series(case: Cased, series: _SeriesName) -> SeriesAnswer:
    """Return a series with its editions."""
    return _series(_find(case, series))


@router.get("/editions/{series}/claims", summary="What news says about a series")
def claims(case: Cased, series: _SeriesName, asked: Asked) -> Soon[Verdict]:
    """List what documents of the store say about editions of the series, held against the editions at hand."""
    found = _find(case, series)
    all_claims = claimed(case, shelf(case))
    verdicts = [told.verdict for told in of_series(all_claims, found)]
    page = asked.slice(verdicts)
    return asked.soon(page.items, page.total, ready=all_claims.ready)


@router.get("/editions/{series}/{edition}", summary="What one edition shows")
def one_edition(
    case: Cased,
    series: _SeriesName,
    edition: Annotated[str, Path(description="Label or id of the edition.", examples=["2019"])],
) -> EditionShown:
    """Return the outline of an edition, the order of the countries, what it calls them and how it speaks of them."""
    found = _edition(_find(case, series), edition)
    seen = shown([found], wait_s=_WAIT_S)[0]
    portrait = seen.portrait if seen is not None else None
    return EditionShown(
        edition=_answer(found),
        ready=portrait is not None,
        outline=found.outline,
        part=portrait.order.part if portrait else None,
        ranks=tuple(portrait.order.ranks) if portrait else (),
        labels=tuple(portrait.labels) if portrait else (),
        tones=tuple(portrait.tones) if portrait else (),
    )


@router.get("/editions/{series}/{before}/{after}", summary="What changed between two editions")
def changes(
    case: Cased,
    asked: Asked,
    series: _SeriesName,
    before: Annotated[str, Path(description="Label or id of the older edition.", examples=["2018"])],
    after: Annotated[str, Path(description="Label or id of the newer edition.", examples=["2019"])],
    country: Annotated[str | None, Query(description="Only changes whose passages name this country.")] = None,
    kind: Annotated[ChangeKind | None, Query(description="Only changes of this kind.")] = None,
    topic: Annotated[str | None, Query(description="Only changes of this topic.")] = None,
    trivial: Annotated[bool, Query(description="Also differences that a rule explains, such as a spelling.")] = False,
) -> ChangePage:
    """List the changes between two editions, the weightiest first."""
    found = _find(case, series)
    first, second = _edition(found, before), _edition(found, after)
    comparison = comparison_of(first, second, _WAIT_S)
    rows = (comparison.changes if trivial else comparison.real) if comparison is not None else ()
    fitting = [
        one
        for one in rows
        if (country is None or country in one.countries)
        and (kind is None or one.kind == kind)
        and (topic is None or one.topic == topic)
    ]
    page = asked.slice(fitting)
    return ChangePage(
        **dict(asked.soon(page.items, page.total, ready=comparison is not None)),
        before=_answer(first),
        after=_answer(second),
        html=pair_url(first, second),
    )


def _find(case: Case, name: str) -> Series:
    held = shelf(case)
    found = held.find(name)
    if found is not None:
        return found
    if not held.ready:
        raise Problem("store-busy", "The documents are still being looked at for editions.")
    raise Problem("not-found", f"The store has no series {name}.")


def _edition(series: Series, name: str) -> Edition:
    found = find_edition(series, name)
    if found is None:
        there = ", ".join(edition_label(one) for one in series.editions)
        raise Problem("not-found", f"{series.name} has no edition {name}; there are {there}.")
    return found


def _series(series: Series) -> SeriesAnswer:
    return SeriesAnswer(
        series.name,
        slug_of(series.name),
        series.cadence,
        tuple(_answer(one) for one in series.editions),
        series_url(series.name),
    )


def _answer(edition: Edition) -> EditionAnswer:
    own = {name: getattr(edition, name) for name in EditionAnswer.__dataclass_fields__ if hasattr(edition, name)}
    label = edition_label(edition)
    document = edition.document.id
    return EditionAnswer(
        **{**own, "slug": slug_of(label), "label": label, "document": document, "page": document_url(document)}
    )
