"""What texts tell of an agreement laid beside what the ledger knows: nothing is overwritten, nothing averaged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from detente.agreements.calendar import after
from detente.agreements.deadlines import written
from detente.agreements.records import (
    Agreement,
    Claimed,
    Contradiction,
    Deadline,
    Evidence,
    Notice,
    Period,
    Position,
    Quoted,
    Renewal,
    Step,
    StepKind,
    Term,
)
from detente.agreements.standing import day_of, terms
from detente.agreements.stated import FromStart, Stated
from detente.records import DateValue

# Days named for one and the same end, or one and the same last day for notice, differ by no more than this.
_SAME_EVENT = timedelta(days=10)
# What news calls reaching or concluding is, where the ledger has a signature of that time, the signature.
_LIKE: dict[StepKind, frozenset[StepKind]] = {
    "negotiated": frozenset({"negotiated", "signed"}),
    "terminated": frozenset({"terminated", "withdrawn", "expired"}),
    "withdrawn": frozenset({"withdrawn", "terminated"}),
    "expired": frozenset({"expired", "terminated"}),
}


@dataclass(slots=True)
class Gathered:
    """What the documents tell of one agreement.

    Attributes:
        stated: Terms with their evidence, in the order in which they were read.
        seen: First day on which a document that speaks of it came out, the latest of them; None where none is dated.
    """

    stated: list[tuple[Stated, Quoted]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    sources: list[Evidence] = field(default_factory=list)
    seen: date | None = None


def add(into: Gathered, more: Gathered) -> None:
    """Add what further documents tell of the same agreement; `more` stays as it is."""
    into.stated += more.stated
    into.steps += more.steps
    into.positions += more.positions
    into.seen = max((day for day in (into.seen, more.seen) if day is not None), default=None)


def with_steps(base: Agreement, told: Iterable[Step]) -> Agreement:
    """Return `base` with its own steps, those that its dates stand for, and those told, each once, in order of time."""
    steps = list(base.steps)
    for kind, value in (("signed", base.signed), ("in_force", base.in_force)):
        if value is not None and not any(s.kind == kind and s.status == "happened" for s in steps):
            steps.append(Step(kind, value, evidence=base.sources))  # type: ignore[arg-type]  # both are kinds of step
    contradictions = list(base.contradictions)
    for step in told:
        # Of several that an undated account may mean, it means the latest.
        at = max(
            (i for i, known in enumerate(steps) if _same(known, step)), key=lambda i: _in_order(steps[i]), default=None
        )
        if at is not None:
            steps[at] = _joined(steps[at], step)
            continue
        other = next((known for known in steps if _contradicts(known, step)), None)
        if other is not None:
            contradictions.append(
                _contradiction(step.kind, [(_dated(other.date), other.evidence), (_dated(step.date), step.evidence)])
            )
        steps.append(step)
    return replace(base, steps=tuple(sorted(steps, key=_in_order)), contradictions=tuple(contradictions))


def _same(known: Step, step: Step) -> bool:
    if step.kind != known.kind and known.kind not in _LIKE.get(step.kind, frozenset()):
        return False
    if (step.status == "happened") != (known.status == "happened"):
        return False
    if None not in {known.party, step.party} and known.party != step.party:
        return False
    # "Until 5 February" may be the last day in force or the day of the lapse.
    if step.until is not None and known.until is not None and abs(step.until - known.until) > timedelta(days=1):
        return False
    return _meet(known.date, step.date)


def _meet(one: DateValue, other: DateValue) -> bool:
    """Tell whether two dates can be of one act; dates that are unknown meet only one another or what they are bounded by."""
    if one.start is None or other.start is None:
        if one.start is None and other.start is None:
            return True
        known, unknown = (one, other) if other.start is None else (other, one)
        return unknown.latest is not None and known.end is not None and known.end <= unknown.latest
    assert one.end is not None
    assert other.end is not None
    near = timedelta(days=1) if one.precision == other.precision == "day" else timedelta(0)
    return one.start <= other.end + near and other.start <= one.end + near


def _contradicts(known: Step, step: Step) -> bool:
    """Tell whether two accounts give one act that is done but once, signing or entry into force, different dates."""
    once = step.kind == known.kind and step.kind in {"signed", "in_force"} and step.status == known.status == "happened"
    dated = step.date.start is not None and known.date.start is not None
    return once and dated and known.party is None and step.party is None


def _joined(known: Step, step: Step) -> Step:
    finer = step.date if _width(step.date) < _width(known.date) else known.date
    return replace(
        known,
        date=finer,
        party=known.party or step.party,
        until=known.until or step.until,
        effective=known.effective or step.effective,
        alleged_by=known.alleged_by or step.alleged_by,
        evidence=_union(known.evidence, step.evidence),
    )


def _width(value: DateValue) -> timedelta:
    return timedelta.max if value.start is None or value.end is None else value.end - value.start


def _in_order(step: Step) -> tuple[date, date]:
    last = step.date.end or step.date.latest or date.max
    return last, step.date.start or step.date.earliest or last


def _union(one: tuple[Evidence, ...], other: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def with_terms(base: Agreement, stated: Sequence[tuple[Stated, Quoted]]) -> Agreement:
    """Return `base` with the terms that texts state where it has none, and each account that differs beside the others."""
    found = base
    for name, claims in (
        ("term", [(_as_term(base, s), q) for s, q in stated if s.kind in {"term", "counted_from_signature"}]),
        ("renewal", [(s.value, q) for s, q in stated if isinstance(s.value, Renewal)]),
        ("notice", _of_one_sort(found, [(s.value, q) for s, q in stated if isinstance(s.value, Notice)])),
    ):
        found = _settle(found, name, [(v, q) for v, q in claims if v is not None])
    found = _withdrawal(found, stated)
    start = [(s.value, q) for s, q in stated if isinstance(s.value, FromStart)]
    if found.in_force is None and start and found.signed is not None and start[0][0].act == "signature":
        signed = day_of(found.signed)
        if signed is not None:
            day = after(signed, start[0][0].period)
            found = replace(found, in_force=DateValue(day, day, "day"), sources=_union(found.sources, (start[0][1],)))
    return found


def _of_one_sort(base: Agreement, claims: list[tuple[Notice, Quoted]]) -> list[tuple[Notice, Quoted]]:
    """Keep the notices of one sort: a treaty may have one before the end of a term, and another at any time."""
    ends = [c for c in claims if c[0].counted_from == "term_end"]
    own = base.notice.counted_from == "term_end" if base.notice is not None else bool(ends)
    return ends if own else [c for c in claims if c not in ends]


def _withdrawal(base: Agreement, stated: Sequence[tuple[Stated, Quoted]]) -> Agreement:
    """Keep in words the notice at any time that a text states beside the one before the end of a term."""
    other = [(s.value, q) for s, q in stated if isinstance(s.value, Notice) and s.value.counted_from != "term_end"]
    if base.withdrawal is not None or not other or base.notice is None or base.notice.counted_from != "term_end":
        return base
    return replace(base, withdrawal=said(other[0][0]), sources=_union(base.sources, (other[0][1],)))


def _as_term(base: Agreement, stated: Stated) -> Term | None:
    value = stated.value
    assert isinstance(value, Term)
    if stated.kind == "counted_from_signature" and value.period is not None:
        signed = day_of(base.signed)
        if signed is not None and day_of(base.in_force) != signed:
            last = after(signed, value.period) - timedelta(days=1)
            return Term("until", value.period, DateValue(last, last, "day"))
    return value


def _settle(base: Agreement, name: str, claims: Sequence[tuple[Term | Renewal | Notice, Quoted]]) -> Agreement:
    own = getattr(base, name)
    if not claims:
        return base
    values: dict[str, list[Evidence]] = {}
    if own is not None:
        values[said(own)] = list(base.sources)
    for value, evidence in claims:
        mine = next((key for key, known in _values(own, claims) if key in values and agrees(known, value)), said(value))
        values.setdefault(mine, []).append(evidence)
    found = base
    if own is None and len(values) == 1:
        best = max((value for value, _ in claims), key=lambda v: len(said(v)))
        found = _filled(replace(found, sources=_union(found.sources, tuple(q for _, q in claims))), best)
    if len(values) > 1:
        entry = _contradiction(name, [(value, tuple(dict.fromkeys(evidence))) for value, evidence in values.items()])
        found = replace(found, contradictions=(*found.contradictions, entry))
    return found


def _filled(base: Agreement, value: Term | Renewal | Notice) -> Agreement:
    if isinstance(value, Term):
        return replace(base, term=value)
    return replace(base, renewal=value) if isinstance(value, Renewal) else replace(base, notice=value)


def _values(
    own: Term | Renewal | Notice | None, claims: Sequence[tuple[Term | Renewal | Notice, Quoted]]
) -> list[tuple[str, Term | Renewal | Notice]]:
    return [(said(value), value) for value in ([own] if own is not None else []) + [v for v, _ in claims]]


def agrees(known: Term | Renewal | Notice, told: Term | Renewal | Notice) -> bool:
    """Tell whether two accounts of a term do not exclude one another: news leaves out what a treaty spells out.

    A year is twelve months and, where news counts in other units, ninety days three months.
    """
    if isinstance(known, Renewal) and isinstance(told, Renewal):
        return known.kind == told.kind and (
            known.period is None or told.period is None or _alike(known.period, told.period)
        )
    if isinstance(known, Notice) and isinstance(told, Notice):
        froms = {known.counted_from, told.counted_from}
        return _alike(known.period, told.period) and (len(froms) == 1 or froms == {"notice", "receipt"})
    if isinstance(known, Term) and isinstance(told, Term):
        if known.kind == told.kind == "fixed" and known.period and told.period:
            return _alike(known.period, told.period)
        if "indefinite" in {known.kind, told.kind}:
            return known.kind == told.kind
        return known.until is None or told.until is None or _meet(known.until, told.until)
    return False


def _alike(one: Period, other: Period) -> bool:
    months = (one.years * 12 + one.months, other.years * 12 + other.months)
    return months[0] == months[1] and one.days == other.days


def said(value: Term | Renewal | Notice) -> str:
    """Return a term in words."""
    if isinstance(value, Renewal):
        further = " without limit" if value.unlimited else f" for {value.period.words}" if value.period else ""
        return f"{value.kind}{further}"
    if isinstance(value, Notice):
        counted = {
            "term_end": "before the end of the term",
            "notice": "from notice",
            "receipt": "from receipt of notice",
        }
        return f"{value.period.words} {counted[value.counted_from]}"
    if value.kind == "indefinite":
        return "indefinite"
    if value.until is not None:
        return f"until {_dated(value.until)}"
    return value.period.words if value.period else value.kind


def with_days(base: Agreement, stated: Sequence[tuple[Stated, Quoted]]) -> Agreement:
    """Return `base` with the days that texts name for its end and for notice, and those accounts that differ, side by side."""
    found = base
    for kind, field_kind in (("last_day_for_notice", "last_day_for_notice"), ("lapse", "lapse")):
        days: dict[date, list[Quoted]] = {}
        for one, quote in stated:
            if (
                one.kind == kind
                and isinstance(one.value, DateValue)
                and one.value.precision == "day"
                and one.value.start
            ):
                days.setdefault(one.value.start, []).append(quote)
        listed = _listed(base, kind)
        for day, quotes in sorted(days.items()):
            words = "last day for notice" if kind == "last_day_for_notice" else "end"
            rule = f"{words} as the text states it: “{_quote(stated, day, kind)}”"
            made = Deadline(base.id, day, field_kind, rule, evidence=tuple(quotes))  # type: ignore[arg-type]
            found = replace(found, deadlines=(*found.deadlines, made))
        found = replace(found, contradictions=(*found.contradictions, *_clashes(base, days, listed)))
    return _with_end(found, stated)


def _quote(stated: Sequence[tuple[Stated, Quoted]], day: date, kind: str) -> str:
    one = next(s for s, _ in stated if s.kind == kind and isinstance(s.value, DateValue) and s.value.start == day)
    return " ".join(one.span.quote.split())


def _listed(base: Agreement, kind: str) -> list[date]:
    """Return the days that the ledger's terms give for the ends of terms, near enough to be compared."""
    if kind != "lapse" or base.in_force is None:
        return []
    found: list[date] = []
    for run in terms(base, date.max):
        if run.lapse is None or len(found) > 100:
            break
        found.append(run.lapse)
    return found


