"""Acts on agreements in a parsed sentence: the word that carries each, the agreement it is about, and who does it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from detente.agreements.attitudes import subjects_of
from detente.agreements.passages import Passage
from detente.agreements.records import Stance, StepKind
from detente.agreements.references import Reference
from detente.agreements.wording import lemma_in, words
from detente.coding.clauses import Clause, clause_of, conjuncts
from detente.data.tables import read_rows

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset({"it", "itself"})
_TIES = frozenset("of in to from under for with on".split())
# What ends is an agreement only where a phrase says so: "it ends" may be a visit, "it expires" hardly.
_SURE = frozenset({"expire", "lapse", "enter", "come", "take"})
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One use of a word that carries an act on an agreement; see `docs/agreements.md`."""

    lemma: str
    particle: str
    place: str
    needs: str
    step: StepKind | None
    stance: Stance | None
    flag: str


@dataclass(frozen=True, slots=True)
class Act:
    """An act on an agreement.

    Attributes:
        token: The verb or noun that carries it.
        doers: Heads of the phrases that name who does it.
        inner: The act that this one is done to: suspending the termination of a pact.
    """

    token: Token
    row: Row
    reference: Reference
    doers: tuple[Token, ...]
    inner: Act | None = None


@cache
def _rows(pos: str) -> Mapping[str, tuple[Row, ...]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows("agreements/wording_acts.csv"):
        if row["pos"] == pos:
            made = Row(
                row["lemma"],
                row["particle"],
                row["place"],
                row["needs"],
                row["step"] or None,  # type: ignore[arg-type]  # a test checks them
                row["stance"] or None,  # type: ignore[arg-type]
                row["flag"],
            )
            grouped[row["lemma"]].append(made)
    return {lemma: tuple(sorted(rows, key=lambda r: (not r.needs, not r.particle))) for lemma, rows in grouped.items()}


# What "it" rather means than an agreement that was named a sentence ago, where it stands nearer.
_RIVALS = frozenset(
    "appeal bill call decision demand draft idea law measure motion offer plan project proposal request resolution ruling "
    "suggestion".split()
)


class Acts:
    """Finds the acts on agreements in one passage."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._at = {head.i: r for r in passage.references if (head := _head_of(r, passage)) is not None}
        self._clauses: dict[int, Clause] = {}

    def find(self) -> Iterator[Act]:
        """Yield the acts in order of their words."""
        for token in self.passage.doc:
            act = self._of(token, 0)
            if act is not None:
                yield act
                yield from (replace(act, reference=other) for other in self._joined(act.reference))

    def _joined(self, reference: Reference) -> Iterator[Reference]:
        """Yield the agreements that are named in one row with another: "a violation of the convention and the treaty"."""
        head = next((t for t in self.passage.doc if self._at.get(t.i) is reference), None)
        for token in head.conjuncts if head is not None else ():
            other = self._at.get(token.i)
            if other is not None and other.agreement != reference.agreement:
                yield other

    def clause(self, token: Token) -> Clause:
        """Return the clause of a verb of this passage."""
        if token.i not in self._clauses:
            self._clauses[token.i] = clause_of(token)
        return self._clauses[token.i]

    def reference_of(self, head: Token, depth: int = 0) -> Reference | None:
        """Return the agreement that the phrase of `head` means, or belongs to: "its participation in the treaty"."""
        for token in (head, *(t for t in conjuncts(head) if t is not head)):
            if token.i in self._at:
                return self._at[token.i]
        through = str(head.lemma_).lower() in words("transparent") | words("nouns")
        for child in head.children:
            tied = child.dep_ == "appos" or (through and child.dep_ in {"compound", "nmod"})
            if tied and child.i in self._at:
                return self._at[child.i]
        if head.lower_ in _PRONOUNS:
            return self._pronoun(head)
        if depth < _DEPTH and str(head.lemma_).lower() in words("transparent"):
            return self._inside(head, depth)
        return None

    def _inside(self, head: Token, depth: int) -> Reference | None:
        for child in head.children:
            if child.dep_ == "poss" and (found := self._at.get(child.i)) is not None:
                return found
            if child.dep_ == "prep" and child.lower_ in _TIES:
                for grand in child.children:
                    if grand.dep_ == "pobj" and (found := self.reference_of(grand, depth + 1)) is not None:
                        return found
        return None

    def _pronoun(self, token: Token) -> Reference | None:
        """Return what "it" means: the agreement named before it in the sentence, else the one the text goes on about."""
        before = [self._at[i] for i in sorted(self._at) if i < token.i]
        if before:
            return before[-1] if len({r.agreement for r in before}) == 1 else None
        if any(str(t.lemma_).lower() in _RIVALS for t in token.doc[: token.i]):
            return None  # "brought up Seoul's proposal, and the minister rejected it"
        return self.passage.antecedent

    def _of(self, token: Token, depth: int) -> Act | None:
        if token.pos_ in {"VERB", "AUX"} or (token.dep_ == "ROOT" and lemma_in(token, _rows("verb"))):
            return self._verbal(token, depth)
        if token.pos_ in {"NOUN", "PROPN"}:
            return self._nominal(token)
        if token.pos_ == "ADJ":
            return self._adjectival(token)
        return None

    def _adjectival(self, token: Token) -> Act | None:
        """ "committed to the treaty", "critical of the deal"."""
        for row in _rows("adj").get(str(token.lower_), ()):
            heads = [h for c in token.children if c.dep_ == "prep" and c.lower_ == row.place
                     for g in c.children if g.dep_ == "pobj" for h in conjuncts(g)]  # fmt: skip
            for head in heads:
                if (reference := self.reference_of(head)) is not None:
                    return Act(token, row, reference, clause_of(token.head).subjects)
        return None

    def _verbal(self, token: Token, depth: int) -> Act | None:
        if str(token.lower_) in _rows("adj") and (found := self._adjectival(token)) is not None:
            return found
        lemma = lemma_in(token, _rows("verb"))
        if lemma is None:
            return None
        clause = self.clause(token)
        for row in _rows("verb")[lemma]:
            if row.particle and row.particle not in {str(c.lower_) for c in token.children}:
                continue
            if row.needs and not _has(clause, row.needs):
                continue
            for head in _heads(clause, row):
                reference = self.reference_of(head)
                if reference is not None and self._allowed(row, head, clause):
                    return Act(token, row, reference, subjects_of(token) if row.place != "subj" else ())
                inner = self._done_to(head) if depth == 0 and row.place == "obj" else None
                if inner is not None:
                    return Act(token, row, inner.reference, subjects_of(token), inner)
        return None

    def _done_to(self, head: Token) -> Act | None:
        """Return the act that another is done to: "suspended the termination of", "its decision to end"."""
        if head.pos_ not in {"NOUN", "PROPN"}:
            return None
        found = self._nominal(head)
        if found is not None or str(head.lemma_).lower() not in words("resolved"):
            return found
        for child in head.children:
            if child.dep_ == "acl" and child.tag_ == "VB":
                return self._verbal(child, 1)
            if child.dep_ == "prep":
                for grand in child.children:
                    if grand.dep_ in {"pobj", "pcomp"} and (inner := self._of(grand, 1)) is not None:
                        return inner
        return None

    def _allowed(self, row: Row, head: Token, clause: Clause) -> bool:
        if row.flag == "no_as" and "as" in clause.obliques:
            return False
        if row.place == "subj" and (clause.objects or clause.passive) and row.flag in {"intransitive", "self"}:
            return row.flag == "self" and any(o.lower_ == "itself" for o in clause.objects)
        if row.flag == "self":
            return any(o.lower_ == "itself" for o in clause.objects)
        if row.flag == "legislature":
            return any(_is_legislature(s) for s in clause.subjects)
        if head.lower_ in _PRONOUNS and (row.flag == "intransitive" or row.lemma in words("loose")):
            return False
        return not (head.lower_ in _PRONOUNS and row.place == "subj" and row.lemma not in _SURE)

    def _nominal(self, token: Token) -> Act | None:
        lemma = lemma_in(token, _rows("noun"))
        if lemma is None:
            return None
        row = _rows("noun")[lemma][0]
        if row.flag == "into_force" and not any(
            c.lower_ == "into" and any(g.lower_ in {"force", "effect"} for g in c.children) for c in token.children
        ):
            return None
        reference = self._inside(token, 0)
        if reference is None:
            for child in token.children:
                if child.dep_ in {"compound", "amod", "nmod", "poss"} and child.i < token.i:
                    reference = reference or self.reference_of(child)
        if reference is None and lemma in words("bare"):
            reference = self._left_out(token)
        return None if reference is None else Act(token, row, reference, tuple(_owners(token)))

    def _left_out(self, noun: Token) -> Reference | None:
        """Return what "an extension" is of, where its phrase does not say and the sentence or the one before names one only."""
        if any(
            c.dep_ in {"prep", "compound", "poss"} and c.lower_ not in {"without", "by", "for"} for c in noun.children
        ):
            return None
        named = {r.agreement: r for r in self.passage.references}
        if not named:
            return self.passage.antecedent
        return next(iter(named.values())) if len(named) == 1 else None


def _head_of(reference: Reference, passage: Passage) -> Token | None:
    """Return the head of a reference: its head noun, and of a longer name ("Treaty on Open Skies") the word all hangs on."""
    offset = passage.scene.offset
    head = next((t for t in passage.doc if offset + t.idx <= reference.head < offset + t.idx + len(t)), None)
    outside = not reference.span.start <= reference.head < reference.span.end
    if head is None or reference.how != "name" or outside or head.lower_ in words("nouns"):
        return head
    inside = [t for t in passage.doc if reference.span.start <= offset + t.idx < reference.span.end]
    tops = [t for t in inside if t.head not in inside or t.head is t]
    nouns = [t for t in tops if t.pos_ in {"NOUN", "PROPN"}]
    return next((t for t in nouns if t.lower_ in words("nouns")), nouns[-1] if nouns else head)


def _owners(noun: Token) -> Iterator[Token]:
    """Yield the heads that name whose act a noun is: possessor, adjective, "by" phrase."""
    for child in noun.children:
        if child.dep_ in {"poss", "amod", "compound", "nmod"} and child.i < noun.i:
            yield from conjuncts(child)
        elif child.dep_ in {"prep", "agent"} and child.lower_ == "by":
            yield from (head for grand in child.children if grand.dep_ == "pobj" for head in conjuncts(grand))


def _is_legislature(token: Token) -> bool:
    return str(token.lower_) in {
        "parliament", "senate", "congress", "bundestag", "duma", "assembly", "lawmakers", "mps", "knesset", "house",
        "commons", "lords", "verkhovna", "rada", "diet", "deputies", "legislature", "seimas", "sejm",
    }  # fmt: skip


def _heads(clause: Clause, row: Row) -> Sequence[Token]:
    if row.place == "obj":
        if _wanted_done(clause.predicate) and not clause.passive:
            # "want it revised": what the parser takes for the participle's subject is what is to be revised.
            return clause.objects or [c for c in clause.predicate.children if c.dep_ == "nsubj"]
        return clause.objects
    if row.place == "subj":
        found = clause.subjects or (clause.objects if clause.passive else ())
        return [t for t in found if t.i < clause.predicate.i] or _relative_subject(clause)
    return _after(clause, row.place)


def _wanted_done(verb: Token) -> bool:
    """Tell whether a participle says what someone wants done: "wants the treaty amended"."""
    governor = str(verb.head.lemma_).lower()
    return verb.tag_ in {"VBN", "VBD"} and verb.dep_ in {"ccomp", "xcomp"} and governor in words("wanting")


def _relative_subject(clause: Clause) -> list[Token]:
    """Return the noun of "the pact expiring in November", "the treaty, which lapses ..."."""
    token = clause.predicate
    return [token.head] if token.dep_ in {"acl", "relcl"} and token.tag_ != "VBN" else []


def _after(clause: Clause, preposition: str) -> list[Token]:
    """Return the heads after a preposition, also where the parser hangs it on a particle: "pull out of"."""
    found = list(clause.obliques.get(preposition, ()))
    for child in clause.predicate.children:
        if child.dep_ in {"prt", "advmod", "prep"}:
            for grand in child.children:
                if grand.lower_ == preposition:
                    found += [h for great in grand.children if great.dep_ == "pobj" for h in conjuncts(great)]
    return found


def _has(clause: Clause, needs: str) -> bool:
    """Tell whether a clause has what a row needs: "into:force|effect", "obj:effect", "xcomp:expire"."""
    place, _, options = needs.partition(":")
    wanted = options.split("|")
    if place == "obj":
        return any(str(o.lower_) in wanted for o in clause.objects)
    if place in {"xcomp", "ccomp"}:
        return any(str(c.lemma_).lower() in wanted for c in clause.complements)
    if place in {"acomp", "oprd"}:
        named = [c for c in clause.predicate.children if c.dep_ in {"acomp", "oprd", "attr", "ccomp", "xcomp"}]
        return any(str(t.lower_) in wanted for c in named for t in (c, *c.children))
    if place == "subjref":
        return any(str(h.lower_) in wanted for h in clause.obliques.get("in", ()))
    return any(str(h.lower_) in wanted for h in clause.obliques.get(place, ()))
