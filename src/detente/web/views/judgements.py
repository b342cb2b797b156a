"""The list of judgements: who decided what and when, where reviewers disagree, and how far they agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, get_args

from detente.briefs import wording
from detente.records import DECISIONS, Decision, Event, Judgement
from detente.store import Found, Verdict
from detente.store.reviewers import Agreement
from detente.web.case import Case
from detente.web.filters import Parameters, Reader, among

State = Literal["standing", "disputed", "orphaned", "undone", "all"]
STATES: tuple[State, ...] = get_args(State)
STATE_WORDS: dict[State, str] = {
    "standing": "that stand",
    "disputed": "where reviewers disagree",
    "orphaned": "whose event is gone",
    "undone": "undone or replaced",
    "all": "all, also undone ones",
}


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement in the list.

    Attributes:
        event: The machine's event, or None where the store does not have it any more.
        sentence: The act in words, or None.
        stands: It was not undone, and its reviewer made no later one on the event.
        verdict: What the standing judgements on the event come to.
    """

    judgement: Judgement
    event: Event | None
    sentence: str | None
    stands: bool
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class JudgementList:
    """A page of judgements.

    Attributes:
        reviewer, decision, state: What the list is narrowed to.
        rows: The page.
        reviewers: Names and how many judgements of each stand.
        counts: How many judgements there are of each state.
        agreement: How far every two reviewers agree.
        problems: What could not be understood and is left out.
    """

    reviewer: str | None
    decision: Decision | None
    state: State
    rows: Found[JudgementRow]
    reviewers: tuple[tuple[str, int], ...]
    counts: tuple[tuple[State, str, int], ...]
    agreement: tuple[Agreement, ...]
    problems: tuple[str, ...]


def judgement_list(case: Case, parameters: Parameters) -> JudgementList:
    """Return the page of judgements that the parameters of a request ask for."""
    reader = Reader(parameters)
    reviewer, decision = reader.text("reviewer"), reader.one("decision", among(DECISIONS))
    state = reader.one("state", among(STATES)) or "standing"
    number, limit = reader.page(), reader.per_page()
    every = case.store.judgements(standing=False)
    by_state = states(case, every)
    fitting = [
        one
        for one in by_state[state]
        if (reviewer is None or one.reviewer == reviewer) and (decision is None or one.decision == decision)
    ]
    offset = (number - 1) * limit
    standing = {one.id for one in by_state["standing"]}
    return JudgementList(
        reviewer=reviewer,
        decision=decision,
        state=state,
        rows=Found(_rows(case, fitting[offset : offset + limit], standing), len(fitting), offset, limit),
        reviewers=tuple(Counter(one.reviewer for one in by_state["standing"]).most_common()),
        counts=tuple((one, STATE_WORDS[one], len(by_state[one])) for one in STATES),
        agreement=tuple(case.cached("agreement", case.store.agreement)),
        problems=tuple(reader.problems),
    )


def states(case: Case, every: list[Judgement]) -> dict[State, list[Judgement]]:
    """Return the judgements of each state, newest first."""
    standing = case.store.judgements()
    stand = {one.id for one in standing}
    verdicts = case.store.verdicts({one.event for one in standing})
    disputed = {event for event, verdict in verdicts.items() if verdict.outcome == "disputed"}
    return {
        "standing": standing,
        "disputed": [one for one in standing if one.event in disputed],
        "orphaned": case.store.judgements(orphaned=True),
        "undone": [one for one in every if one.id not in stand],
        "all": every,
    }


def _rows(case: Case, judgements: list[Judgement], standing: set[str]) -> tuple[JudgementRow, ...]:
    verdicts = case.store.verdicts([one.event for one in judgements])
    events = {name: case.store.event(name) for name in {one.event for one in judgements}}
    made = []
    for one in judgements:
        event = events[one.event]
        sentence = wording.sentence(event) if event else None
        made.append(JudgementRow(one, event, sentence, one.id in standing, verdicts.get(one.event)))
    return tuple(made)
