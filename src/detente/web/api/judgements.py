"""`/api/v1/judgements`: what people decided about events, and the token that a program needs to add to it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from detente.errors import StoreError
from detente.records import Correction, Decision, EventType, Judgement, Status
from detente.store.judging import correction_from
from detente.web.api import tables
from detente.web.api.downloads import BATCH, RESPONSES, Form, download
from detente.web.api.paging import Asked, Paged
from detente.web.api.parameters import Cased
from detente.web.api.problems import FieldError, Problem
from detente.web.api.route import ApiRoute
from detente.web.case import Case
from detente.web.sessions import token_of

router = APIRouter(route_class=ApiRoute, tags=["Judgements"])

_JudgementId = Annotated[str, Path(description="Id of the judgement.", examples=["j-0123456789abcdef"])]


class NewCorrection(BaseModel):
    """What is right instead; what is left out stays as the machine has it."""

    model_config = ConfigDict(extra="forbid")

    type: EventType | None = Field(None, description="Type of PLOVER.")
    status: Status | None = Field(None, description="Whether it happened.")
    source: list[str] | None = Field(
        None, min_length=1, description="Codes of the countries that act.", examples=[["KOR"]]
    )
    target: list[str] | None = Field(
        None, min_length=1, description="Codes of the countries that are acted on.", examples=[["JPN"]]
    )
    date: str | None = Field(
        None,
        description="Day, month, year, or first and last day with a stroke between, as ISO 8601 writes them; or `unknown`.",
        examples=["2019-08-22", "2019-08", "2019-08-22/2019-08-25", "unknown"],
    )

    def made(self) -> Correction:
        """Return the correction.

        Raises:
            Problem: If it cannot be made.
        """
        try:
            return correction_from(self.model_dump(exclude_none=True))
        except StoreError as error:
            raise Problem("bad-body", str(error), errors=[FieldError("correction", str(error))]) from error


class NewJudgement(BaseModel):
    """A judgement to be kept; it takes the place of what the same reviewer decided about the event before."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "event": "ev-0123456789abcdef",
                    "decision": "corrected",
                    "reviewer": "Ada",
                    "reason": "The note announces the step; it was taken a day later.",
                    "correction": {"status": "planned", "date": "2019-08-23"},
                }
            ]
        },
    )

    event: str = Field(description="Id of the event that is judged.")
    decision: Decision = Field(description="What was decided.")
    reviewer: str = Field(min_length=1, max_length=200, description="Name of who decided.")
    reason: str | None = Field(None, max_length=4000, description="Why, in free words.")
    correction: NewCorrection | None = Field(
        None, description="What is right instead; for the decision `corrected`, and for no other."
    )


class Token(BaseModel):
    """What a request that changes something must bring."""

    header: Literal["X-CSRF-Token"] = Field(description="Name of the header that carries the token.")
    token: str = Field(description="Its value, good for the session that the cookie of this answer names.")


def _chosen(
    case: Cased,
    event: Annotated[str | None, Query(description="Id of the event that was judged.")] = None,
    document: Annotated[str | None, Query(description="Id of the document that the event is of.")] = None,
    reviewer: Annotated[str | None, Query(description="Name of who decided.", examples=["Ada"])] = None,
    standing: Annotated[
        Literal["0", "1"],
        Query(description="1: those that stand; 0: also undone ones, and those that a later one replaced."),
    ] = "1",
    orphaned: Annotated[
        Literal["0", "1"] | None,
        Query(description="1: those whose event is gone since its document was coded anew; 0: the others."),
    ] = None,
) -> list[Judgement]:
    return case.store.judgements(
        event,
        reviewer,
        standing == "1",
        document=document,
        orphaned=None if orphaned is None else orphaned == "1",
    )


_Chosen = Annotated[list[Judgement], Depends(_chosen)]


@router.get("/token", summary="The token for requests that change something")
def token(request: Request) -> Token:
    """Return the token that POST and DELETE must bring, and set the cookie of the session that it belongs to.

    A program that sends the password of the server with each request needs no token.
    """
    return Token(header="X-CSRF-Token", token=token_of(request))


@router.get("/judgements", summary="Judgements that fit")
def judgements(chosen: _Chosen, asked: Asked) -> Paged[Judgement]:
    """List judgements, newest first."""
    return asked.slice(chosen)


@router.get(
    "/judgements.{form}", summary="Judgements that fit, as a table", response_class=Response, responses=RESPONSES
)
def judgements_table(request: Request, case: Cased, chosen: _Chosen, form: Form) -> Response:
    """Download judgements, one a row, newest first; what they correct as JSON."""
    rows = [tables.judgement_row(one) for one in chosen]
    batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    return download(request, case, form, "judgements", tables.JUDGEMENTS, batches)


@router.get("/judgements/{id}", summary="One judgement")
def judgement(case: Cased, id: _JudgementId) -> Judgement:
    """Return one judgement, whether it stands or not."""
    return _find(case, id)


@router.post("/judgements", status_code=201, summary="Judge an event")
def judge(case: Cased, given: NewJudgement, response: Response) -> Judgement:
    """Keep a judgement beside the machine's record, which does not change.

    Needs the header of `GET /api/v1/token`; refused where the store is served for reading only.
    """
    _writable(case)
    if (given.decision == "corrected") != (given.correction is not None):
        said = "needs a correction" if given.decision == "corrected" else "takes no correction"
        detail = f"The decision {given.decision} {said}."
        raise Problem("bad-body", detail, errors=[FieldError("correction", detail)])
    if case.store.event(given.event) is None:
        detail = f"The store has no event {given.event}."
        raise Problem("not-found", detail, errors=[FieldError("event", detail)])
    if not given.reviewer.strip():
        detail = "A judgement bears the name of who made it."
        raise Problem("bad-body", detail, errors=[FieldError("reviewer", detail)])
    correction = given.correction.made() if given.correction else None
    with case.writing() as store:
        made = store.judge(
            given.event, given.decision, reviewer=given.reviewer, reason=given.reason, correction=correction
        )
    response.headers["Location"] = f"/api/v1/judgements/{made.id}"
    return made


@router.delete("/judgements/{id}", summary="Undo a judgement")
def undo(case: Cased, id: _JudgementId) -> Judgement:
    """Take a judgement back; it is kept as undone, and the one that its reviewer made before it, if any, stands again.

    Needs the header of `GET /api/v1/token`; refused where the store is served for reading only.
    """
    _writable(case)
    found = _find(case, id)
    if found.undone is not None:
        raise Problem("conflict", f"The judgement {id} was undone before, at {found.undone:%Y-%m-%d %H:%M} UTC.")
    with case.writing() as store:
        return store.undo_judgement(id)


def _writable(case: Case) -> None:
    if case.settings.read_only:
        raise Problem("read-only", "Judgements cannot be made or undone here.")


def _find(case: Case, judgement_id: str) -> Judgement:
    found = next((one for one in case.store.judgements(standing=False) if one.id == judgement_id), None)
    if found is None:
        raise Problem("not-found", f"The store has no judgement {judgement_id}.")
    return found
