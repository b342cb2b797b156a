"""The frozen records of agreements: terms, steps, positions, deadlines.

Facts come from the ledger, whose evidence is a row of a reviewed table with the address on which it can be checked
(`Listed`), or from a text, whose evidence is a span of a document (`Quoted`). What is not known is `None`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeAlias, get_args

from detente.records import Attribution, DateValue, Span, Status, to_plain

AgreementKind = Literal[
    "alliance", "arms_control", "border", "cease_fire", "claims", "climate", "commerce", "cooperation", "declaration",
    "disarmament", "energy", "environment", "friendship", "human_rights", "institution", "intelligence", "migration",
    "military", "normalisation", "peace", "resolution", "science", "status_of_forces", "trade", "transit", "water",
]  # fmt: skip
StepKind = Literal[
    "proposed", "negotiated", "initialled", "signed", "ratified", "acceded", "in_force", "extended", "notice_given",
    "notice_suspended", "notice_withdrawn", "suspended", "resumed", "reviewed", "amended", "withdrawn", "terminated",
    "expired", "violated", "replaced",
]  # fmt: skip
RenewalKind = Literal["never", "express", "tacit"]
CountedFrom = Literal["term_end", "notice", "receipt"]
Effect = Literal["same_date", "first_of_month", "first_of_next_month", "end_of_year", "end_of_next_year"]
Stance = Literal["keep", "end", "change", "join", "suspend", "resume", "extend", "undecided"]
ReviewKind = Literal["review", "milestone"]
DeadlineKind = Literal[
    "last_day_for_notice", "last_day_in_force", "term_end", "lapse", "withdrawal", "review", "milestone"
]
StateOfAgreement = Literal[
    "proposed", "negotiated", "initialled", "signed", "in_force", "notice_given", "suspended", "terminated", "expired",
    "replaced",
]  # fmt: skip

# A field called `date` hides the type of that name from the fields after it.
Day: TypeAlias = date

AGREEMENT_KINDS: tuple[AgreementKind, ...] = get_args(AgreementKind)
STEP_KINDS: tuple[StepKind, ...] = get_args(StepKind)
RENEWAL_KINDS: tuple[RenewalKind, ...] = get_args(RenewalKind)
COUNTED_FROM: tuple[CountedFrom, ...] = get_args(CountedFrom)
EFFECTS: tuple[Effect, ...] = get_args(Effect)
STANCES: tuple[Stance, ...] = get_args(Stance)
# What a stance is called after the name of who holds it.
STANCE_WORDS: dict[Stance, str] = {
    "keep": "wants it kept",
    "end": "wants it ended, or is against it",
    "change": "wants it changed",
    "join": "wants to conclude or join it",
    "suspend": "wants it suspended",
    "resume": "wants it taken up again",
    "extend": "wants it extended",
    "undecided": "has not decided about it",
}
REVIEW_KINDS: tuple[ReviewKind, ...] = get_args(ReviewKind)
DEADLINE_KINDS: tuple[DeadlineKind, ...] = get_args(DeadlineKind)


@dataclass(frozen=True, slots=True)
class Listed:
    """Evidence that is a row of a reviewed table.

    Attributes:
        table: The table, for instance `agreements/ledger.csv`, or the path of a user's file.
        line: Its line, counted from 1.
        url: Where the fact can be checked; None where a user's file names no address.
    """

    table: str
    line: int
    url: str | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """Evidence that is a span of a document's clean text."""

    document: str
    path: str
    span: Span


