"""The timeline: events that fit a filter, along time in lanes; counts by period where there are too many to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

import polars as pl

from detente.briefs import wording
from detente.briefs.names import country_name
from detente.errors import StoreError
from detente.measuring.periods import Frequency, period_of, periods
from detente.records import Event
from detente.store import EventFilter
from detente.web.case import Case
from detente.web.charts import Chart, Count, Item, Lane, Table, timeline
from detente.web.charts.timeline import rows_needed
from detente.web.filters import Parameters, Query, read_query
from detente.web.links import event_url
from detente.web.views.addresses import address
from detente.web.views.periods import period_name

Lanes = Literal["dyad", "type"]
# More events than that are counted by period instead of drawn one by one.
MOST_EVENTS: Final = 400
_MOST_LANES: Final = 12
# A lane with more rows than that is counted by period.
_MOST_ROWS: Final = 8
# Events without a date, of which only bounds are known, that are drawn.
_MOST_OPEN: Final = 8
# As many periods as there is room for, each wide enough to be hit.
_MOST_BINS: Final = 30
_LEAST_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Zoom:
    """A way to another stretch of time: its words, its first and last day, None for all of it."""

    words: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The timeline of the events that fit.

    Attributes:
        query: What is asked for.
        lanes: What makes a lane.
        chart: The drawing; its note says what is counted instead of drawn, and what is left out.
        total: Events that fit; `undated` those of them without a date, whose list is at `undated_href`.
        first, last: What is shown, None where nothing is dated.
        zooms: Ways to other stretches of time.
    """

    query: Query
    lanes: Lanes
    chart: Chart
    total: int
    undated: int
    undated_href: str
    list_href: str
    first: date | None
    last: date | None
    zooms: tuple[Zoom, ...]


def make_timeline(case: Case, parameters: Parameters) -> Timeline:
    """Return the timeline that parameters ask for: the filters of events, and `lanes=dyad|type`."""
    query = read_query(parameters)
    lanes: Lanes = "type" if "type" in parameters.getlist("lanes") else "dyad"
    try:
        return case.cached(("timeline", query, lanes), lambda: _made(case, query, lanes))
    except StoreError as error:
        if query.filter.q is None:
            raise
        # Words that cannot be searched for.
        other = replace(query, filter=replace(query.filter, q=None), problems=(*query.problems, f"q: {error}."))
        return _made(case, other, lanes)


def filter_parameters(chosen: EventFilter) -> dict[str, object]:
    """Return a filter as the parameters of an address."""
    return {
        "q": chosen.q,
        "country": list(chosen.countries),
        "source": chosen.source,
        "target": chosen.target,
        "dyad": "-".join(chosen.dyad) if chosen.dyad else None,
        "type": list(chosen.types),
        "status": list(chosen.statuses),
        "since": chosen.since,
        "until": chosen.until,
        "publisher": list(chosen.publishers),
        "actor": chosen.actor,
        "document": chosen.document,
        "incident": chosen.incident,
        "decision": chosen.decision,
        "contested": None if chosen.contested is None else int(chosen.contested),
        "dated": None if chosen.dated is None else int(chosen.dated),
    }


def _made(case: Case, query: Query, by: Lanes) -> Timeline:
    chosen = query.filter
    total = case.store.find_events(chosen, limit=1, judged=case.judged).total
    dated = replace(chosen, dated=True)
    undated = 0
    if chosen.dated is not True:
        undated = case.store.find_events(replace(chosen, dated=False), limit=1, judged=case.judged).total
    first, last = _span(case, dated)
    parameters = filter_parameters(chosen)
    if first is None or last is None:
        note = "No dated event fits." if total else "No event fits."
        chart = Chart("timeline", "Timeline", note, None, Table(("Lane", "When", "What"), ()), note)
    elif total <= MOST_EVENTS:
        chart = _single(case, chosen, by, first, last)
    else:
        chart = _counted(case, dated, by, first, last, total)
    return Timeline(
        query=query,
        lanes=by,
        chart=chart,
        total=total,
        undated=undated,
        undated_href=address(case, "/events", **(parameters | {"dated": 0})),
        list_href=address(case, "/events", **parameters),
        first=first,
        last=last,
        zooms=tuple(_zooms(first, last, chosen)) if first and last else (),
    )