def _clashes(base: Agreement, days: dict[date, list[Quoted]], listed: Sequence[date]) -> Iterable[Contradiction]:
    """Yield the days that several accounts give for one end: those that lie within a few days of one another."""
    left = sorted(days)
    while left:
        group = [d for d in left if d - left[0] <= _SAME_EVENT]
        left = left[len(group) :]
        claims: list[tuple[str, tuple[Evidence, ...]]] = [(written(d), tuple(days[d])) for d in group]
        # What ends at 00:00 on the 23rd has its last day on the 22nd, so that both days agree with the ledger.
        near = [d for d in listed if abs(d - group[0]) <= _SAME_EVENT and not {d, d - timedelta(days=1)} & set(group)]
        claims += [(f"{written(d)} (by its terms)", base.sources) for d in near]
        if len(claims) > 1:
            yield _contradiction("deadlines", claims)


def _with_end(base: Agreement, stated: Sequence[tuple[Stated, Quoted]]) -> Agreement:
    """Take a stated end as the term of an agreement of which nothing else tells how long it lasts."""
    ends = [(s.value, q) for s, q in stated if s.kind == "lapse" and isinstance(s.value, DateValue)]
    if base.term is not None or (base.renewal is not None and base.renewal.kind == "tacit") or not ends:
        return base
    firm = [c for c in base.contradictions if c.field in {"deadlines", "term"}]
    if firm or len({v.start for v, _ in ends}) > 1:
        return base
    value = DateValue(ends[0][0].start, ends[0][0].end, ends[0][0].precision, ends[0][0].text)
    return replace(base, term=Term("until", until=value), sources=_union(base.sources, tuple(q for _, q in ends)))


def _dated(value: DateValue) -> str:
    if value.start is None:
        return "unknown"
    if value.precision == "day":
        return written(value.start)
    return value.text or f"{value.start.isoformat()} to {value.end.isoformat() if value.end else '?'}"


def _contradiction(name: str, claims: Iterable[tuple[str, tuple[Evidence, ...]]]) -> Contradiction:
    return Contradiction(name, tuple(Claimed(value, evidence) for value, evidence in claims))
