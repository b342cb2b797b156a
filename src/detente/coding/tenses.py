"""The tense of a verb as the date of its act needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from detente.coding.clauses import lemma_of
from detente.coding.drafts import Draft
from detente.coding.lexicon import Effect, verb_effects, word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

VerbTense = Literal["present", "progressive", "perfect", "past", "pluperfect", "ahead", "none"]
"""present: the simple present of news; progressive: "is withholding"; ahead: future or modal; none: no finite verb tells."""

# Verbs whose past looks like their present.
_UNCHANGED = frozenset("cut put set hit shut quit let".split())
_AHEAD = frozenset("will wo shall would may might could can should must 'll ’ll".split())
_IS = frozenset("is are am 's ’s 're ’re".split())
# Verbs of the list of states that news uses of single acts.
_DONE = frozenset("attack sanction recognise recognize fight deny claim insist target".split())
_OCCURS = frozenset("take occur happen begin start open come follow continue resume end".split())
_PERFORMS = frozenset("hold make stage conduct launch begin start open give issue carry resume hand".split())
_CARRIES: frozenset[Effect] = frozenset({"do", "ongoing"})
_PRONOUNS = frozenset("he she they it".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


def tense_of(verb: Token) -> VerbTense:
    """Return the tense of `verb`, by the verb it is joined to or depends on where its own form does not say."""
    words = [str(c.lower_) for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if not words and verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        if verb.tag_ in {"VBN", "VBG"} or (verb.lower_ in _UNCHANGED and verb.tag_ in {"VBD", "VB", "VBP"}):
            return tense_of(verb.head)
        if verb.tag_ == "VB":
            return tense_of(verb.head)
    if any(w in _AHEAD for w in words):
        return "ahead"
    if "had" in words and verb.tag_ in {"VBN", "VBD"}:
        return "pluperfect"
    if any(w in {"has", "have", "'ve", "’ve"} for w in words) and verb.tag_ in {"VBN", "VBD", "VBG"}:
        return "perfect"
    if any(w in {"was", "were", "did"} for w in words):
        return "past"
    if any(w in _IS for w in words):
        return "progressive" if verb.tag_ == "VBG" else "present"
    if words:
        return "present" if "do" in words or "does" in words else "none"
    if verb.tag_ in {"VBZ", "VBP"}:
        return "present"
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ == "VBG" and verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and not _has_finite(verb):
        # A headline without its auxiliary: "Foreign minister accusing Washington of ..."
        return "present"
    if verb.tag_ == "VB" and any(c.dep_ in _SUBJECTS for c in verb.children):
        # A plural present that the tagger takes for an infinitive: "Sudan and Bahrain follow".
        return "present"
    return "none"


def telling_verb(draft: Draft) -> Token:
    """Return the verb whose tense and date are the act's where nobody reports it: the act's own, or the one it completes.

    "Begins lodging", "decided to expel": the tense stands on the verb above.
    """
    verb = draft.predicate
    if draft.nominal:
        # "A swap takes place", "held talks": the verb that only says that the act was done has its tense.
        light = lemma_of(verb.head) in (_OCCURS if verb.dep_ == "nsubj" else _PERFORMS)
        return verb.head if light and verb.dep_ in {"nsubj", "nsubjpass", "dobj"} else verb
    while tense_of(verb) == "none" and verb.head != verb and verb.head.pos_ in {"VERB", "AUX"}:
        completes = verb.dep_ == "xcomp" and verb_effects().get(lemma_of(verb.head), frozenset()) & _CARRIES
        beside = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not any(c.dep_ == "mark" for c in verb.children)
        if not completes and not beside:
            break
        verb = verb.head
    return verb


def saying_of(draft: Draft) -> Token | None:
    """Return the verb of saying, denying or announcing that dates the act, or None where the act has a date of its own.

    What is only said - a threat, a plan, a word given, a denial - took place when it was said; what is said to be going
    on was so on that day. What is told in the past happened before it was told of.
    """
    if draft.frame.denied_by is not None:
        return draft.frame.denied_by
    verb = telling_verb(draft)
    tense = tense_of(verb)
    if draft.nominal or tense in {"perfect", "pluperfect"}:
        return None
    if not draft.frame.reporters:
        above = _report_above(verb) if tense == "ahead" and draft.status != "hypothetical" else None
        return above or (_report_behind(verb) if tense in {"ahead", "present", "progressive"} else None)
    reporter = draft.frame.reporters[0]
    if tense == "past":
        # "said that it was against the plan": the past of a state is the present of who speaks.
        return reporter if tense_of(reporter) == "past" and _is_state(verb) else None
    if tense == "none" and draft.status in {"happened", "ongoing"} and draft.type != "ACCUSE":
        return None
    return reporter


def is_state(verb: Token) -> bool:
    """Tell whether a verb tells in the present what goes on rather than what is done: "supports", "occupies", "is"."""
    return lemma_of(verb) in word_list("stative") and lemma_of(verb) not in _DONE


def is_report(verb: Token) -> bool:
    """Tell whether a verb reports what someone says."""
    return "report" in verb_effects().get(lemma_of(verb), frozenset())


def plan_of(draft: Draft) -> Token | None:
    """Return the verb by which the narrator says today what lies ahead, or None.

    "Will" and "is to" of a main clause, or a present that plans: "intends to seek", "is expected to be ratified".
    """
    verb = draft.predicate
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and not is_report(verb.head)):
        verb = verb.head if verb.head.pos_ in {"VERB", "AUX", "ADJ"} else verb
    if any(above.dep_ in {"relcl", "advcl", "acl", "pcomp"} for above in (verb, *verb.ancestors)):
        return None
    will = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in {"will", "'ll", "’ll", "shall"}), None)
    if will is not None:
        return will
    return verb if verb != draft.predicate and tense_of(verb) in {"present", "progressive"} else None


def root_of(verb: Token) -> Token:
    """Return the verb that the whole sentence of `verb` hangs on."""
    return next((t for t in (verb, *verb.ancestors) if t.dep_ == "ROOT"), verb)


def is_pronoun(verb: Token) -> bool:
    """Tell whether the subject of a verb, its own or shared, is a personal pronoun, so that the sentence goes on."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None and verb.dep_ == "conj" and verb.head != verb:
        return is_pronoun(verb.head)
    return subject is not None and str(subject.lower_) in _PRONOUNS


def _is_state(verb: Token) -> bool:
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not _own_subject(verb):
        verb = verb.head
    return is_state(verb)


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _report_above(verb: Token) -> Token | None:
    """Return the verb of saying in whose sentence part something ahead stands: "said in a statement that it would ..."."""
    for above in verb.ancestors:
        if above.pos_ == "VERB":
            return above if is_report(above) else None
    return None


def _report_behind(verb: Token) -> Token | None:
    """Return the verb of saying that ends the sentence where the parser takes it for a second act: "..., Tokyo announced"."""
    if verb.dep_ != "ROOT" or any(c.dep_ == "cc" for c in verb.children):
        return None
    return next((c for c in verb.rights if c.dep_ == "conj" and is_report(c) and _own_subject(c)), None)


def _has_finite(verb: Token) -> bool:
    return any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in verb.doc)
