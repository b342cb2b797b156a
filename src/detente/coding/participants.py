"""From the head of a noun phrase to the actors that it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from detente.coding.clauses import conjuncts, lemma_of
from detente.coding.lexicon import verb_effects, word_list
from detente.evidence import starting_within
from detente.records import Actor, Mention, Participant

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset("it they he she we them him her itself themselves himself herself".split())
_POSSESSIVES = frozenset("its their his her our".split())
_PAIR_WORDS = frozenset("two both".split())
_TALKING = frozenset("leader minister side president interlocutor party counterpart".split())
_INNER = (
    "of",
    "from",
    "in",
    "with",
    "against",
    "on",
    "at",
    "between",
    "for",
    "to",
    "over",
    "toward",
    "towards",
    "into",
    "near",
)
_OWNING = frozenset({"of", "from", "by"})
# "A spokesman for the Union", "the government in Ottawa": after these nouns other prepositions tell whose they are too.
_SPEAKS_FOR = frozenset(
    "spokesman spokesperson spokeswoman minister secretary ambassador envoy representative lawyer".split()
)
_SEATED = frozenset(
    "government military army police authority court ministry parliament regime leadership ruler leader".split()
)
Role = Literal["source", "target"]


@dataclass(frozen=True, slots=True)
class Found:
    """An actor for a role, and how surely: `direct` where the phrase itself names it."""

    mention: Mention
    direct: bool
    by_pronoun: bool = False

    @property
    def actor(self) -> Actor | None:
        """The actor; for an ambiguous mention what all its candidates have in common, or None where they differ in country."""
        actor = self.mention.actor
        if isinstance(actor, Actor):
            return actor
        countries = {c.country for c in actor.candidates}
        if len(countries) != 1 or None in countries:
            return None
        country = next(iter(countries))
        sectors = {c.sector for c in actor.candidates}
        sector = next(iter(sectors)) if len(sectors) == 1 else None
        return Actor(
            str(country), self.mention.span.quote, country, sector, None, ("all candidates are of one country",)
        )

    @property
    def country(self) -> str | None:
        """Whose actor it is."""
        return self.actor.country if self.actor else None

    def participant(self) -> Participant:
        """Return the record for an event; only for a mention that is not ambiguous."""
        actor = self.actor
        assert actor is not None
        return Participant(actor.id, actor.name, actor.country, actor.sector, self.mention.span)


class Scene:
    """The mentions of one sentence, and whom the text before it speaks of.

    Args:
        offset: Where the sentence starts in the document's clean text.
        mentions: The document's mentions, sorted by start.
        recent: Actors that acted before this sentence, the latest first, for pronouns.
        pair: The two sides that "the two countries" means here, or ().
    """

    def __init__(
        self, offset: int, length: int, mentions: Sequence[Mention], recent: Sequence[Mention], pair: Sequence[Mention]
    ) -> None:
        self.offset = offset
        end = offset + length
        self.mentions = [m for m in starting_within(mentions, offset, end) if m.span.end <= end]
        self.recent = list(recent)
        self.pair = tuple(pair)

    def at(self, token: Token) -> Mention | None:
        """Return the mention that covers `token`."""
        start = self.offset + token.idx
        for mention in self.mentions:
            if mention.span.start < start + len(token) and start < mention.span.end:
                return mention
        return None

    def own(self, token: Token) -> list[Found]:
        """Return the actors that the phrase of `token` itself names: its head, a pronoun, "the two sides"."""
        mention = self.at(token)
        if mention is not None and self._heads(mention, token):
            return [*self._paired(mention, token), Found(mention, direct=True)]
        if token.lower_ in _PRONOUNS:
            return self._pronoun(token)
        if self.is_pair(token):
            return [Found(m, direct=True, by_pronoun=True) for m in self.pair]
        for child in token.children:
            if child.dep_ == "appos" and self.at(child) is not None:
                # "the foreign ministers of the two states, Nikos Dendias and Mevlut Cavusoglu"
                row = [m for head in conjuncts(child) if (m := self.at(head)) is not None]
                return [Found(m, direct=True) for m in row]
        return []

    def _paired(self, mention: Mention, token: Token) -> list[Found]:
        """Return the other nations that share a noun: "Egyptian and Turkish diplomats", "the governments of A and B"."""
        adjectives = [head for c in token.children if c.dep_ in {"amod", "compound", "nmod"} for head in conjuncts(c)]
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                adjectives += [head for c in child.children if c.dep_ == "pobj" for head in conjuncts(c)]
        joined = [m for head in adjectives if head.conjuncts and (m := self.at(head)) is not None and m is not mention]
        return [Found(m, direct=True) for m in joined if isinstance(m.actor, Actor) and m.actor.country is not None]

    def is_pair(self, token: Token) -> bool:
        """Tell whether the phrase is one like "the two sides", "both countries"."""
        if (
            token.lower_ in {"both", "two"}
            and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
            and self.at(token) is None
        ):
            return True
        lemma = lemma_of(token)
        if lemma in word_list("two_sides") and any(c.lower_ in _PAIR_WORDS for c in token.children):
            return True
        # "The leaders agreed": a plural with nothing but its article, of those who can only be the two just named.
        bare = [c for c in token.children if c.dep_ not in {"punct", "cc", "conj"}]
        return (
            lemma in _TALKING
            and token.tag_ == "NNS"
            and token.dep_ in {"nsubj", "pobj"}
            and [c.lower_ for c in bare] == ["the"]
        )

    def _heads(self, mention: Mention, token: Token) -> bool:
        """Tell whether the mention names the phrase of `token` and is not merely an adjective or owner inside it."""
        actor = mention.actor
        bare = isinstance(actor, Actor) and actor.sector is None
        return not (bare and token.dep_ in {"amod", "compound", "nmod", "poss"})

    def _pronoun(self, token: Token) -> list[Found]:
        """Return whom a pronoun means: the last one named before it in the sentence that acts, else before it."""
        if token.lower_ == "we":
            return self._we(token)
        personal = token.lower_ in {"he", "she", "him", "her", "himself", "herself"}
        before = [m for m in self.mentions if m.span.end <= self.offset + token.idx and isinstance(m.actor, Actor)]
        acting = [m for m in before if self._acts(m, token)]
        if token.lower_ in {"they", "them"} and not acting and self.pair:
            return [Found(m, direct=True, by_pronoun=True) for m in self.pair]
        for mention in [*reversed(acting), *self.recent]:
            actor = mention.actor
            if not isinstance(actor, Actor) or actor.country is None or actor.sector == "media":
                continue
            if token.lower_ == "it" and actor.sector == "military":
                # "It" is the ministry or the state that speaks, hardly ever a ship.
                continue
            if personal == is_person(actor):
                return [Found(m, direct=True, by_pronoun=True) for m in self._with_partners(mention, token)]
        return []

    def _we(self, token: Token) -> list[Found]:
        """ "We" is who is quoted: the subject of a verb of saying in the same sentence, else nobody known."""
        for other in token.doc:
            if other.pos_ == "VERB" and "report" in verb_effects().get(lemma_of(other), frozenset()):
                for child in other.children:
                    if child.dep_ == "nsubj" and child.lower_ != "we" and (mention := self.at(child)) is not None:
                        return [Found(mention, direct=True, by_pronoun=True)]
        return []

    def _with_partners(self, mention: Mention, token: Token) -> list[Mention]:
        """Return all that "they" means where the mention stands in a row of subjects: "Australia and New Zealand"."""
        if token.lower_ not in {"they", "them", "themselves", "their"}:
            return [mention]
        for ancestor in token.ancestors:
            for child in ancestor.children:
                if child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i:
                    row = [m for head in conjuncts(child) if (m := self.at(head)) is not None]
                    if any(m is mention for m in row):
                        return row
        return [mention]

    def _acts(self, mention: Mention, token: Token) -> bool:
        """Tell whether the mention is a subject above the pronoun's clause."""
        for ancestor in token.ancestors:
            for child in ancestor.children:
                above = child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i
                if above and any(self.at(head) is mention for head in conjuncts(child)):
                    return True
        return False

    def around(self, token: Token, *, role: Role = "target", depth: int = 0) -> list[Found]:
        """Return the actors that a phrase belongs to or is about: owner, adjective, then what follows it.

        What is done is done by whom a thing is of; where it is, or what it is against, matters for the target only.
        """
        found = self.owners(token)
        inner = (_OWNING | _owning_after(token)) if role == "source" else _INNER
        if found or depth > 2:
            return found
        for child in token.children:
            if child.dep_ in {"prep", "acl", "relcl"} and child.lower_ in inner:
                for grand in child.children:
                    if grand.dep_ == "pobj":
                        for head in conjuncts(grand):
                            found += self.own(head) or self.around(head, role=role, depth=depth + 1)
                if found:
                    return found
        return found

    def owners(self, token: Token) -> list[Found]:
        """Return the actors named before the head of a phrase: possessor, adjective or first part of a compound."""
        found: list[Found] = []
        for child in token.children:
            if child.dep_ == "amod" and lemma_of(token) in word_list("victim_nouns"):
                # "the Armenian genocide": the adjective names who suffered it.
                continue
            if child.dep_ == "poss" and child.lower_ in _POSSESSIVES:
                found += [Found(f.mention, direct=False, by_pronoun=True) for f in self._pronoun_owner(child)]
            elif child.dep_ in {"poss", "amod", "compound", "nmod", "npadvmod"}:
                for head in conjuncts(child):
                    mention = self.at(head)
                    if mention is not None and not any(f.mention is mention for f in found):
                        found.append(Found(mention, direct=False))
                    elif mention is None and child.dep_ == "poss":
                        found += self.owners(head)
        own = self.at(token)
        if own is not None and not found:
            found.append(Found(own, direct=False))
        return [_thing_of(f) for f in found]

    def _pronoun_owner(self, token: Token) -> list[Found]:
        if token.lower_ == "our":
            return []
        personal = token.lower_ in {"his", "her"}
        subjects = [
            f
            for ancestor in token.ancestors
            for child in ancestor.children
            if child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i
            for f in self.own(child)
        ]
        for f in subjects:
            if f.actor is not None and f.country is not None and (not personal or is_person(f.actor)):
                return [f]
        return []