def _span(case: Case, dated: EventFilter) -> tuple[date | None, date | None]:
    """Return the first and the last day that are shown: those asked for, else those of the events."""
    first, last = dated.since, dated.until
    if first is None or last is None:
        days = case.store.first_and_last(dated, judged=case.judged)
        if days is None:
            return None, None
        first, last = first or days[0], last or days[1]
        first, last = min(first, last), max(first, last)
    if (last - first).days < _LEAST_DAYS:
        last = first + timedelta(days=_LEAST_DAYS)
    return first, last


def _single(case: Case, chosen: EventFilter, by: Lanes, first: date, last: date) -> Chart:
    """Return the timeline with every event as a mark."""
    events = case.store.find_events(chosen, order="oldest", limit=MOST_EVENTS, judged=case.judged).items
    by_lane: dict[str, list[Item]] = {}
    open_: list[Item] = []
    for event in events:
        if event.date.start is not None:
            for lane in _lanes_of(event, by):
                by_lane.setdefault(lane, []).append(_item(case, event, first, last))
        elif event.date.earliest is not None or event.date.latest is not None:
            open_.append(_item(case, event, first, last))
    order = sorted(by_lane, key=lambda lane: (-len(by_lane[lane]), lane))
    shown, rest = order[:_MOST_LANES], order[_MOST_LANES:]
    freq = _bins(first, last)
    crowded = []
    lanes = []
    for name in shown:
        items = sorted(by_lane[name], key=lambda item: (item.start, item.end))
        label, narrowed = _lane(case, name, by, chosen)
        if rows_needed(items, first, last) > _MOST_ROWS:
            crowded.append(label)
            ranges = [(item.start, item.end) for item in items]
            lanes.append(Lane(label, narrowed, counts=_counts(case, chosen, name, by, ranges, first, last, freq)))
        else:
            lanes.append(Lane(label, narrowed, items=tuple(items)))
    bounded, loose = _open(open_, first, last)
    if bounded:
        href = address(case, "/events", **(filter_parameters(chosen) | {"dated": 0}))
        lanes.append(Lane("date not known", href, items=bounded))
    notes = []
    if crowded:
        notes.append(f"Too many to draw one by one, so counted by {freq}: {wording.listing(crowded)}.")
    if rest:
        many = sum(len(by_lane[lane]) for lane in rest)
        notes.append(f"{wording.count(len(rest), 'more ' + by)} with {wording.count(many, 'event')} not shown.")
    if loose:
        notes.append(f"Not drawn: {wording.count(loose, 'event')} without a date whose bounds are far apart or open.")
    return timeline("timeline", "Timeline", _told(bool(bounded)), lanes, first, last, note=" ".join(notes) or None)


def _counted(case: Case, dated: EventFilter, by: Lanes, first: date, last: date, total: int) -> Chart:
    """Return the timeline with the events of each lane counted by period."""
    frame = _days(case, dated, by)
    sizes = frame.group_by("lane").len().sort("len", "lane", descending=[True, False])
    freq = _bins(first, last)
    lanes = []
    for name in sizes["lane"].head(_MOST_LANES):
        label, href = _lane(case, name, by, dated)
        ranges = list(frame.filter(pl.col("lane") == name).select("first", "last").iter_rows())
        lanes.append(Lane(label, href, counts=_counts(case, dated, name, by, ranges, first, last, freq)))
    notes = [
        f"{total} events are too many to draw one by one, so they are counted by {freq}; a date of several "
        f"{'periods' if freq == 'week' else freq + 's'} counts in each. A shorter time or a filter shows single events."
    ]
    if sizes.height > _MOST_LANES:
        notes.append(f"The {_MOST_LANES} {by}s with most events of {sizes.height} are shown.")
    told = f"Events by {by} and {freq}; each number opens them."
    return timeline("timeline", "Timeline", told, lanes, first, last, note=" ".join(notes))


def _open(items: Sequence[Item], first: date, last: date) -> tuple[tuple[Item, ...], int]:
    """Return the events without a date whose bounds tell most, as many as are easy to read, and how many are left."""
    inside = [item for item in items if item.start > first or item.end < last]
    inside.sort(key=lambda item: (item.end - item.start, item.start))
    kept = inside[:_MOST_OPEN]
    return tuple(sorted(kept, key=lambda item: (item.start, item.end))), len(items) - len(kept)


