"""The short answer: a few plain sentences, each with what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from detente.briefs import wording
from detente.briefs.names import country_in_text
from detente.briefs.parts import Line, Statement, Turn
from detente.briefs.sections import Agreements, Answer, Disputes, Editions, Index, Positions
from detente.measuring import Publishers
from detente.records import EventType, Status

# What an act of a type is called when acts are counted: one, several.
_TYPE_NOUNS: dict[EventType, tuple[str, str]] = {
    "AGREE": ("agreement or promise", "agreements or promises"),
    "CONSULT": ("meeting", "meetings"),
    "SUPPORT": ("act of support", "acts of support"),
    "CONCEDE": ("concession", "concessions"),
    "COOPERATE": ("joint action", "joint actions"),
    "AID": ("act of aid", "acts of aid"),
    "RETREAT": ("easing of measures", "easings of measures"),
    "REQUEST": ("demand", "demands"),
    "ACCUSE": ("accusation or criticism", "accusations or criticisms"),
    "REJECT": ("refusal", "refusals"),
    "THREATEN": ("threat", "threats"),
    "PROTEST": ("demonstration", "demonstrations"),
    "MOBILIZE": ("mobilisation", "mobilisations"),
    "SANCTION": ("sanction or cut in relations", "sanctions or cuts in relations"),
    "COERCE": ("act of coercion", "acts of coercion"),
    "ASSAULT": ("attack", "attacks"),
}
_STATUS_NOUNS: dict[Status, str] = {
    "happened": "done",
    "ongoing": "still going on",
    "planned": "planned",
    "threatened": "threatened",
    "denied": "denied",
    "hypothetical": "only possible",
}
_DONE: frozenset[Status] = frozenset({"happened", "ongoing"})
# How many of a kind the short answer names; the sections have them all.
_MOST_TURNS = 4
_MOST_TYPES = 3
_MOST_OF_DOCUMENTS = 3
_MOST_HOLDERS = 4


def answer_of(
    dyad: tuple[str, str],
    shown: Sequence[Line],
    publishers: Publishers,
    index: Index,
    editions: Editions,
    agreements: Agreements,
    positions: Positions,
    disputes: Disputes,
) -> Answer:
    """Sum up the sections of a brief."""
    first, second = (country_in_text(code) for code in dyad)
    statements: list[Statement] = []
    if not shown:
        statements.append(Statement(f"No act between {first} and {second} was found.", ("coverage",)))
    else:
        statements += _scope((first, second), shown, publishers)
        statements += _course(index)
        statements += _latest(shown)
        statements += _of_sign(shown, "conflict", -1, "gravest")
        statements += _of_sign(shown, "cooperation", 1, "friendliest")
        statements += _announced(shown)
    statements += _documents(editions)
    statements += _pacts(agreements, positions)
    statements += _disputed(disputes)
    statements += _thin(shown)
    return Answer(tuple(statements))


def _scope(names: tuple[str, str], shown: Sequence[Line], publishers: Publishers) -> Iterator[Statement]:
    """Say how much is known: acts, their time, their statuses, the documents."""
    documents = {report.document for line in shown for report in line.reports}
    days = sorted(line.date.start for line in shown if line.date.start)
    span = f" from {wording.day(days[0])} to {wording.day(_last_day(shown))}" if days else ""
    statuses = Counter(line.status for line in shown)
    told = [f"{n} {_STATUS_NOUNS[status]}" for status in _STATUS_NOUNS if (n := statuses[status])]
    independent = wording.count(publishers.count(documents), "independent publisher")
    reports = "reports" if len(documents) == 1 else "report"
    yield Statement(
        f"{wording.count(len(documents), 'document')} from at least {independent} {reports} "
        f"{wording.count(len(shown), 'act')} between {names[0]} and {names[1]}{span}: {wording.listing(told)}.",
        ("coverage",),
    )


def _last_day(shown: Sequence[Line]) -> date:
    return max(line.date.end for line in shown if line.date.end)


def _course(index: Index) -> Iterator[Statement]:
    """Say how the level moved and when it turned, or that there is not enough for that."""
    if not index.enough:
        yield Statement(index.note, ("index",))
        return
    levels = [(month.level, month) for month in index.months if month.level is not None]
    if levels:
        worst, when = min(levels, key=lambda pair: pair[0].net)
        last, month = levels[-1]
        said = f"The level of relations was lowest in {when.title}, at {_level(worst.net, worst.low, worst.high)}"
        if month.start != when.start:
            said += f", and stood at {_level(last.net, last.low, last.high)} in {month.title}, the last month counted"
        groups = (one.group for one in (when, month) if one.group is not None)
        yield Statement(f"{said}.", (*dict.fromkeys(groups), "index"))
    if index.turns:
        most = sorted(index.turns, key=lambda turn: -turn.probability)[:_MOST_TURNS]
        chosen = sorted(most, key=lambda turn: turn.id)
        rest = len(index.turns) - len(chosen)
        more = f" and at {wording.count(rest, 'further time')}" if rest else ""
        said = wording.listing(_turned(turn) for turn in sorted(chosen, key=lambda turn: (turn.month, turn.direction)))
        yield Statement(f"Relations turned {said}{more}.", tuple(turn.id for turn in chosen))


def _turned(turn: Turn) -> str:
    return f"for the {turn.direction} in {turn.title} (probability {turn.probability:.2f})"


def _level(value: float, low: float, high: float) -> str:
    return f"{wording.signed(value)} (90 % interval {wording.signed(low)} to {wording.signed(high)})"


def _latest(shown: Sequence[Line]) -> Iterator[Statement]:
    done = [
        line for line in shown if line.status in _DONE and line.date.end is not None and line.date.precision != "year"
    ]
    if done:
        last = max(
            done, key=lambda line: (line.date.end or date.min, line.publishers, line.reports[0].event.confidence)
        )
        yield Statement(f"The last act known, {last.when}: {last.sentence}", (last.id,))


def _of_sign(shown: Sequence[Line], name: str, sign: int, most: str) -> Iterator[Statement]:
    """Say how many counted acts are of one sign, of what kinds, and which weighs most of those that were done."""
    part = [line for line in shown if line.counted and line.intensity and line.intensity * sign > 0]
    if not part:
        yield Statement(f"No act of {name} is counted.", ("index",))
        return
    total = wording.signed(sum(line.intensity or 0 for line in part))
    kinds = Counter(line.reports[0].event.type for line in part)
    said = [wording.count(n, *_TYPE_NOUNS[kind]) for kind, n in kinds.most_common(_MOST_TYPES)]
    rest = len(part) - sum(n for _, n in kinds.most_common(_MOST_TYPES))
    said += [wording.count(rest, "other", "others")] if rest else []
    verb = "is" if len(part) == 1 else "are"
    yield Statement(
        f"{wording.count(len(part), f'act of {name}', f'acts of {name}')} {verb} counted, {total} in sum: "
        f"{wording.listing(said)}.",
        tuple(line.id for line in part),
    )
    done = [line for line in part if line.status in _DONE]
    if not done:
        return
    score = max((line.intensity or 0) * sign for line in done)
    equal = [line for line in done if (line.intensity or 0) * sign == score]
    # Of acts that weigh the same, one that is not claimed by one side only, that most publishers bear out, the surest.
    top = max(
        equal,
        key=lambda line: (
            not line.contested, line.publishers, line.reports[0].event.confidence, line.date.end or date.min, line.id
        ),
    )  # fmt: skip
    lead = f"The {most} act done" if len(equal) == 1 else f"One of the {len(equal)} {most} acts done (equal score)"
    only = " Only one side says so." if top.contested else ""
    yield Statement(f"{lead}, {top.when}: {top.sentence}{only}", (top.id,))


def _announced(shown: Sequence[Line]) -> Iterator[Statement]:
    """Say what was planned or threatened and is not told as done."""
    open_ = [line for line in shown if line.status in {"planned", "threatened"}]
    if not open_:
        return
    last = max(open_, key=lambda line: (line.date.end or date.min, line.publishers, line.id))
    statuses = Counter(line.status for line in open_)
    said = [f"{n} {_STATUS_NOUNS[status]}" for status in ("planned", "threatened") if (n := statuses[status])]
    yield Statement(
        f"Not told as done: {wording.listing(said)}; the latest, {last.when}: {last.sentence}",
        (last.id, *(line.id for line in open_ if line is not last)),
    )


def _documents(editions: Editions) -> Iterator[Statement]:
    for paper in editions.papers:
        if paper.signals:
            top = paper.signals[0]
            yield Statement(f"{paper.title}. {top.text}", (top.id,))
    told = [
        one for one in editions.reported if not one.text.partition(" is reported to ")[2].startswith(("have", "be exp"))
    ]
    for said in told[:_MOST_OF_DOCUMENTS]:
        yield Statement(said.text, (said.id,))


def _pacts(agreements: Agreements, positions: Positions) -> Iterator[Statement]:
    due = [(one.date, pact, one) for pact in agreements.pacts for one in pact.dates]
    if due:
        _, pact, one = min(due, key=lambda item: (item[0], item[1].id))
        yield Statement(f"The next date of an agreement is {one.when}: {one.what} ({pact.name}).", (pact.id,))
    for stand in positions.stands:
        holders: dict[str, dict[str, None]] = {}
        for wish in stand.wishes:
            holders.setdefault(wish.stance, {})[wish.who] = None
        said = "; ".join(_wanting([*who], stance) for stance, who in holders.items())
        yield Statement(f"{stand.name}: {said}.", tuple(wish.id for wish in stand.wishes))


def _wanting(who: Sequence[str], stance: str) -> str:
    """Return who wants one thing: "South Korea and the United States want it kept"."""
    named = [
        *who[:_MOST_HOLDERS],
        *([wording.count(len(who) - _MOST_HOLDERS, "other")] if len(who) > _MOST_HOLDERS else []),
    ]
    verb = stance if len(who) == 1 else stance.replace("wants", "want", 1).replace("has not", "have not", 1)
    return f"{wording.listing(named)} {verb if len(who) == 1 else verb.replace('or is', 'or are')}"


def _disputed(disputes: Disputes) -> Iterator[Statement]:
    words = {
        "denied": ("act is denied by other reports", "acts are denied by other reports"),
        "differs": ("detail differs between reports", "details differ between reports"),
        "one side": ("act is claimed by one side only", "acts are claimed by one side only"),
    }
    for about, (one, several) in words.items():
        found = [dispute.id for dispute in disputes.disputes if dispute.about == about]
        if found:
            yield Statement(f"{wording.count(len(found), one, several)}.", tuple(found))


def _thin(shown: Sequence[Line]) -> Iterator[Statement]:
    single = [line.id for line in shown if line.publishers == 1]
    if len(single) * 2 > len(shown):
        whole = wording.count(len(shown), "act")
        said = f"{len(single)} of the {whole} rest" if len(single) < len(shown) else f"All {whole} rest"
        said = "The one act rests" if len(shown) == 1 else said
        yield Statement(f"{said} on one publisher alone.", ("coverage",))
