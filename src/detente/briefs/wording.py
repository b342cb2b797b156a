"""Records in plain English: an act, a date, a status, who says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from babel.dates import format_date

from detente.briefs.names import country_name
from detente.briefs.sides import listing, named
from detente.records import Attribution, AttributionKind, DateValue, Event, Status

__all__ = ["KIND_WORDS", "STATUS_WORDS", "count", "day", "listing", "month", "said_by", "sentence", "signed", "when"]

STATUS_WORDS: dict[Status, str] = {
    "happened": "happened",
    "ongoing": "still going on",
    "planned": "planned, not done",
    "threatened": "threatened, not done",
    "denied": "denied",
    "hypothetical": "only a possibility",
}

# What stands for people of a state where the act was not done to the state as such.
_OF_A_STATE = ("people", "representatives", "captives")

KIND_WORDS: dict[AttributionKind, str] = {
    "agency": "news agency",
    "newspaper": "newspaper",
    "broadcaster": "broadcaster",
    "official": "official",
    "unnamed_official": "unnamed official",
    "government": "government",
    "organisation": "organisation",
    "person": "person",
    "document": "document",
}


def sentence(event: Event) -> str:
    """Return the act as a sentence with its status, for instance "Japan planned to hold talks with South Korea."."""
    source, target = named(event.source, event.evidence), named(event.target, event.evidence)
    whom = target.words or "someone"
    of = {name: whom if target.words and not target.states else f"{name} of {whom}" for name in _OF_A_STATE}
    to_do, did, doing = (form.format(target=whom, **of) for form in _forms(event))
    who = source.words or "someone"
    if event.status == "planned":
        text = f"{who} planned to {to_do}."
    elif event.status == "threatened" and event.type != "THREATEN":
        text = f"{who} threatened to {to_do}."
    elif event.status == "denied":
        text = f"it was denied that {who} {did}."
    elif event.status == "hypothetical":
        text = f"it was said that {who} might {to_do}."
    elif event.status == "ongoing":
        text = f"{who} {'were' if source.plural else 'was'} {doing}."
    else:
        text = f"{who} {did}."
    return f"{text[0].upper()}{text[1:]}"


def when(value: DateValue) -> str:
    """Return a date in words, with its precision where that is not a day."""
    if value.start is None or value.end is None:
        return f"date not known{_bounds(value)}"
    if value.precision == "month":
        return f"{format_date(value.start, 'MMMM y', locale='en_GB')} (day not known)"
    if value.precision == "year":
        return f"{value.start.year} (month not known)"
    if value.start == value.end:
        return day(value.start)
    return f"{day(value.start)} to {day(value.end)}"


def day(value: date) -> str:
    """Return a day in words, such as 9 August 2019."""
    return str(format_date(value, "d MMMM y", locale="en_GB"))


def month(value: date) -> str:
    """Return the month of a day in words, such as August 2019."""
    return str(format_date(value, "MMMM y", locale="en_GB"))


def said_by(chain: Sequence[Attribution], publisher: str | None) -> tuple[str, ...]:
    """Return who says so in words, innermost first and the publisher last, unless the chain ends with it."""
    links = [_link(link) for link in chain]
    last = chain[-1].name.casefold() if chain else None
    if publisher and publisher.casefold() != last:
        links.append(publisher)
    return tuple(links)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: "1 act", "2 acts"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def signed(value: float) -> str:
    """Return a value of an index with its sign, and a true minus: "+2.5", "−3.5", "0"."""
    text = f"{value:+.1f}".removesuffix(".0")
    return "0" if text in {"+0", "-0"} else text.replace("-", "−")


def _link(link: Attribution) -> str:
    kind = KIND_WORDS[link.kind]
    of = f" of {country_name(link.country)}" if link.country and link.kind in {"official", "unnamed_official"} else ""
    return link.name if kind in link.name.casefold() else f"{link.name} ({kind}{of})"


def _bounds(value: DateValue) -> str:
    if value.earliest and value.latest:
        return f" (between {day(value.earliest)} and {day(value.latest)})"
    if value.latest:
        return f" (not after {day(value.latest)})"
    return f" (not before {day(value.earliest)})" if value.earliest else ""


def _forms(event: Event) -> tuple[str, str, str]:
    table = _phrases()
    keys = [f"{event.type}@{event.cameo[:3]}"] if event.cameo else []
    found = next((table[key] for key in (*keys, f"{event.type}/{event.mode}") if key in table), None)
    return found or table[event.type]


@cache
def _phrases() -> dict[str, tuple[str, str, str]]:
    text = (files("detente.briefs") / "phrases.yaml").read_text(encoding="utf-8")
    return {key: (forms[0], forms[1], forms[2]) for key, forms in yaml.safe_load(text).items()}
