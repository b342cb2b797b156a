"""What stands over a predicate: tense, modality, negation, and the verbs that threaten, deny, plan or report it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.coding.clauses import lemma_of, resumes
from detente.coding.lexicon import asserting_verbs, verb_effects, verb_patterns, word_effects, word_list
from detente.records import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATIONS = frozenset("not n't never no neither nor hardly without".split())
_CONDITION_MARKS = frozenset("if unless whether should once provided".split())
_POSSIBLE = frozenset("may might could can".split())
_DEONTIC = frozenset("should must ought need".split())
_FUTURE = frozenset("will shall 'll wo".split())
_COMPLEMENT_LINKS = frozenset("xcomp ccomp pcomp acl relcl advcl prep conj dobj pobj nsubj nsubjpass".split())
_ABSORBING = frozenset({"threat", "promise", "refuse", "request"})


@dataclass(slots=True)
class Frame:
    """How a predicate is presented.

    Attributes:
        status: Status of the act, or None where it must not be coded at all (wished, failed, negated by the narrator).
        absorbed: A verb above it already is the act ("threatened to attack"): the deed itself is not coded.
        reporters: Verbs of saying above it, innermost first.
        accuser: The verb that accuses someone of it, if any.
        denied_by: The verb that denies it, if any.
        asserted: A verb or word marks it as one side's word ("alleged", "claimed").
        conditional: It stands in an if-clause or depends on one.
        deontic: It is said that it should or must be done.
        negated: Its own clause is negated.
        past: Its tense is past or perfect.
    """

    status: Status | None = "happened"
    absorbed: bool = False
    reporters: list[Token] = field(default_factory=list)
    accuser: Token | None = None
    denied_by: Token | None = None
    asserted: bool = False
    conditional: bool = False
    deontic: bool = False
    negated: bool = False
    past: bool = False


def frame_of(predicate: Token) -> Frame:
    """Return how `predicate`, a verb or a noun that names an act, is presented in its sentence."""
    frame = Frame()
    _own_verb_group(predicate, frame)
    _climb(predicate, frame)
    if frame.deontic and frame.status is not None:
        frame.status = None
    if frame.negated and frame.status == "planned" and frame.denied_by is None:
        frame.status = None
    elif frame.negated:
        _negate(frame)
    elif frame.denied_by is not None and frame.status is not None:
        frame.status = "denied"
    return frame


def _negate(frame: Frame) -> None:
    """A negated act is a denial where someone says that it was not done, and nothing where the narrator does."""
    if frame.denied_by is not None:
        return
    if frame.reporters and frame.status in {"happened", "ongoing"}:
        frame.status = "denied"
    else:
        frame.status = None


def _own_verb_group(token: Token, frame: Frame) -> None:
    auxiliaries = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
    if not auxiliaries and token.dep_ == "conj" and token.head.pos_ == "VERB" and token.tag_ in {"VB", "VBN", "VBG"}:
        auxiliaries = [c for c in token.head.children if c.dep_ in {"aux", "auxpass"}]
    words = [str(c.lower_) for c in auxiliaries]
    if any(c.dep_ == "neg" or (c.dep_ in {"det", "preconj"} and c.lower_ in {"no", "neither"}) for c in token.children):
        frame.negated = True
    if any(c.dep_ == "advmod" and c.lower_ in _NEGATIONS for c in token.children):
        frame.negated = True
    if token.pos_ in {"VERB", "AUX"}:
        _tense(token, words, frame)
    for child in token.children:
        if child.dep_ == "mark" and child.lower_ in _CONDITION_MARKS:
            frame.conditional, frame.status = True, "hypothetical"
        if child.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in {"if", "unless"} for m in child.children):
            frame.conditional = True
            if not (frame.past and "would" not in words):
                frame.status = "hypothetical"
        if child.dep_ in {"amod", "advmod", "nmod", "compound"}:
            effect = word_effects("mod").get(str(child.lower_))
            if effect == "allege" or child.lower_ in {"allegedly", "reportedly", "purportedly"}:
                frame.asserted = True
            elif effect == "consider":
                frame.status = "hypothetical"
            elif effect in {"plan", "threat"}:
                frame.status = "planned" if effect == "plan" else "threatened"


def _tense(token: Token, words: list[str], frame: Frame) -> None:
    if any(w in _FUTURE for w in words):
        frame.status = "planned"
    elif "would" in words:
        # Under a past report "would" is the report's future; on its own it imagines.
        frame.status = "hypothetical" if "have" in words else "planned"
    elif any(w in _POSSIBLE for w in words):
        frame.status = "hypothetical"
    elif any(w in _DEONTIC for w in words) or ("have" in words and "to" in words):
        frame.deontic = True
    elif token.dep_ == "ROOT" and token.tag_ == "VB" and words[:1] == ["to"]:
        frame.status = "planned"
    elif token.tag_ == "VBG" and any(w in {"is", "are", "'s", "'re", "am", "was", "were", "been", "be"} for w in words):
        frame.status = "ongoing"
    frame.past = token.tag_ in {"VBD", "VBN"} or any(w in {"has", "have", "had", "was", "were", "did"} for w in words)


def _climb(predicate: Token, frame: Frame) -> None:
    """Walk up from the predicate and let each verb, noun and adjective that governs it have its effect."""
    token = predicate
    for _ in range(12):
        head = token.head
        if head == token:
            return
        if token.dep_ == "conj":
            token = resumes(token) or head
            continue
        completes = _completes(token, head)
        if not completes and _is_purpose(token, head):
            # "to ease tensions" tells what is wanted, not what was done.
            frame.status = None
            return
        reduced = token.dep_ == "acl" and token.tag_ in {"VBN", "VBG", "VBD"} and token.pos_ == "VERB"
        if token.dep_ == "relcl" or reduced or (token.dep_ == "advcl" and not completes and not _is_condition(token)):
            # A relative or adverbial clause states its act for itself; only who says the whole still matters.
            _reports_above(head, frame)
            return
        if token.dep_ not in _COMPLEMENT_LINKS:
            if token.dep_ in {"poss", "compound", "amod", "nmod", "appos", "agent", "npadvmod"}:
                token = head
                continue
            return
        if _is_condition(token):
            frame.conditional, frame.status = True, "hypothetical"
        if token.lower_ == "against" and any(c.dep_ == "pcomp" for c in token.children):
            # "decided against extending it", "warned against sending troops": it was not done.
            frame.status = None
            return
        if head.pos_ in {"VERB", "AUX"}:
            _under_verb(token, head, predicate, frame, completes=completes)
            if token.dep_ in {"nsubj", "nsubjpass"}:
                _as_subject(head, frame)
            elif token.dep_ in {"ccomp", "xcomp", "pcomp"} or token.pos_ == "NOUN" or _links_inside(token):
                _own_group_above(head, frame)
        elif token.dep_ in {"acl", "pcomp", "pobj", "prep", "xcomp", "ccomp"} and head.pos_ != "ADP":
            gerund = token.dep_ == "prep" and any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in token.children)
            _under_word(head, frame, gerund=gerund and head.pos_ == "NOUN" and not _links_inside(head))
        token = head


def _is_condition(token: Token) -> bool:
    return token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in token.children)


def _is_purpose(token: Token, head: Token) -> bool:
    """Tell whether an infinitive hangs on something that does not say whether it came about."""
    if not any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
        return False
    if token.dep_ in {"advcl", "relcl"}:
        return True
    if token.dep_ == "acl":
        return str(head.lemma_).lower() not in word_effects("noun")
    known = verb_effects().get(lemma_of(head)) or word_effects("adj").get(str(head.lemma_).lower())
    return token.dep_ in {"xcomp", "ccomp"} and not known and head.pos_ in {"VERB", "AUX"}


def _completes(token: Token, head: Token) -> bool:
    """Tell whether an infinitive that reads as an adverbial completes its verb after all: "is set to expel"."""
    infinitive = token.dep_ == "advcl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    known = str(head.lemma_).lower() in word_effects("adj") or verb_effects().get(lemma_of(head), frozenset()) - {
        "report"
    }
    return infinitive and head.tag_ == "VBN" and bool(known)


def _links_inside(token: Token) -> bool:
    """Tell whether a preposition ties what follows to its verb's own meaning: "made progress in extending"."""
    return token.dep_ == "prep" and token.lower_ in {"in", "of", "about", "from", "at", "on"}


