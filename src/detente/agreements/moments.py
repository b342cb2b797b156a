"""Turns the days of an agreement into instants, where the clocks of its parties allow one answer."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from detente.agreements.records import Agreement
from detente.data.tables import read_rows


class Instant(NamedTuple):
    """The instant at which a day begins for the parties.

    Attributes:
        moment: It, where all parties share it or the agreement names a zone.
        window: The first and the last of their instants, where they differ.
    """

    moment: datetime | None = None
    window: tuple[datetime, datetime] | None = None


def beginning(agreement: Agreement, day: date, party: str | None = None) -> Instant:
    """Return the instant of 00:00 on `day` for the parties of `agreement`, in the time of their capitals.

    The zone that the agreement names goes before its parties. An agreement with a party whose zone is not known, or without
    named parties, has no instant. The end of a day is the beginning of the next.

    Args:
        party: The only party whom it concerns; its clock alone counts then.
    """
    if agreement.zone is not None and party is None:
        return Instant(_midnight(day, agreement.zone))
    zones = [capital_zone(code) for code in ((party,) if party is not None else agreement.parties)]
    known = [zone for zone in zones if zone is not None]
    if not known or len(known) < len(zones):
        return Instant()
    instants = sorted((_midnight(day, zone) for zone in dict.fromkeys(known)), key=lambda moment: moment.timestamp())
    if instants[0].timestamp() == instants[-1].timestamp():
        # The first-named party's clock, not the alphabet, says in which zone a shared instant is written.
        return Instant(_midnight(day, known[0]))
    return Instant(None, (instants[0], instants[-1]))


def capital_zone(party: str) -> str | None:
    """Return the IANA zone of the capital of a state, or of the seat of a body; None where it is not known."""
    return _zones().get(party)


@cache
def party_codes() -> frozenset[str]:
    """Return the codes that a party may have: those of states with a known capital, and of organisations."""
    return frozenset(_zones()) | {row["code"] for row in read_rows("actors/organisations.csv")}


@cache
def _zones() -> dict[str, str]:
    return {row["party"]: row["zone"] for row in read_rows("agreements/zones.csv")}


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0), ZoneInfo(zone))