Evidence: TypeAlias = Listed | Quoted


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in calendar units, for instance three months; all units are at least 0."""

    years: int = 0
    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if min(self.years, self.months, self.days) < 0:
            raise ValueError(f"a period has no negative unit: {self.years}, {self.months}, {self.days}")

    def __str__(self) -> str:
        """Return it as an ISO 8601 duration, "P90D", "P1Y6M"; nothing at all is "P0D"."""
        parts = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        return "P" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0D")

    @property
    def words(self) -> str:
        """It in words, "90 days", "1 year and 6 months"."""
        parts = ((self.years, "year"), (self.months, "month"), (self.days, "day"))
        said = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
        return " and ".join(said) or "0 days"

    @property
    def empty(self) -> bool:
        """Whether it has no length."""
        return not (self.years or self.months or self.days)


@dataclass(frozen=True, slots=True)
class Term:
    """How long an agreement lasts.

    Attributes:
        kind: `fixed` for a length, `until` for a stated end, `indefinite`.
        period: Length of the first term, counted from entry into force; given for `fixed`.
        until: Stated last day; given for `until`.
    """

    kind: Literal["fixed", "until", "indefinite"]
    period: Period | None = None
    until: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Renewal:
    """What happens when a term ends.

    Attributes:
        kind: `never`: it lapses for good; `express`: it goes on if the parties say so; `tacit`: unless one gives notice.
        period: Length of each further term; None where not known, or where the renewal is without limit.
        times: How many renewals the agreement allows, None for any number.
        unlimited: A renewal makes it indefinite.
    """

    kind: RenewalKind
    period: Period | None = None
    times: int | None = None
    unlimited: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice by which a party ends or leaves an agreement.

    Attributes:
        period: How long before, or how long it takes.
        counted_from: `term_end`: it must be given at least `period` before the end of the current term (not the first
            one only); `notice`, `receipt`: the agreement ends for the party `period` after notice is given or received.
        effect: On which day the end falls once the period has run; `first_of_month`: the first day of the month in
            which it runs out; `first_of_next_month`: of the month after; `end_of_year`: 31 December of the year in
            which it runs out; `end_of_next_year`: 31 December of the year after notice, whatever the period.
        not_before: No notice may be given until this long after entry into force.
    """

    period: Period
    counted_from: CountedFrom
    effect: Effect = "same_date"
    not_before: Period | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A review that an agreement sets down.

    Attributes:
        name: What it is called, "review conference".
        first: The first date, due or held.
        every: Time from one to the next; None where there is one only.
        last: The last one due, or None.
        kind: `review`, or `milestone` for a day on which something else than a review falls due.
    """

    name: str
    first: date
    every: Period | None = None
    last: date | None = None
    kind: ReviewKind = "review"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of an agreement.

    Attributes:
        kind: What happened; `notice_given` to end or leave it, `withdrawn`: a party left (the agreement may live on),
            `terminated`: it ended for all.
        party: Who took it, alpha-3 or body code; None where all did or it is not known.
        status: `happened`, or what the text makes of it: planned, threatened, denied, hypothetical.
        until: For `extended`: the new last day in force, where stated.
        effective: For a notice, suspension or end: the day on which it takes effect, where stated.
        alleged_by: For `violated`: who says so.
        note: A few words more, or None.
    """

    kind: StepKind
    date: DateValue
    party: str | None = None
    status: Status = "happened"
    evidence: tuple[Evidence, ...] = ()
    until: Day | None = None
    effective: Day | None = None
    alleged_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Who wants what of an agreement.

    Attributes:
        actor: Who wants it, as an id of the tables of actors or as named.
        name: The actor in words.
        country: Whose actor it is.
        condition: On what condition, in the words of the text.
        attribution: By whose account, innermost first.
    """

    actor: str
    name: str
    country: str | None
    stance: Stance
    date: DateValue
    condition: str | None = None
    attribution: tuple[Attribution, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which something about an agreement falls due.

    Attributes:
        agreement: Id of the agreement.
        date: The day, in the time of the parties.
        kind: What falls due. `lapse` is the first day on which it is no longer in force, `last_day_in_force` the day before
            it; `term_end` the last day of a term that goes on by itself, with no known last day for notice before it;
            `withdrawal` the day on which one party of several is out.
        rule: How the day was found, in words.
        number: Which term, review or notice of the party, counted from 1; None where there is no count.
        moment: The instant, with time zone, where all parties share it: the end of the last day for notice, the lapse.
        window: The first and the last such instant where the parties' clocks differ.
        party: Whom it concerns, None for all.
        evidence: Rows or spans of the facts that it was computed from.
        name: What falls due, where an agreement has several of the kind ("review conference"), else None.
    """

    agreement: str
    date: Day
    kind: DeadlineKind
    rule: str
    number: int | None = None
    moment: datetime | None = None
    window: tuple[datetime, datetime] | None = None
    party: str | None = None
    evidence: tuple[Evidence, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """One account of a fact."""

    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Accounts of one fact that differ, all kept; `field` is a field of `Agreement`, `deadlines` for a day."""

    field: str
    claims: tuple[Claimed, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A pact with its parties, dates, terms and what became of it.

    Attributes:
        id: Id in the ledger, the same as in the tables of things; `content_id("agr", …)` for one known from text only.
        names: The first is the usual name; the others aliases, also in other languages.
        parties: Alpha-3 codes, or body codes such as `EU`; empty where open to all states or not known.
        signed: Day of signature, adoption or announcement.
        in_force: Day on which it entered into force or took effect.
        withdrawal, suspension: The rule in words, None where not known.
        successor: Id of the agreement that took its place.
        zone: IANA time zone in which its days are counted where one was agreed on or is plain, else None.
        sources: Where the facts can be checked, and the spans they were read from.
    """

    id: str
    names: tuple[str, ...]
    kind: AgreementKind | None = None
    parties: tuple[str, ...] = ()
    signed: DateValue | None = None
    in_force: DateValue | None = None
    term: Term | None = None
    renewal: Renewal | None = None
    notice: Notice | None = None
    withdrawal: str | None = None
    suspension: str | None = None
    successor: str | None = None
    zone: str | None = None
    reviews: tuple[Review, ...] = ()
    steps: tuple[Step, ...] = ()
    positions: tuple[Position, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    sources: tuple[Evidence, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def to_plain_agreement(record: Any) -> Any:
    """Return `record` as `to_plain` does, with periods as ISO 8601 durations and moments with their offset."""
    if isinstance(record, Period):
        return str(record)
    if is_dataclass(record) and not isinstance(record, type | DateValue | Span):
        return {f.name: to_plain_agreement(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, Mapping):
        return {str(key): to_plain_agreement(value) for key, value in record.items()}
    if isinstance(record, list | tuple):
        return [to_plain_agreement(item) for item in record]
    return to_plain(record)
