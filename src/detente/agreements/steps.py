"""Steps in the life of agreements that texts tell of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from detente.agreements.acts import Act
from detente.agreements.attitudes import Stand, attitude_of, negated, stand_to
from detente.agreements.passages import Passage
from detente.agreements.records import Step, StepKind
from detente.agreements.references import Reference
from detente.agreements.telling import countries_of, country_of, quoted, speakers, when
from detente.agreements.wording import lemma_in, words
from detente.coding.clauses import clause_of, lemma_of
from detente.coding.dating import unknown
from detente.coding.framing import Frame, frame_of
from detente.coding.lexicon import verb_effects
from detente.records import DateValue, Document, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many characters behind "expires" its day may begin: "expires at midnight on".
_CLOSE = 16
_ENDS: frozenset[StepKind] = frozenset({"terminated", "withdrawn", "expired"})
_TELLS = dict.fromkeys("notify inform".split())
_HANDS = dict.fromkeys("give serve submit hand send deliver issue deposit lodge file".split())
# What each party does for itself, however many are named together.
_ONE_BY_ONE: frozenset[StepKind] = frozenset({"ratified", "acceded", "withdrawn", "notice_given"})
_NOTICES = frozenset("notice notification".split())
_ACCEPTS: frozenset[StepKind] = frozenset({"signed", "negotiated", "ratified"})
_UNTIL = re.compile(r"\b(?:until|till|through|to|up to)\s+(?:the\s+)?$")
_EFFECTIVE = re.compile(
    r"\b(?:effective|(?:with|taking|to take|takes|will take) effect)\s+(?:from|on|as of|as from|in)?\s*$"
)


def steps_of(passage: Passage, acts: Sequence[Act], document: Document) -> Iterator[tuple[Reference, Step]]:
    """Yield the steps that a passage tells of, each with the agreement that it is of.

    What is merely possible, wished, asked for or refused is no step; what is planned or threatened is one with that status.
    """
    inner = {act.inner.token.i for act in acts if act.inner is not None}
    told, covered = _notices(passage, acts, document)
    yield from told
    for act in acts:
        if act.token.i in inner or act.token.i in covered:
            continue
        kind = _kind(act)
        if kind is None:
            continue
        stand = stand_to(act.token)
        frame = frame_of(act.token)
        status = _status(act, frame, stand)
        if status is None:
            continue
        step = _step(passage, act, kind, status, frame, document)
        several = countries_of(passage, act.doers) if kind in _ONE_BY_ONE and step.party is None else []
        if several:
            yield from ((act.reference, replace(step, party=party)) for party in several)
        else:
            yield act.reference, step


def _kind(act: Act) -> StepKind | None:
    """Return the step that an act is, together with the act that it is done to."""
    if act.inner is None:
        return act.row.step
    done, to = act.row.step, act.inner.row.step
    if done == "suspended" and to in _ENDS:
        return "notice_suspended"
    if done in {"terminated", "withdrawn"} and to == "suspended":
        return "resumed"
    if done in {"terminated", "withdrawn"} and to in _ENDS:
        return "notice_withdrawn"
    if done in _ACCEPTS and to not in _ENDS:
        return to
    return None


def _status(act: Act, frame: Frame, stand: Stand) -> Status | None:
    """Return the status of an act as a step, or None where it is none."""
    if any(c.dep_ == "aux" and c.lower_ == "shall" for c in act.token.children) or frame.deontic:
        return None
    if stand.threatened:
        return "threatened" if stand.sign > 0 and not stand.undecided else None
    if stand.attitude in {"for", "against", "whether", "consider"} or stand.undecided:
        return None
    if (frame.conditional and frame.status == "hypothetical") or _is_rule(act, frame) or _under_modal(act.token):
        return None
    if frame.negated or negated(act.token):
        denied = frame.status == "denied" or frame.denied_by is not None
        return "denied" if denied and act.row.step == "violated" else None
    if act.row.flag == "violation" and (frame.accuser is not None or frame.denied_by is not None):
        return "denied" if frame.denied_by is not None else "happened"
    if stand.attitude == "plan":
        if _voted(act, stand):
            return "happened"
        return "planned" if stand.sign > 0 else None
    if frame.absorbed or frame.status in {None, "hypothetical"}:
        return None
    if act.row.step == "expired" and act.token.tag_ in {"VBZ", "VBP"}:
        return "planned"
    if frame.status == "ongoing":
        return "planned" if act.row.step in _ENDS else "ongoing" if act.row.step == "negotiated" else "happened"
    if act.token.pos_ in {"NOUN", "PROPN"} and frame.status == "happened":
        return _nominal_status(act.token)
    return frame.status


def _is_rule(act: Act, frame: Frame) -> bool:
    """Tell a rule from an act: "renews itself each year unless", "is automatically extended", "before it expires"."""
    token = act.token
    auxiliaries = {str(c.lower_) for c in token.children if c.dep_ in {"aux", "auxpass"}}
    present = token.tag_ in {"VBZ", "VBP"} or (
        token.tag_ == "VBN"
        and auxiliaries & {"is", "are", "gets"}
        and not auxiliaries & {"being", "been", "has", "have"}
    )
    if not present:
        return False
    marked = any(
        c.dep_ in {"mark", "advmod"} and c.lower_ in {"before", "until", "when", "if", "unless", "once"}
        for c in token.children
    )
    habit = any(
        str(c.lower_) in words("tacit") or c.lower_ in {"annually", "yearly"}
        for c in token.children
        if c.dep_ == "advmod"
    )
    each = any(t.lower_ in {"each", "every"} for t in token.subtree)
    return marked or habit or each or frame.conditional


def _under_modal(token: Token) -> bool:
    """Tell whether an act is only a way of doing what may be done: "may terminate it by giving notice"."""
    here = token
    for _ in range(4):
        if here.dep_ not in {"pcomp", "prep", "xcomp", "advcl", "conj"} or here.head is here:
            return False
        here = here.head
        if here.pos_ == "VERB" and any(
            c.dep_ == "aux" and c.lower_ in {"may", "can", "shall", "must", "could", "might"} for c in here.children
        ):
            return True
    return False


def _voted(act: Act, stand: Stand) -> bool:
    """Tell whether a legislature did what it voted to do: "voted 358-234 to pass the agreement"."""
    voted = stand.governor is not None and str(stand.governor.lemma_).lower() == "vote"
    return voted and stand.sign > 0 and act.row.step == "ratified" and not negated(stand.governor or act.token)


def _nominal_status(token: Token) -> Status | None:
    """A noun tells of a step done only where a verb of its own says that it took place: "the signing took place"."""
    head = token.head
    if token.dep_ in {"nsubj", "nsubjpass"}:
        lemma = str(head.lemma_).lower()
        return (
            "happened"
            if lemma
            in {"follow", "happen", "occur", "prompt", "spark", "trigger", "come", "take", "cause", "anger", "lead"}
            else None
        )
    if head.pos_ == "ADP" and head.lower_ in {"after", "since", "following"}:
        return "happened"
    if token.dep_ in {"dobj", "nsubjpass"} and str(head.lemma_).lower() in {"announce", "declare"}:
        return "planned"
    if token.dep_ == "attr" or (head.pos_ == "ADP" and head.lower_ == "in"):
        return "happened"
    return None


def _step(passage: Passage, act: Act, kind: StepKind, status: Status, frame: Frame, document: Document) -> Step:
    dated = _dated(passage, act, kind, status, frame, document)
    latest = document.published.end or document.published.latest
    if latest is not None and dated.start is not None and dated.start > latest:
        if status == "happened":
            status = "planned"  # "which expires in February"
        elif status == "ongoing":
            dated = unknown("ongoing", document.published)
    doers = act.doers
    party = country_of(passage, doers)
    if act.token.pos_ in {"NOUN", "PROPN"} and party is None:
        owners = {f.country for f in passage.scene.owners(act.token) if f.country is not None}
        verb = act.token.head
        party = owners.pop() if len(owners) == 1 else None
        if party is None and not owners and verb.pos_ == "VERB":
            party = country_of(passage, clause_of(verb).subjects)
    alleged = None
    if kind == "violated":
        said = [frame.accuser] if frame.accuser is not None else []
        accusers = speakers([*said, *frame.reporters, *_said_above(act.token)])
        alleged = country_of(passage, accusers)
        if party is None and frame.accuser is not None:
            party = country_of(passage, clause_of(frame.accuser).objects)
    until = _day(passage, act.token, _UNTIL) if kind == "extended" else None
    effective = _day(passage, act.token, _EFFECTIVE)
    return Step(
        kind, dated, party, status, (quoted(passage, document),), until=until, effective=effective, alleged_by=alleged
    )


def _said_above(token: Token) -> Iterator[Token]:
    """Yield the verbs of saying or blaming above a violation: "condemned the raid, which is a violation of"."""
    for above in token.ancestors:
        if above.pos_ == "VERB" and verb_effects().get(lemma_of(above), frozenset()) & {"report", "accuse"}:
            yield above


def _dated(passage: Passage, act: Act, kind: StepKind, status: Status, frame: Frame, document: Document) -> DateValue:
    """Return the date of a step; the day on which it was announced or alleged is not the day on which it is done."""
    found = when(passage, act.token, frame, status, document)
    if found.start is None and kind in {"expired", "in_force"}:
        behind = passage.scene.offset + act.token.idx + len(act.token)
        found = next((t.value for t in passage.times if 0 <= t.span.start - behind < _CLOSE and t.value.start), found)
    if found.span is None:
        return found
    latest = document.published.end or document.published.latest
    if status == "planned" and latest is not None and found.end is not None and found.end <= latest:
        return unknown("planned", document.published)
    places = {passage.scene.offset + t.idx for t in act.token.subtree}
    if kind == "violated" and (frame.accuser or frame.reporters) and found.span.start not in places:
        return unknown("happened", document.published)
    return found


def _day(passage: Passage, token: Token, lead: re.Pattern[str]) -> date | None:
    """Return the day that stands after certain words behind an act in its sentence."""
    text, offset = passage.doc.text.lower(), passage.scene.offset
    for time in passage.times:
        at = time.span.start - offset
        if at > token.idx and time.value.precision == "day" and lead.search(text[:at]):
            return time.value.start
    return None


def _notices(
    passage: Passage, acts: Sequence[Act], document: Document
) -> tuple[list[tuple[Reference, Step]], set[int]]:
    """Return the notices that a passage tells of, and the words of the acts that they announce."""
    found: list[tuple[Reference, Step]] = []
    covered: set[int] = set()
    for token in passage.doc:
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        tells = lemma_in(token, _TELLS) is not None or _tells_state(passage, token)
        notes = [o for o in clause_of(token).objects if str(o.lemma_).lower() in _NOTICES]
        if not tells and not (notes and lemma_in(token, _HANDS)):
            continue
        inside = {t.i for t in token.subtree}
        ends = [a for a in acts if a.token.i in inside and a.token.i != token.i and _announces_end(a)]
        reference = ends[0].reference if ends else (passage.antecedent if notes and not passage.references else None)
        if reference is None and notes and len({r.agreement for r in passage.references}) == 1:
            reference = passage.references[0]
        if reference is None:
            continue
        frame = frame_of(token)
        covered |= {a.token.i for a in ends}
        if (
            frame.status not in {"happened", "planned", "ongoing"}
            or frame.conditional
            or negated(token)
            or _under_modal(token)
        ):
            continue
        status: Status = "planned" if frame.status == "planned" or attitude_of(token.head) == "plan" else "happened"
        dated = when(passage, token, frame, status, document)
        clause = clause_of(token)
        told_of = [t for a in ends for t in (*a.doers, *stand_to(a.token).holders)]
        party = country_of(passage, told_of if clause.passive else clause.subjects)
        effective = _day(passage, token, _EFFECTIVE)
        step = Step("notice_given", dated, party, status, (quoted(passage, document),), effective=effective)
        found.append((reference, step))
    return found, covered


def _tells_state(passage: Passage, token: Token) -> bool:
    """Tell whether one state tells another: "told France that it was terminating the accord"."""
    clause = clause_of(token)
    told = country_of(passage, clause.objects) if str(token.lemma_).lower() == "tell" else None
    return told is not None and country_of(passage, clause.subjects) not in {None, told}


def _announces_end(act: Act) -> bool:
    kind = _kind(act)
    return (kind in _ENDS and not negated(act.token)) or (kind == "extended" and negated(act.token))
