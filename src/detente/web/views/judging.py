"""What a person decided in a form, as a judgement to store; and judgements in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar, get_args

from detente.actors.countries import display_name
from detente.briefs import wording
from detente.errors import StoreError
from detente.records import EVENT_TYPES, STATUSES, Correction, Decision, Event, EventType, Judgement, Status
from detente.store.judging import date_text, parse_date
from detente.web.filters import country_code

T = TypeVar("T")

DECISIONS: tuple[Decision, ...] = get_args(Decision)
_TYPES: dict[str, EventType] = {name: name for name in EVENT_TYPES}
_STATUSES: dict[str, Status] = {name: name for name in STATUSES}


class FormError(Exception):
    """A form that cannot be taken as it is; the message says what to change, `field` which field is meant."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Fields:
    """What the fields of a correction hold.

    Attributes:
        source, target: Country codes, separated by commas.
        date: As `store.parse_date` takes it.
    """

    type: str
    status: str
    source: str
    target: str
    date: str

    @classmethod
    def of(cls, event: Event) -> Fields:
        """Return the fields that an event fills."""
        return cls(event.type, event.status, codes(event, "source"), codes(event, "target"), date_text(event.date))

    @classmethod
    def given(cls, form: Mapping[str, str], event: Event) -> Fields:
        """Return the fields of a form; those that it does not have are as the event has them."""
        there = cls.of(event)
        return cls(
            form.get("type", there.type).strip(),
            form.get("status", there.status).strip(),
            form.get("source", there.source).strip(),
            form.get("target", there.target).strip(),
            form.get("date", there.date).strip(),
        )


def codes(event: Event, role: str) -> str:
    """Return the countries of a side as the field of a form holds them."""
    side = event.source if role == "source" else event.target
    return ", ".join(dict.fromkeys(one.country for one in side if one.country))


def correction_of(fields: Fields, event: Event) -> Correction:
    """Return what the fields change in the machine's event.

    Raises:
        FormError: If they change nothing, or hold something that there is not.
    """
    there = Fields.of(event)
    type_ = _known(fields.type, _TYPES, "type") if fields.type != there.type else None
    status = _known(fields.status, _STATUSES, "status") if fields.status != there.status else None
    source = _side(fields.source, there.source, "source")
    target = _side(fields.target, there.target, "target")
    when = None
    if fields.date != there.date:
        try:
            when = parse_date(fields.date)
        except StoreError as error:
            raise FormError(f"The date: {error}.", "date") from error
    correction = Correction(type=type_, status=status, source=source, target=target, date=when)
    if correction == Correction():
        raise FormError("Nothing is changed. Change a field, or accept the event as it is.", "type")
    return correction


def _known(value: str, known: Mapping[str, T], field: str) -> T:
    if value not in known:
        raise FormError(f"{value!r} is no {field} that there is.", field)
    return known[value]


def _side(given: str, there: str, role: str) -> tuple[str, ...] | None:
    """Return the codes that a field names by code or name, or None where they are those that the event has."""
    try:
        found = tuple(dict.fromkeys(country_code(part) for part in given.replace(";", ",").split(",") if part.strip()))
    except ValueError as error:
        raise FormError(f"The {role}: {error}.", role) from error
    if found == tuple(part for part in there.split(", ") if part):
        return None
    if not found:
        raise FormError(f"The {role} has at least one country; reject the event if there is none.", role)
    return found


def correction_words(correction: Correction) -> tuple[tuple[str, str], ...]:
    """Return what a correction changes: field and new value in words."""
    changed: list[tuple[str, str]] = []
    if correction.type is not None:
        changed.append(("type", correction.type))
    if correction.status is not None:
        changed.append(("status", wording.STATUS_WORDS[correction.status]))
    for name, side in (("source", correction.source), ("target", correction.target)):
        if side is not None:
            changed.append((name, wording.listing(display_name(code) for code in side)))
    if correction.date is not None:
        changed.append(("date", wording.when(correction.date)))
    return tuple(changed)


def said(judgement: Judgement) -> str:
    """Return a judgement as a sentence for those who hear the page instead of seeing it."""
    changed = (
        "; ".join(f"{name}: {value}" for name, value in correction_words(judgement.correction))
        if judgement.correction
        else ""
    )
    return f"{judgement.decision.capitalize()} by {judgement.reviewer}" + (f" ({changed})" if changed else "") + "."
