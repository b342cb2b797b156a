"""What the judgements on an event come to, and the event as they leave it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from detente.actors.countries import GROUP_CODES, cldr_names, display_name
from detente.coding.ontology import SCALE, intensity, modes_of
from detente.data.tables import read_rows
from detente.errors import StoreError
from detente.records import (
    EVENT_TYPES,
    STATUSES,
    Correction,
    DateValue,
    Event,
    Judgement,
    Participant,
    Span,
    to_plain,
)

Outcome = Literal["accepted", "rejected", "corrected", "disputed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

# 2019, 2019-08, 2019-08-22, or two of these with a stroke between, as ISO 8601 writes an interval.
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the standing judgements on an event come to.

    Attributes:
        outcome: What all reviewers decided, or "disputed" where two decided differently.
        correction: What all of them put in its place, where `outcome` is "corrected".
    """

    outcome: Outcome
    correction: Correction | None = None


def verdict_of(standing: Sequence[Judgement]) -> Verdict | None:
    """Return what the standing judgements on one event come to, or None where there are none.

    Reviewers agree where they decided the same, and corrected to the same.
    """
    said = {(judgement.decision, judgement.correction) for judgement in standing}
    if not said:
        return None
    if len(said) > 1:
        return Verdict("disputed")
    decision, correction = said.pop()
    return Verdict(decision, correction)


def counted(verdicts: Mapping[str, Verdict]) -> dict[Outcome, int]:
    """Return how many events were accepted, rejected, corrected or are disputed; an outcome that none has is left out."""
    outcomes = [verdict.outcome for verdict in verdicts.values()]
    return {outcome: outcomes.count(outcome) for outcome in OUTCOMES if outcome in outcomes}


def judged(event: Event, verdict: Verdict | None) -> Event | None:
    """Return the event as people left it, or None where they rejected it.

    What a person accepted or corrected is certain, so its `confidence` is 1; of several reports of one act it then is the
    one that counts. A disputed event stays as the machine has it.
    """
    if verdict is None or verdict.outcome == "disputed":
        return event
    if verdict.outcome == "rejected":
        return None
    if verdict.correction is not None:
        event = corrected(event, verdict.correction)
    return replace(event, confidence=1.0)


def corrected(event: Event, correction: Correction) -> Event:
    """Return the event with what a person put in place of its parts; its spans stay, as they are what was judged.

    A new type keeps the mode and the CAMEO code only where both belong to it: the mode where PLOVER has it for the new
    type, the code where the crosswalk leads from it to the new type and mode. Of a code that does not, the only one that
    the crosswalk has for type and mode takes the place, and None where there are several or none. Intensity is looked up
    anew on PLOVER's scale.
    """
    changes: dict[str, Any] = {}
    if correction.status is not None:
        changes["status"] = correction.status
    if correction.date is not None:
        changes["date"] = correction.date
    if correction.source is not None:
        changes["source"] = _sides(correction.source, event.source, event.trigger)
    if correction.target is not None:
        changes["target"] = _sides(correction.target, event.target, event.trigger)
    if correction.type is not None and correction.type != event.type:
        mode = event.mode if event.mode in modes_of(correction.type) else None
        changes |= {"type": correction.type, "mode": mode}
        changes["cameo"] = _cameo(correction.type, mode, event.cameo)
        score = intensity(correction.type, mode)
        changes |= {"intensity": score, "scale": None if score is None else SCALE}
    return replace(event, **changes)


def _cameo(kind: str, mode: str | None, code: str | None) -> str | None:
    fitting = [
        row["code"]
        for row in read_rows("ontology/cameo_to_plover.csv")
        if row["type"] == kind and (row["mode"] or None) == mode
    ]
    if code in fitting:
        return code
    return fitting[0] if len(fitting) == 1 else None


def _sides(countries: tuple[str, ...], there: tuple[Participant, ...], otherwise: Span) -> tuple[Participant, ...]:
    """Return a participant for each country: the one that the event has of it, else the state at the words judged."""
    made = []
    for i, code in enumerate(countries):
        same = next((p for p in there if p.country == code), None)
        mention = there[min(i, len(there) - 1)].mention if there else otherwise
        made.append(same or Participant(code, display_name(code), code, "government", mention))
    return tuple(made)


