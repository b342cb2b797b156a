"""The first page: how dyads went, what is new in the latest month, what falls due, where relations turned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from detente.agreements import Agreement, Deadline, due, load_ledger
from detente.briefs import wording
from detente.briefs.names import country_name
from detente.measuring.periods import period_of
from detente.records import Event
from detente.store import EventFilter, HeatCell, Held, StatusChange
from detente.store.counting import HeatFrequency
from detente.web.case import Case
from detente.web.charts import Chart, Row, Square, Table, heat
from detente.web.filters import Parameters, Reader, country_code
from detente.web.views.addresses import acts_address, address, dyad_path
from detente.web.views.dyad import all_dyads
from detente.web.views.measured import day
from detente.web.views.periods import before, column_of, period_name, starts

Side = Literal["net", "cooperation", "conflict"]
SIDES: Final[tuple[Side, ...]] = ("net", "cooperation", "conflict")
_FREQUENCIES: Final[tuple[HeatFrequency, ...]] = ("month", "quarter", "year")
_USUAL_ROWS, _MOST_ROWS = 12, 60
_USUAL_COLUMNS, _MOST_COLUMNS = 24, 60
_STRONGEST, _CHANGED, _CONTESTED, _DEADLINES = 5, 5, 3, 8


@dataclass(frozen=True, slots=True)
class HeatOptions:
    """Which part of the heat map is shown.

    Attributes:
        rows, columns: Most dyads and periods.
        freq: Length of a period; `until` a day in the last one, None for the latest with acts.
        side: What colours stand for.
        country: Only dyads of it.
        problems: What could not be understood, a sentence each.
    """

    rows: int = _USUAL_ROWS
    columns: int = _USUAL_COLUMNS
    freq: HeatFrequency = "month"
    until: date | None = None
    side: Side = "net"
    country: str | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its name and the address of what it counts."""

    number: int
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An act whose reports differ in status, with the best report of it."""

    change: StatusChange
    event: Event


@dataclass(frozen=True, slots=True)
class Latest:
    """What the latest month brings.

    Attributes:
        name: The month in words; `since` and `until` its first and last day.
        counts: How much there is of what.
        before: Counted acts of the month before, and the mean of the twelve before; None where the store has none.
        strongest: Acts with the highest intensity, of whichever sign.
        changed: Acts whose reports differ in status.
        contested: Acts that one side only asserts.
    """

    name: str
    since: date
    until: date
    counts: tuple[Count, ...]
    acts: int
    acts_before: int
    acts_usual: float
    strongest: tuple[Event, ...]
    changed: tuple[Changed, ...]
    contested: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with its agreement."""

    agreement: Agreement
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page but for turning points, which take longer.

    Attributes:
        heat: The heat map; `dyads` of how many dyads it shows the most active ones; `all_dyads` of the whole store.
        latest: The latest month with a counted act, None where there is none.
        deadlines: What falls due within a year of `on` under agreements of countries of the store.
        held: What the store holds.
    """

    options: HeatOptions
    heat: Chart
    dyads: int
    all_dyads: int
    countries: tuple[tuple[str, str], ...]
    latest: Latest | None
    deadlines: tuple[Due, ...]
    more_deadlines: int
    on: date
    held: Held


def read_options(parameters: Parameters) -> HeatOptions:
    """Return which part of the heat map parameters ask for."""
    reader = Reader(parameters)
    freq, side = reader.text("freq"), reader.text("side")
    for name, given, known in (("freq", freq, _FREQUENCIES), ("side", side, SIDES)):
        if given is not None and given not in known:
            reader.problems.append(f"{name}: {given!r} is none of {', '.join(known)}.")
    return HeatOptions(
        rows=reader.one("dyads", lambda text: _count(text, _MOST_ROWS)) or _USUAL_ROWS,
        columns=reader.one("periods", lambda text: _count(text, _MOST_COLUMNS)) or _USUAL_COLUMNS,
        freq=next((one for one in _FREQUENCIES if one == freq), "month"),
        until=reader.one("until", day),
        side=next((one for one in SIDES if one == side), "net"),
        country=reader.one("country", country_code),
        problems=tuple(reader.problems),
    )


def overview(case: Case, options: HeatOptions, on: date) -> Overview:
    """Return the first page.

    Args:
        case: The case.
        options: Which part of the heat map.
        on: The day from which deadlines count.
    """
    dyads = all_dyads(case)
    countries = sorted({(country_name(code), code) for one in dyads for code in (one.a, one.b)})
    codes = {code for _, code in countries}
    deadlines = case.cached(("due", on), lambda: _deadlines(codes, on))
    return Overview(
        options=options,
        heat=case.cached(("heat", options), lambda: _heat(case, options)),
        dyads=sum(options.country in (None, one.a, one.b) for one in dyads),
        all_dyads=len(dyads),
        countries=tuple((code, name) for name, code in countries),
        latest=case.cached(("latest",), lambda: _latest(case)),
        deadlines=deadlines[:_DEADLINES],
        more_deadlines=max(0, len(deadlines) - _DEADLINES),
        on=on,
        held=case.cached(("held",), lambda: case.store.held(judged=case.judged)),
    )


def _heat(case: Case, options: HeatOptions) -> Chart:
    title = f"Relations by {options.freq}"
    counted = case.cached(("months",), lambda: case.store.months(judged=case.judged))
    if not counted:
        note = "No act between two states can be counted yet."
        return Chart("heat", title, note, None, Table(("Between",), ()), note)
    columns = starts(options.until or max(counted), options.freq, options.columns)
    place = {start: number for number, start in enumerate(columns)}
    until = period_of(columns[-1], options.freq)[1]
    chosen = case.store.most_active(columns[0], until, country=options.country, limit=options.rows, judged=case.judged)
    rows = {pair: number for number, pair in enumerate(chosen)}
    inside = [cell for cell in case.store.heat(options.freq, chosen, judged=case.judged) if cell.start in place]
    squares = []
    for cell in inside:
        value = _value(cell, options.side)
        href = acts_address(case, (cell.a, cell.b), options.freq, cell.start, kind=options.side)
        said = (
            f"{_name(cell.a, cell.b)}, {period_name(cell.start, options.freq)}: {options.side} "
            f"{wording.signed(value)}, {wording.count(cell.incidents, 'act')}"
        )
        if value or options.side == "net":
            squares.append(Square(rows[cell.a, cell.b], place[cell.start], value, href, said))
    first = period_name(columns[0], options.freq)
    told = {
        "net": "Cooperation less conflict: blue where cooperation outweighs, orange where conflict does",
        "cooperation": "The sum of cooperation",
        "conflict": "The sum of conflict",
    }[options.side]
    description = (
        f"{told}, by {options.freq} from {first} to {period_name(columns[-1], options.freq)}, of the {len(chosen)} dyads "
        "with most acts in that time. A cell opens its acts."
    )
    nothing = "No act can be counted in this time." if not squares else None
    return heat(
        "heat",
        title,
        description,
        [Row(_name(*pair), address(case, dyad_path(*pair))) for pair in chosen],
        [column_of(start, options.freq) for start in columns],
        squares,
        empty="–",
        note=nothing,
    )


def _latest(case: Case) -> Latest | None:
    by_month = case.cached(("months",), lambda: case.store.months(judged=case.judged))
    if not by_month:
        return None
    since = max(by_month)
    until = period_of(since, "month")[1]
    earlier = [before(since, "month", number) for number in range(1, 13)]
    window = {"since": since.isoformat(), "until": until.isoformat()}
    month = EventFilter(since=since, until=until, dated=True)
    store, judged = case.store, case.judged
    done = EventFilter(since=since, until=until, dated=True, statuses=("happened", "ongoing"))
    strongest: dict[str, Event] = {}
    for event in store.find_events(done, order="intensity", limit=_STRONGEST * 5, judged=judged).items:
        if event.intensity:
            strongest.setdefault(event.incident, event)
    incidents = store.find_incidents(month, limit=1, judged=judged).total
    contested = store.find_events(
        EventFilter(since=since, until=until, dated=True, contested=True), limit=_CONTESTED, judged=judged
    )
    changed = []
    for change in case.store.status_changes(since, until, limit=_CHANGED, judged=case.judged):
        latest = store.event(change.told[-1].event, judged=judged)
        if latest is not None:
            changed.append(Changed(change, latest))
    counts = [
        Count(incidents, "act" if incidents == 1 else "acts", address(case, "/incidents", dated=1, **window)),
        Count(
            store.find_events(month, limit=1, judged=judged).total,
            "reports of them",
            address(case, "/events", dated=1, **window),
        ),
        Count(contested.total, "claimed by one side only", address(case, "/events", contested=1, dated=1, **window)),
    ]
    return Latest(
        name=period_name(since, "month"),
        since=since,
        until=until,
        counts=tuple(counts),
        acts=by_month[since],
        acts_before=by_month.get(earlier[0], 0),
        acts_usual=sum(by_month.get(one, 0) for one in earlier) / len(earlier),
        strongest=tuple(strongest.values())[:_STRONGEST],
        changed=tuple(changed),
        contested=contested.items,
    )


def _deadlines(codes: Iterable[str], on: date) -> tuple[Due, ...]:
    """Return what falls due within a year under agreements of which two parties are countries of the store."""
    here = set(codes)
    ledger = load_ledger()
    chosen = [agreement for agreement in ledger if len(here & set(agreement.parties)) >= 2]
    by_id = {agreement.id: agreement for agreement in chosen}
    return tuple(Due(by_id[one.agreement], one) for one in due(chosen, on))


def _value(cell: HeatCell, side: Side) -> float:
    if side == "net":
        return cell.cooperation + cell.conflict
    return cell.cooperation if side == "cooperation" else cell.conflict


def _name(a: str, b: str) -> str:
    return f"{country_name(a)} – {country_name(b)}"


def _count(text: str, most: int) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= most):
        raise ValueError(f"{text!r} is no number from 1 to {most}")
    return int(text)
