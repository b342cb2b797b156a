"""Acts done with words: promises, threats, requests, accusations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.coding.clauses import Clause, clause_of, lemma_of
from detente.coding.drafts import Draft
from detente.coding.framing import Frame, frame_of
from detente.coding.lexicon import Pattern, verb_effects, word_list
from detente.coding.matching import match_verb
from detente.coding.ontology import is_hostile
from detente.coding.participants import Found, Scene, named
from detente.coding.sides import others, speakers_of
from detente.records import EventType

# CAMEO code of an intent by the type of what is intended.
AGREED_CODES: dict[EventType, str] = {
    "CONSULT": "036",
    "AID": "033",
    "COOPERATE": "031",
    "RETREAT": "035",
    "SUPPORT": "032",
}

_REQUEST_MODES = {
    "meet": frozenset("meet talk negotiate return come visit attend consult discuss resume hold join sit".split()),
    "yield": frozenset(
        "stop end halt lift withdraw release free cease refrain retract remove suspend reverse restore ease "
        "abandon drop return leave scrap allow loosen avoid respect comply abide".split()
    ),
    "assist": frozenset("help assist support cooperate provide send share sell back contribute protect aid".split()),
    "change": frozenset(
        "change reform revise amend adopt address apologise apologize correct investigate maintain keep".split()
    ),
}
_REQUEST_CODES = {"meet": ("026", "106"), "yield": ("025", "105"), "assist": ("021", "101"), "change": ("024", "104")}


def own_word(frame: Frame, sources: Sequence[Found], scene: Scene) -> bool:
    """Tell whether the side that is to act says so itself."""
    return any(f.country in {s.country for s in sources} for f in speakers_of(frame, scene))


def promised(
    clause: Clause, scene: Scene, kind: EventType, mode: str | None, cameo: str | None
) -> tuple[EventType, str | None, str | None]:
    """A vow to do harm is a threat, a promise of anything else an agreement to it."""
    inner = _inner_pattern(clause, scene)
    if inner is None or inner.type is None:
        return kind, mode, cameo
    if is_hostile(inner.type) and inner.type not in {"ACCUSE", "REJECT"}:
        return "THREATEN", *_threat_mode(inner)
    return "AGREE", None, AGREED_CODES.get(inner.type, cameo)


def threatened(clause: Clause, scene: Scene, mode: str | None, cameo: str | None) -> tuple[str | None, str | None]:
    """Return mode and code of a threat by what it threatens with."""
    inner = _inner_pattern(clause, scene)
    return _threat_mode(inner) if inner is not None and inner.type is not None else (mode, cameo)


def _threat_mode(inner: Pattern) -> tuple[str | None, str | None]:
    if inner.mode in {"discontinue", "withdraw"}:
        return "relations", "1313"
    if inner.mode == "expel":
        return "expel", "131"
    if inner.mode == "arrest":
        return "arrest", "132"
    if inner.type == "SANCTION":
        return "restrict", "131"
    if inner.type in {"ASSAULT", "MOBILIZE"}:
        return ("territory", "1382") if inner.cameo == "192" else ("violence", "138")
    return ("restrict", "130") if inner.type == "COERCE" else (None, "130")


def _inner_pattern(clause: Clause, scene: Scene) -> Pattern | None:
    """Return the pattern of the first act in what the predicate is completed by."""
    queue = list(clause.complements)
    for _ in range(6):
        if not queue:
            return None
        inner = clause_of(queue.pop(0))
        pattern = match_verb(inner, scene)
        if pattern is not None and not ({"consider"} & verb_effects().get(inner.lemma, frozenset())):
            return pattern
        queue += inner.complements
    return None


def requested(clause: Clause, cameo: str | None) -> tuple[str | None, str | None]:
    """Return mode and code of a request by what it asks for; codes of root 10 where it is a demand."""
    demand = (cameo or "").startswith("10")
    lemmas = [lemma_of(c) for c in clause.complements]
    for mode, words in _REQUEST_MODES.items():
        if any(lemma in words for lemma in lemmas):
            return mode, _REQUEST_CODES[mode][demand]
    return None, cameo


def deontic(clause: Clause, scene: Scene) -> Iterator[Draft]:
    """ "China said that Japan must apologise" asks Japan for it."""
    words = {c.lower_ for c in clause.predicate.children if c.dep_ in {"aux", "mark"}}
    head = clause.predicate.head
    if not words & {"must", "should"} or clause.predicate.dep_ != "ccomp" or "if" in words:
        return
    if "report" not in verb_effects().get(lemma_of(head), frozenset()):
        return
    speaker = named(scene, clause_of(head).subjects, loose=True)
    asked = others(named(scene, clause.subjects, loose=True), speaker)
    frame = frame_of(head)
    if speaker and asked and frame.status in {"happened", "ongoing"}:
        mode, cameo = requested(Clause(head, complements=(clause.predicate,)), "100")
        yield Draft(
            "REQUEST", mode, cameo, tuple(speaker), tuple(asked), "happened", clause.predicate, frame, False, False
        )


def misdeed(clause: Clause, scene: Scene) -> Iterator[Draft]:
    """ "Moldova said that Moscow was plotting ...": what is no act on another is still an accusation."""
    if clause.lemma in word_list("misdeeds"):
        frame = frame_of(clause.predicate)
        if frame.reporters and not frame.negated:
            yield from _accusing(frame, named(scene, clause.subjects, loose=True, role="source"), scene)


def accusation(draft: Draft, scene: Scene) -> Iterator[Draft]:
    """ "Pakistan said that India had bombed ...": besides the act that it asserts, Pakistan accuses India."""
    if not is_hostile(draft.type) or draft.type in {"ACCUSE", "REJECT", "THREATEN"} or draft.frame.accuser is not None:
        return
    if draft.status in {"happened", "ongoing", "planned"}:
        yield from _accusing(draft.frame, draft.sources, scene)


def _accusing(told: Frame, culprits: Sequence[Found], scene: Scene) -> Iterator[Draft]:
    for verb in told.reporters[-1:]:
        if lemma_of(verb) in word_list("not_accusing"):
            continue
        frame = frame_of(verb)
        speakers = speakers_of(Frame(reporters=[verb]), scene)
        accused = others(culprits, speakers)
        if speakers and accused and frame.status in {"happened", "ongoing"} and not frame.absorbed:
            yield Draft(
                "ACCUSE", "allege", "112", tuple(speakers), tuple(accused), "happened", verb, frame, False, False
            )
