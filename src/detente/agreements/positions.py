"""Who wants an agreement kept, ended or changed, on what condition, by whose account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.agreements.acts import Act
from detente.agreements.attitudes import Stand, holders_of, negated, stand_to
from detente.agreements.passages import Passage
from detente.agreements.records import Position, Stance
from detente.agreements.references import Reference
from detente.agreements.telling import account, holders, quoted, speakers, when
from detente.coding.clauses import clause_of, lemma_of
from detente.coding.framing import Frame, frame_of
from detente.coding.lexicon import verb_effects
from detente.evidence import span_of
from detente.records import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPPOSITE: dict[Stance, Stance] = {
    "keep": "end", "extend": "end", "end": "keep", "join": "end", "change": "keep", "suspend": "keep", "resume": "end",
}  # fmt: skip
_PHRASES = (
    "as long as", "so long as", "on condition that", "on the condition that", "on condition of", "provided that", "only if",
    "only after", "in exchange for", "in return for", "unless", "if", "until", "provided", "once", "without", "depending on",
)  # fmt: skip


def positions_of(passage: Passage, acts: Sequence[Act], document: Document) -> Iterator[tuple[Reference, Position]]:
    """Yield the positions that a passage tells of, each with the agreement that it is about."""
    inner = {act.inner.token.i for act in acts if act.inner is not None}
    for act in acts:
        if act.token.i in inner:
            continue
        stance = _stance(act)
        if stance is None:
            continue
        stand = stand_to(act.token)
        frame = frame_of(act.token)
        heads, governor = _whose(act, stand, frame, passage)
        if governor is None:
            continue
        if stand.undecided:
            stance = "undecided"
        elif stand.sign < 0 and act.row.flag != "settles":
            stance = _OPPOSITE[stance]
        condition = _condition(passage, governor, act.token, document)
        told = frame_of(governor)
        whose = holders(passage, heads, governor, document.text)
        own = {name for _, name, _ in whose}
        for ident, name, country in whose:
            yield (
                act.reference,
                Position(
                    ident,
                    name,
                    country,
                    stance,
                    when(passage, governor, told, "happened", document, spoken=True),
                    condition,
                    tuple(a for a in account(passage, governor, document) if a.name not in own),
                    (quoted(passage, document),),
                ),
            )


def _stance(act: Act) -> Stance | None:
    """Return what is wanted by whoever wants this act, or holds this attitude."""
    if act.inner is None:
        return act.row.stance
    inner = act.inner.row.stance
    if inner is None:
        return None
    if act.row.flag == "attitude":
        return inner if act.row.stance == "keep" else _OPPOSITE[inner]
    if act.row.step in {"suspended", "terminated", "withdrawn"} or act.row.lemma in {"reject", "oppose"}:
        return _OPPOSITE[inner]
    return inner


def _whose(act: Act, stand: Stand, frame: Frame, passage: Passage) -> tuple[tuple[Token, ...], Token | None]:
    """Return whose position it is, and the word that says so; no word where it is nobody's."""
    if act.row.flag == "settles":
        verbs = [*frame.reporters, *_insisting(act.token)]
        return speakers(verbs), verbs[0] if verbs and not negated(act.token) else None
    if act.row.flag == "violation":
        return (), None
    if stand.governor is not None and stand.attitude not in {None, "neutral"}:
        found = stand.holders or speakers(frame.reporters)
        if any(t.lower_ in {"we", "i", "our"} for t in found):
            found = tuple(_quoted_speakers(act.token)) or found
        return found, stand.governor
    told = act.token.pos_ == "NOUN" or frame.status in {"happened", "ongoing", "planned"}
    if act.row.flag in {"attitude", "member"} and told and not frame.conditional:
        return holders_of(act.token) or act.doers, act.token
    if frame.deontic or _deontic(act.token) or (negated(act.token) and _possible(act.token)):
        said = speakers(frame.reporters)
        return said, act.token if said else None
    if _will(act.token) and _speaks_of_itself(act):
        return act.doers, act.token
    return (), None


def _quoted_speakers(token: Token) -> list[Token]:
    """Return who says "we": the subjects of the verbs of saying of the sentence."""
    return [
        head
        for verb in token.doc
        if verb.pos_ == "VERB" and "report" in verb_effects().get(lemma_of(verb), frozenset())
        for head in clause_of(verb).subjects
        if head.lower_ not in {"we", "i"}
    ]


def _insisting(token: Token) -> list[Token]:
    """Return the participle under which a statement stands: "condemned the ruling, insisting that ..."."""
    head = token.head
    return [head] if token.dep_ == "ccomp" and head.pos_ == "VERB" else []


def _deontic(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"should", "must", "ought"} for c in token.children)


def _possible(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"can", "could", "ca", "may"} for c in token.children)


def _will(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"will", "would", "wo", "'ll"} for c in token.children)


def _speaks_of_itself(act: Act) -> bool:
    """Tell whether an act to come is one that its doer decides on: "will extend the pact", not "will expire"."""
    return bool(act.doers) and act.row.place != "subj" and act.token.pos_ == "VERB"


def _condition(passage: Passage, governor: Token, act: Token, document: Document) -> str | None:
    """Return the condition in the words of the text: the clause of "if", "unless", "as long as" on either verb."""
    for token in dict.fromkeys((act, governor, act.head)):
        for child in token.children:
            if child.dep_ not in {"advcl", "prep", "mark", "npadvmod", "advmod"} or child.dep_ == "mark":
                continue
            inner = sorted(child.subtree)
            offset = passage.scene.offset
            start, end = inner[0].idx, inner[-1].idx + len(inner[-1])
            words = passage.doc.text[start:end].lower()
            if act.i in {t.i for t in inner} or governor.i in {t.i for t in inner}:
                continue
            if any(words.startswith(f"{lead} ") for lead in _PHRASES) and not _only_dates(passage, start, end):
                return span_of(document.text, offset + start, offset + end).quote
    return None


def _only_dates(passage: Passage, start: int, end: int) -> bool:
    """Tell whether "until ..." is followed by nothing but a date."""
    offset = passage.scene.offset
    words = passage.doc.text[start:end].split()
    return words[0].lower() == "until" and any(
        t.span.end - offset >= end - 1 and t.span.start - offset - start < len("until the end of ")
        for t in passage.times
    )