def checked(correction: Correction) -> Correction:
    """Return the correction if it can be made.

    Raises:
        StoreError: If it changes nothing, or names a type, status, country or date that there is not.
    """
    if correction == Correction():
        raise StoreError("a correction changes something: a type, a status, a side or a date")
    if correction.type is not None and correction.type not in EVENT_TYPES:
        raise StoreError(f"{correction.type!r} is no type of event (one of {', '.join(EVENT_TYPES)})")
    if correction.status is not None and correction.status not in STATUSES:
        raise StoreError(f"{correction.status!r} is no status (one of {', '.join(STATUSES)})")
    for role, codes in (("source", correction.source), ("target", correction.target)):
        if codes is None:
            continue
        if not codes:
            raise StoreError(f"the {role} of an event is at least one country; reject the event if it has none")
        if len(set(codes)) != len(codes):
            raise StoreError(f"the {role} names a country twice")
        for code in codes:
            if code not in GROUP_CODES and code not in dict(cldr_names()):
                raise StoreError(
                    f"{code!r} is no country code (ISO 3166-1 alpha-3 such as KOR, or EU, UNO, NATO, ASEAN, XKX)"
                )
    day = correction.date
    if day is not None and day != DateValue():
        if day != DateValue(day.start, day.end, day.precision) or day.start is None or day.end is None:
            raise StoreError("a corrected date has a first and a last day, or is unknown, and no words")
        if day.precision != _precision(day.start, day.end) and day.precision != "range":
            raise StoreError(f"{day.start}–{day.end} is no {day.precision}")
        if day.end < day.start:
            raise StoreError(f"the last day {day.end} lies before the first, {day.start}")
    return correction


def parse_date(text: str) -> DateValue:
    """Return the date that a person wrote: `2019-08-22`, `2019-08`, `2019`, `2019-08-22/2019-08-25` or `unknown`.

    Raises:
        StoreError: If it is none of these.
    """
    if text.strip() == "unknown":
        return DateValue()
    pieces = text.strip().split("/")
    try:
        days = [_days(piece.strip()) for piece in pieces]
    except ValueError as error:
        raise StoreError(
            f"{text!r} is no date; write 2019-08-22, 2019-08, 2019, 2019-08-22/2019-08-25 or unknown"
        ) from error
    if len(days) > 2 or days[-1][1] < days[0][0]:
        raise StoreError(f"{text!r} is no span of days; write the first and the last as 2019-08-22/2019-08-25")
    start, end = days[0][0], days[-1][1]
    return DateValue(start, end, _precision(start, end))


def date_text(value: DateValue) -> str:
    """Return a date as `parse_date` takes it."""
    if value.start is None or value.end is None:
        return "unknown"
    if value.precision == "month":
        return f"{value.start:%Y-%m}"
    if value.precision == "year":
        return f"{value.start:%Y}"
    return value.start.isoformat() if value.precision == "day" else f"{value.start}/{value.end}"


def _days(text: str) -> tuple[date, date]:
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = match.groups()
    first = date(int(year), int(month or 1), int(day or 1))
    if day:
        return first, first
    last = int(month) if month else 12
    return first, date(first.year, last, monthrange(first.year, last)[1])


def _precision(start: date, end: date) -> Literal["day", "month", "year", "range"]:
    if start == end:
        return "day"
    if start.day == 1 and (start.year, start.month) == (end.year, end.month):
        return "month" if end.day == monthrange(end.year, end.month)[1] else "range"
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year
    return "year" if whole else "range"


def correction_to_plain(correction: Correction) -> dict[str, Any]:
    """Return what a correction changes as JSON can carry it; dates as `date_text` writes them."""
    plain = {key: value for key, value in to_plain(correction).items() if value is not None}
    if correction.date is not None:
        plain["date"] = date_text(correction.date)
    return plain


def correction_from(plain: Any) -> Correction:
    """Return the correction that `correction_to_plain` wrote, checked.

    Raises:
        StoreError: If it is none.
    """
    if not isinstance(plain, dict) or not set(plain) <= {"type", "status", "source", "target", "date"}:
        raise StoreError("a correction is an object of type, status, source, target and date")
    values = dict(plain)
    for role in ("source", "target"):
        codes = values.get(role)
        if codes is not None:
            if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
                raise StoreError(f"the {role} of a correction is a list of country codes")
            values[role] = tuple(codes)
    if values.get("date") is not None:
        values["date"] = parse_date(str(values["date"]))
    return checked(Correction(**values))