def is_person(actor: Actor) -> bool:
    """Tell whether an actor is a single person, whom "he" or "she" may mean."""
    return actor.office is not None or ("/" in actor.id and any("person" in step for step in actor.chain))


def _thing_of(found: Found) -> Found:
    """A bare adjective or name before a thing ("Chinese steel", "a Greek battery") stands for the state it is of."""
    actor = found.actor
    bare = actor is not None and actor.sector is None and actor.id == actor.country
    return as_state(found, "a thing of this state") if bare else found


def as_state(found: Found, step: str = "speaks for its state") -> Found:
    """Return the state of an actor: what is done "to us" by the word of a minister is done to the state."""
    actor = found.actor
    assert actor is not None
    assert actor.country is not None
    state = Actor(actor.country, actor.country, actor.country, "government", None, (*actor.chain, step))
    return replace(found, mention=replace(found.mention, actor=state))


def _owning_after(head: Token) -> frozenset[str]:
    lemma = lemma_of(head)
    return frozenset({"for"} if lemma in _SPEAKS_FOR else {"in"} if lemma in _SEATED else ())


def _may_stand(head: Token, role: Role) -> bool:
    """Tell whether what a phrase names can stand for the state it is of.

    A Spanish slug, an Irish singer and a Chilean storm do not; a firm does where something is done to it, not where it acts.
    """
    lemma = lemma_of(head)
    # "a Finnish engineering group", as against an armed one.
    of_trade = lemma in {"group", "giant"} and any(c.lower_ in word_list("trades") for c in head.children)
    firm = of_trade or lemma in word_list("firms")
    return lemma not in word_list("private_heads") and not (role == "source" and firm)


def named(scene: Scene, heads: Iterable[Token], *, loose: bool, role: Role = "target") -> list[Found]:
    """Return the actors of several phrases, without repeats.

    Args:
        loose: Take the owner of a phrase, or what it is about, where its head is no actor.
        role: What the phrases are in the act.
    """
    found: list[Found] = []
    for head in heads:
        for item in scene.own(head) or (scene.around(head, role=role) if loose and _may_stand(head, role) else []):
            if item.actor is not None and not any(f.mention.span == item.mention.span for f in found):
                found.append(item)
    return found
