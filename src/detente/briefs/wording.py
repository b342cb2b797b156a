"""Records in plain English: an act, a date, a status, who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from babel.dates import format_date

from detente.briefs.names import country_name
from detente.records import Attribution, AttributionKind, DateValue, Event, Participant, Status

STATUS_WORDS: dict[Status, str] = {
    "happened": "happened",
    "ongoing": "still going on",
    "planned": "planned, not done",
    "threatened": "threatened, not done",
    "denied": "denied",
    "hypothetical": "only a possibility",
}

_KIND_WORDS: dict[AttributionKind, str] = {
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
    """Return the act as a sentence, with its status, for instance "Japan intended to hold talks with South Korea."."""
    source = _side(event.source) or "Someone"
    to_do, did = (form.format(target=_side(event.target) or "someone") for form in _forms(event))
    if event.status == "planned":
        return f"{source} intended to {to_do}."
    if event.status == "threatened" and event.type != "THREATEN":
        return f"{source} threatened to {to_do}."
    if event.status == "denied":
        return f"It was denied that {source} {did}."
    if event.status == "hypothetical":
        return f"It was said to be possible that {source} would {to_do}."
    if event.status == "ongoing":
        return f"{source} {did}, and this was still going on."
    return f"{source} {did}."


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


def listing(parts: Iterable[str]) -> str:
    """Join words as prose does: "a, b and c"."""
    *head, last = [*parts] or [""]
    return f"{', '.join(head)} and {last}" if head else last


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: "1 act", "2 acts"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def signed(value: float) -> str:
    """Return a value of an index with its sign, and a true minus: "+2.5", "−3.5", "0"."""
    text = f"{value:+.1f}".removesuffix(".0")
    return "0" if text in {"+0", "-0"} else text.replace("-", "−")


def _link(link: Attribution) -> str:
    kind = _KIND_WORDS[link.kind]
    of = f" of {country_name(link.country)}" if link.country and link.kind in {"official", "unnamed_official"} else ""
    return link.name if kind in link.name.casefold() else f"{link.name} ({kind}{of})"


def _bounds(value: DateValue) -> str:
    if value.earliest and value.latest:
        return f" (between {day(value.earliest)} and {day(value.latest)})"
    if value.latest:
        return f" (not after {day(value.latest)})"
    return f" (not before {day(value.earliest)})" if value.earliest else ""


def _side(participants: Iterable[Participant]) -> str:
    return listing(dict.fromkeys(_name(participant) for participant in participants))


def _name(participant: Participant) -> str:
    """Return the name of a country for the state itself, else the actor's name and whose it is."""
    if participant.country is None:
        return participant.name
    country = country_name(participant.country)
    if participant.name.startswith(f"{country}: "):
        # A group without a name of its own, such as "South Korea: court"; the document has better words for it.
        mention = " ".join(participant.mention.quote.split())
        return mention if country in mention else f"{mention} ({country})"
    if participant.id == participant.country or participant.name == country:
        return country
    return participant.name if country in participant.name else f"{participant.name} ({country})"


def _forms(event: Event) -> tuple[str, str]:
    table = _phrases()
    return table.get(f"{event.type}/{event.mode}", table[event.type])


@cache
def _phrases() -> dict[str, tuple[str, str]]:
    text = (files("detente.briefs") / "phrases.yaml").read_text(encoding="utf-8")
    return {key: (forms[0], forms[1]) for key, forms in yaml.safe_load(text).items()}