def _reports_above(token: Token, frame: Frame) -> None:
    verb = token.head
    if lemma_of(token) in word_list("time_nouns") and "report" in verb_effects().get(lemma_of(verb), ()):
        # "said the same day that Washington will ...": what reads as a clause on "day" is what was said.
        frame.reporters.append(verb)
        token = verb
    while token.head != token:
        if token.dep_ == "ccomp" and "report" in verb_effects().get(lemma_of(token.head), ()):
            frame.reporters.append(token.head)
        token = token.head


def _own_group_above(head: Token, frame: Frame) -> None:
    """A governor that is itself negated, future or possible passes that on, unless it only reports."""
    effects = verb_effects().get(lemma_of(head), frozenset())
    if "report" in effects or head.dep_ == "aux":
        return
    above = Frame()
    _own_verb_group(head, above)
    if above.negated:
        frame.negated = not frame.negated
    if above.status in {"hypothetical", "planned"} and frame.status in {"happened", "ongoing"}:
        frame.status = above.status
    frame.deontic = frame.deontic or above.deontic


def _as_subject(head: Token, frame: Frame) -> None:
    """What is said not to be, or only perhaps to be, says nothing of the act that its subject names."""
    above = Frame()
    _own_verb_group(head, above)
    if above.negated or above.status in {"hypothetical", "planned"}:
        frame.status = None