def _days(case: Case, dated: EventFilter, by: Lanes) -> pl.DataFrame:
    """Return `lane`, `first` and `last` day of each event that fits, an event once for each of its lanes."""
    names: dict[int, tuple[str, ...]]
    if by == "type":
        types, rows = case.store.days_by_type(dated, judged=case.judged)
        names = {number: (name,) for number, name in types.items()}
    else:
        sides, rows = case.store.days_by_sides(dated, judged=case.judged)
        names = {number: _dyads(*both) for number, both in sides.items()}
    frame = pl.DataFrame(rows, schema={"of": pl.Int64, "first": pl.String, "last": pl.String}, orient="row")
    lanes = pl.DataFrame(
        [(number, lane) for number, of in names.items() for lane in of],
        schema={"of": pl.Int64, "lane": pl.String},
        orient="row",
    )
    return frame.with_columns(pl.col("first", "last").str.to_date()).join(lanes, on="of").drop("of")


def _counts(
    case: Case,
    chosen: EventFilter,
    name: str,
    by: Lanes,
    ranges: Sequence[tuple[date, date]],
    first: date,
    last: date,
    freq: Frequency,
) -> tuple[Count, ...]:
    """Return how many events of a lane may have happened in each period, with the address of their list."""
    found: Counter[date] = Counter()
    for start, end in ranges:
        for begin, _ in periods(max(start, first), min(end, last), freq):
            found[begin] += 1
    parameters = filter_parameters(chosen) | _narrowed(name, by) | {"dated": 1}
    counts = []
    for begin in sorted(found):
        # Of the first and the last period only the days that are shown.
        since, until = max(begin, first), min(period_of(begin, freq)[1], last)
        href = address(case, "/events", **(parameters | {"since": since, "until": until}))
        counts.append(Count(since, until, period_name(begin, freq), found[begin], href))
    return tuple(counts)


def _bins(first: date, last: date) -> Frequency:
    """Return the shortest period of which there is room for all."""
    days = (last - first).days + 1
    lengths: tuple[tuple[Frequency, int], ...] = (("day", 1), ("week", 7), ("month", 31), ("quarter", 92))
    return next((freq for freq, length in lengths if days / length <= _MOST_BINS), "year")


def _lanes_of(event: Event, by: Lanes) -> Iterable[str]:
    if by == "type":
        return (event.type,)
    return _dyads([one.country for one in event.source], [one.country for one in event.target])


def _dyads(sources: Iterable[str | None], targets: Iterable[str | None]) -> tuple[str, ...]:
    """Return the dyads between the countries of two sides."""
    others = [target for target in targets if target]
    pairs = {tuple(sorted((source, target))) for source in sources if source for target in others if source != target}
    return tuple("-".join(pair) for pair in sorted(pairs))


def _lane(case: Case, name: str, by: Lanes, chosen: EventFilter) -> tuple[str, str]:
    """Return the words of a lane and the address of its events."""
    href = address(case, "/events", **(filter_parameters(chosen) | _narrowed(name, by) | {"dated": 1}))
    if by == "type":
        return name, href
    a, b = name.split("-")
    return f"{country_name(a)} – {country_name(b)}", href


def _narrowed(name: str, by: Lanes) -> dict[str, object]:
    return {"type": name} if by == "type" else {"dyad": name}


def _item(case: Case, event: Event, first: date, last: date) -> Item:
    value = event.date
    known = value.start is not None and value.end is not None
    score = event.intensity
    return Item(
        start=(value.start if known else value.earliest) or first,
        end=(value.end if known else value.latest) or last,
        when=wording.when(value),
        said=wording.sentence(event),
        hue="neutral" if not score else "cooperation" if score > 0 else "conflict",
        href=address(case, event_url(event.id)),
        open=not known,
    )


def _told(any_open: bool) -> str:
    words = (
        "A dot is a day, a bar a longer date, of which one day or all are meant; blue is cooperation, orange conflict"
    )
    return f"{words}; dashed bars lie between the bounds of dates that are not known." if any_open else f"{words}."


def _zooms(first: date, last: date, chosen: EventFilter) -> Iterable[Zoom]:
    days = (last - first).days + 1
    half, third = timedelta(days=max(1, days // 2)), timedelta(days=max(1, days // 3))
    if first - date.min > half:
        yield Zoom("earlier", first - half, last - half)
    if date.max - last > half:
        yield Zoom("later", first + half, last + half)
    if days > _LEAST_DAYS * 2:
        yield Zoom("closer", first + third, last - third)
    if (chosen.since or chosen.until) and first - date.min > half and date.max - last > half:
        yield Zoom("wider", first - half, last + half)
        yield Zoom("all of it", None, None)
