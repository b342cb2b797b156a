"""Writes deadlines as an iCalendar file (RFC 5545) that calendar programs take in and bring up to date.

A deadline keeps its UID from export to export: it is made of the agreement, the kind, and the number of the term, review or
notice, not of the day, so that a day that moves moves the entry and does not double it. Given the file written before, an
entry that has not changed stays as it was; one that has gets the next SEQUENCE and new stamps; one that is still to come
and has fallen away stays with the status CANCELLED, for a program only drops what it is told to drop (RFC 5546, section
3.2.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from unicodedata import category
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone

from detente.agreements.records import Agreement, Deadline, Listed, Quoted
from detente.errors import ReadError
from detente.records import content_id

PRODID = "-//detente//agreements//EN"
ALARMS = (timedelta(days=30), timedelta(days=7), timedelta(days=1))
_DOMAIN = "@agreements.detente"
# What stands in an address as it is (RFC 3986, section 2.2); every other sign beyond letters and digits is percent-encoded.
_RESERVED = ":/?#[]@!$&'()*+,;=%~"
_STAMPS = ("DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE")
_PREVIOUS = "the calendar to update"
_SAID = {
    "last_day_for_notice": "last day for notice",
    "last_day_in_force": "last day in force",
    "term_end": "end of the term",
    "lapse": "lapses",
    "withdrawal": "withdrawal takes effect",
}


def to_ical(
    agreements: Iterable[Agreement],
    stamp: date | datetime,
    *,
    alarms: Sequence[timedelta] = ALARMS,
    previous: str | None = None,
    through: date | None = None,
) -> str:
    """Return the deadlines of `agreements` as the text of an iCalendar file, with the line ends that it must have (CRLF).

    A lapse whose instant all parties share is an entry at that instant in their time zone; everything else is an entry
    for the whole day. Write the text as UTF-8 without translating its line ends.

    Args:
        agreements: All that were looked at, also those with no deadline ahead.
        stamp: The day on which the file is made, or a time with its zone, which stands for its day in UTC. Entries are
            stamped with 00:00 UTC of that day, so that the same input gives the same text all day long; what changes
            within a day is told apart by its SEQUENCE, which goes before the stamp (RFC 5546, section 2.1.5).
        alarms: How long before a deadline to remind of it; for a whole day, before its beginning.
        previous: The file as exported before, to be brought up to date. Its entries of agreements that were not looked
            at, and those after `through`, stay as they are.
        through: The last day that was looked at; None for no end.

    Raises:
        ReadError: If `previous` is no iCalendar file, or has entries that are not deadlines of ours.
        ValueError: If `stamp` is a time without a zone.
    """
    made = _midnight(stamp)
    old = {} if previous is None else _read(previous)
    events: dict[str, Event] = {}
    seen: set[str] = set()
    for agreement in agreements:
        seen.add(agreement.id)
        for uid, deadline in _with_uids(agreement):
            event = _event(uid, deadline, agreement.names[0], alarms)
            events[uid] = _stamped(event, old.get(uid), made)
    for uid, event in old.items():
        if uid not in events:
            gone = uid.partition(".")[0] in seen and made.date() <= _day(event) <= (through or date.max)
            events[uid] = _cancelled(event, made) if gone else event
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", "Deadlines of agreements")
    for zone in _zones(events.values()):
        calendar.add_component(zone)
    for event in sorted(events.values(), key=lambda item: (_day(item).isoformat(), str(item["UID"]))):
        calendar.add_component(event)
    return bytes(calendar.to_ical()).decode("utf-8")


def _midnight(stamp: date | datetime) -> datetime:
    """Return the beginning of a day, or of the day in UTC on which a moment falls."""
    if isinstance(stamp, datetime):
        if stamp.tzinfo is None:
            raise ValueError("the stamp of a calendar needs a time zone")
        stamp = stamp.astimezone(UTC).date()
    return datetime.combine(stamp, time.min, UTC)


def uid_of(deadline: Deadline) -> str:
    """Return the UID of a deadline, which does not depend on its day, or on its year alone where it has no number."""
    parts = [deadline.agreement, deadline.kind]
    if deadline.name is not None:
        parts.append(content_id("name", deadline.name).removeprefix("name-"))
    if deadline.kind == "withdrawal" and deadline.party is not None:
        parts.append(deadline.party)
    parts.append(f"in-{deadline.date.year}" if deadline.number is None else str(deadline.number))
    return ".".join(parts) + _DOMAIN


def _with_uids(agreement: Agreement) -> Iterator[tuple[str, Deadline]]:
    """Yield the deadlines with their UIDs: accounts of one deadline that differ in the day are numbered by day."""
    days: dict[str, list[date]] = {}
    for deadline in sorted(agreement.deadlines, key=lambda item: item.date):
        uid = uid_of(deadline)
        known = days.setdefault(uid, [])
        if deadline.date not in known:
            known.append(deadline.date)
            yield (uid if len(known) == 1 else f"{uid.removesuffix(_DOMAIN)}-{len(known)}{_DOMAIN}"), deadline


def _event(uid: str, deadline: Deadline, name: str, alarms: Sequence[timedelta]) -> Event:
    said = deadline.name or _SAID.get(deadline.kind, deadline.kind.replace("_", " "))
    party = f" for {deadline.party}" if deadline.kind == "withdrawal" and deadline.party else ""
    summary = _clean(f"{name}: {said}{party}")
    addresses = list(dict.fromkeys(item.url for item in deadline.evidence if isinstance(item, Listed) and item.url))
    quotes = [f"{item.path}: “{item.span.quote}”" for item in deadline.evidence if isinstance(item, Quoted)]
    event = Event()
    event.add("UID", uid)
    event.add("SUMMARY", summary)
    event.add("DESCRIPTION", _clean("\n".join([_sentence(deadline.rule), *_clock(deadline), *quotes, *addresses])))
    if addresses:
        event.add("URL", quote(addresses[0], safe=_RESERVED))
    event.add("CATEGORIES", [deadline.kind.replace("_", " ").upper()])
    event.add("STATUS", "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    if deadline.kind == "lapse" and deadline.moment is not None:
        event.add("DTSTART", deadline.moment)
    else:
        event.add("DTSTART", deadline.date)
        event.add("DTEND", deadline.date + timedelta(days=1))
    for before in sorted(alarms, reverse=True):
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", summary)
        alarm.add("TRIGGER", -before)
        event.add_component(alarm)
    return event


def _clean(words: str) -> str:
    """Return the words without control characters but line ends, which a text of RFC 5545 may not have (section 3.3.11)."""
    return "".join(" " if sign != "\n" and category(sign) == "Cc" else sign for sign in words)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _clock(deadline: Deadline) -> list[str]:
    """Say when the day ends or the agreement lapses, where the clocks of the parties tell."""
    what = "Lapses" if deadline.kind == "lapse" else "The day ends"
    if deadline.moment is not None:
        return [f"{what} at {_instant(deadline.moment)}."]
    if deadline.window is not None:
        first, last = deadline.window
        return [f"{what} between {_instant(first)} and {_instant(last)}, by the clocks of the parties."]
    return []


def _instant(moment: datetime) -> str:
    zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else str(moment.tzinfo)
    return f"{moment:%Y-%m-%d %H:%M} in {zone}"


def _stamped(event: Event, old: Event | None, made: datetime) -> Event:
    """Return the event with the stamps of the old one if nothing has changed, else with the next number and new ones."""
    if old is not None and _content(old) == _content(event):
        return old
    event.add("SEQUENCE", 0 if old is None else int(old.get("SEQUENCE", 0)) + 1)
    event.add("DTSTAMP", made)
    event.add("LAST-MODIFIED", made)
    event.add("CREATED", made if old is None or "CREATED" not in old else old.decoded("CREATED"))
    return event


def _cancelled(event: Event, made: datetime) -> Event:
    """Return an old entry as cancelled, with the next number; what is cancelled is to remind of nothing."""
    if str(event.get("STATUS")) == "CANCELLED":
        return event
    number = int(event.get("SEQUENCE", 0)) + 1
    for name, value in (("SEQUENCE", number), ("DTSTAMP", made), ("LAST-MODIFIED", made), ("STATUS", "CANCELLED")):
        event.pop(name, None)
        event.add(name, value)
    event.subcomponents = []
    return event


def _content(event: Event) -> bytes:
    """Return what an event says, without the stamps of when it was said."""
    bare = event.copy(recursive=True)
    for name in _STAMPS:
        bare.pop(name, None)
    return bytes(bare.to_ical())


def _day(event: Event) -> date:
    start = event.decoded("DTSTART")
    return start.date() if isinstance(start, datetime) else start


def _zones(events: Iterable[Event]) -> list[Timezone]:
    """Return the definitions of the time zones that the events use, for the years around them."""
    days: dict[str, list[date]] = {}
    for event in events:
        start = event["DTSTART"]
        zone = start.params.get("TZID")
        if zone is not None:
            days.setdefault(str(zone), []).append(_day(event))
    return [
        Timezone.from_tzid(
            zone,
            first_date=date(min(found).year - 1, 1, 1),
            last_date=date(min(max(found).year + 2, MAXYEAR), 1, 1),
        )
        for zone, found in sorted(days.items())
    ]


def _read(previous: str) -> dict[str, Event]:
    try:
        calendar = Calendar.from_ical(previous)
    except ValueError as error:
        reason = f"is no iCalendar file: {error}"
        raise ReadError(_PREVIOUS, reason, "leave it out or name a file that was exported") from error
    found = {str(event.get("UID", "")): event for event in calendar.events}
    for uid, event in found.items():
        if not uid.endswith(_DOMAIN) or "DTSTART" not in event:
            raise ReadError(
                _PREVIOUS, f"has an entry that is not ours, {uid!r}", "keep deadlines in a file of their own"
            )
    return found