def _under_verb(token: Token, head: Token, predicate: Token, frame: Frame, *, completes: bool) -> None:
    effects = verb_effects().get(lemma_of(head), frozenset())
    if head.tag_ == "VBN" and not effects and (said := word_effects("adj").get(str(head.lemma_).lower())):
        effects = frozenset({said})
    clausal = token.dep_ in {"ccomp", "xcomp", "pcomp", "advcl"} and token.pos_ in {"VERB", "AUX"}
    clausal = clausal or (token.dep_ == "prep" and predicate.pos_ == "VERB")
    if token.dep_ in {"nsubj", "nsubjpass"} or (token.dep_ == "advcl" and not completes):
        return
    if clausal and token.dep_ == "ccomp" and "report" in effects:
        frame.reporters.append(head)
        frame.asserted = frame.asserted or lemma_of(head) in asserting_verbs()
        return
    if "deny" in effects:
        frame.denied_by = frame.denied_by or head
    elif effects & _ABSORBING and (clausal or token.dep_ in {"dobj", "prep"}):
        if clausal or "request" not in effects or token.dep_ == "prep":
            frame.absorbed = True
    elif "accuse" in effects and clausal:
        frame.accuser = frame.accuser or head
    elif "not" in effects:
        frame.status = None
    elif effects & {"wish", "consider"}:
        if frame.status is not None:
            frame.status = "hypothetical" if "consider" in effects else None
    elif "plan" in effects and frame.status in {"happened", "ongoing"}:
        frame.status = "planned"
    elif "ongoing" in effects and frame.status == "happened":
        frame.status = "ongoing"
    elif "do" in effects and clausal and frame.status == "happened":
        frame.past = frame.past or head.tag_ in {"VBD", "VBN"}
        if head.tag_ in {"VBZ", "VBP"} and lemma_of(head) in {"begin", "start"}:
            frame.status = "ongoing"
    elif (
        token.dep_ == "dobj" and lemma_of(head) in verb_patterns() and lemma_of(head) in {"propose", "suggest", "offer"}
    ):
        frame.absorbed = True


def _under_word(head: Token, frame: Frame, *, gerund: bool) -> None:
    kind = "adj" if head.pos_ == "ADJ" or head.tag_ == "VBN" else "noun"
    effect = word_effects(kind).get(str(head.lemma_).lower())
    if effect in _ABSORBING:
        frame.absorbed = True
    elif effect == "plan" and frame.status is not None:
        frame.status = "planned"
    elif effect == "consider" and frame.status is not None:
        frame.status = "hypothetical"
    elif effect in {"wish", "not"} or (gerund and effect is None):
        # "consensus on opposing", "the importance of keeping": nothing is said to have been done.
        frame.status = None
