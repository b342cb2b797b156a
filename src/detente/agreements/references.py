"""Which agreement a phrase of a document means: by name, by year, by description, or back to one named before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.agreements.known import Entry, Known, entry_of, kind_of, telling
from detente.agreements.phrases import YEAR, Phrase
from detente.agreements.records import Agreement, AgreementKind, Quoted
from detente.agreements.wording import plain, words
from detente.coding.participants import Scene
from detente.evidence import span_of
from detente.reading.timex import TimeExpression
from detente.records import Actor, Document, Mention, Span, content_id

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

How = Literal["name", "year", "description", "new", "back"]
_DEFINITE = frozenset("the this that its their his her our".split())
_INDEFINITE = frozenset("a an any no another some such each every".split())
# How many sentences back "the agreement" may refer, and how far "it" may.
_BACK = 12
_TITLE = re.compile(
    r"^\W*(?:the\s+)?(?:[\w-]+\s+){0,5}?(?P<noun>agreement|treaty|convention|memorandum(?:\s+of\s+understanding)?|protocol|accord|pact|arrangement)\b"
    r"\s+(?:between|among|on|of|concerning|for|relating)\b",
    re.IGNORECASE,
)
_LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase of a text and the agreement that it means.

    Attributes:
        head: Where its head noun starts, so that a parse can be matched to it.
    """

    span: Span
    agreement: str
    how: How
    head: int


class Referents:
    """Tells, sentence by sentence and in order, which agreements a document means.

    Args:
        document: The document.
        mentions: Its mentions of actors, sorted.
        things: Its mentions of things, sorted.
        known: The agreements that may be meant; what the document introduces is kept apart in `introduced`, and of that
            in `coming` what it calls new or next.
    """

    def __init__(
        self, document: Document, mentions: Sequence[Mention], things: Sequence[Mention], known: Known
    ) -> None:
        self.document = document
        self.known = known
        self.introduced: dict[str, Agreement] = {}
        self._entries: dict[str, Entry] = {}
        self._mentions = mentions
        self._things = _named_things(document.text, things, known)
        countries = (m.actor.country for m in mentions if isinstance(m.actor, Actor) and m.actor.sector != "media")
        self._around = Counter(country for country in countries if country is not None)
        self._last: list[tuple[int, Reference]] = []
        self._number = 0
        self.coming: set[str] = set()
        self.subject = self._title()

    def read(self, doc: Doc, scene: Scene, times: Sequence[TimeExpression]) -> list[Reference]:
        """Return the references of the next sentence, in order.

        Args:
            doc: The parsed sentence.
            scene: Its mentions.
            times: Its time expressions.
        """
        self._number += 1
        found: list[Reference] = []
        end = scene.offset + len(doc.text)
        for mention in self._things:
            if scene.offset <= mention.span.start < end and isinstance(mention.actor, Actor):
                head = mention.span.end - 1
                found.append(Reference(mention.span, mention.actor.id, "name", head))
        for token in doc:
            if token.pos_ not in {"NOUN", "PROPN"} or token.lower_ not in words("nouns"):
                continue
            start = scene.offset + token.idx
            if any(r.span.start <= start < r.span.end for r in found):
                continue
            inside = _inside(token, scene.offset, found)
            if inside is not None:
                # "the GSOMIA pact": the name qualifies the noun that is the head.
                found[found.index(inside)] = Reference(inside.span, inside.agreement, "name", start)
                continue
            reference = self._of(token, scene, times, found)
            if reference is not None:
                found.append(reference)
        found.sort(key=lambda r: r.span.start)
        self._last += [(self._number, r) for r in found]
        return found

    def skip(self) -> None:
        """Count a sentence that was not read."""
        self._number += 1

    def antecedent(self, back: int) -> Reference | None:
        """Return what "it" means: the agreement last meant, if at most `back` sentences ago and no other as near."""
        near = [(n, r) for n, r in self._last if self._number - n <= back]
        if not near:
            return None
        latest = {r.agreement for n, r in near if n == near[-1][0]}
        return near[-1][1] if len(latest) == 1 else None

    def entry(self, ident: str) -> Entry:
        """Return how the agreement `ident` may be meant."""
        return self._entries.get(ident) or self.known.entries[ident]

    def _of(
        self, token: Token, scene: Scene, times: Sequence[TimeExpression], here: Sequence[Reference]
    ) -> Reference | None:
        phrase = Phrase(token, scene, self.document.text, times)
        if token.tag_ in {"NNS", "NNPS"} and token.lower_ not in {"accords"}:
            return None
        span, head = phrase.span, scene.offset + token.idx
        if self.subject is not None and self._means_itself(token, phrase, self.subject):
            return Reference(span, self.subject, "back", head)
        topic = phrase.topic
        year = phrase.year
        if phrase.determiner not in _INDEFINITE:
            ident = None
            if year is not None:
                around = topic | _clause_words(token)
                ident = self.known.by_year(
                    year, str(token.lower_), around, phrase.parties, self._around, _countries(scene)
                )
            ident = ident or self.known.by_words(phrase.bag, phrase.parties, self._around)
            if ident is not None:
                return Reference(span, ident, "year" if year is not None else "description", head)
            back = self._back(token, phrase, here)
            if back is not None:
                return Reference(span, back, "back", head)
        elif phrase.is_name:
            # "signed a Reciprocal Access Agreement": a name, if with the article of what is told for the first time.
            ident = self.known.by_words(phrase.bag, _countries(scene), self._around)
            if ident is not None:
                return Reference(span, ident, "description", head)
        parties = phrase.all_parties
        if len(parties) < 2 or phrase.kind is None or phrase.determiner in {"no", "any", "each", "every"}:
            return None
        listed = (
            self.known.by_parties(phrase.kind, parties)
            if year is None and phrase.determiner not in _INDEFINITE
            else None
        )
        if listed is not None:
            return Reference(span, listed, "description", head)
        return Reference(span, self._introduce(phrase, parties, phrase.kind), "new", head)

    def _means_itself(self, token: Token, phrase: Phrase, subject: str) -> bool:
        """Tell whether the text of an agreement speaks of itself: "This Agreement", "the Treaty"."""
        if not token.text[:1].isupper() or phrase.parties:
            return False
        return phrase.determiner == "this" or (phrase.determiner == "the" and token.lower_ in self.entry(subject).nouns)

    def _back(self, token: Token, phrase: Phrase, here: Sequence[Reference]) -> str | None:
        """Return the agreement last meant that the words of a definite phrase fit, or None where it is not sure."""
        definite = phrase.determiner in _DEFINITE or (phrase.owned and phrase.determiner is None)
        if not definite and not phrase.headline:
            return None
        near = [r for n, r in self._last if self._number - n <= _BACK] + list(here)
        for reference in reversed(near):
            entry = self.entry(reference.agreement)
            earlier = phrase.is_old and reference.agreement in self.coming
            if not self._fits(phrase, entry, any_year=earlier):
                continue
            if earlier:
                # "a new protocol is being negotiated; the present one runs out": the one before it, of the same parties.
                coming = self.introduced[reference.agreement]
                return self._introduce(phrase, coming.parties, coming.kind)
            rivals = {r.agreement for r in near[-6:] if self._fits(phrase, self.entry(r.agreement))}
            sentence = next((n for n, r in reversed(self._last) if r is reference), self._number)
            same = {r.agreement for n, r in self._last if n == sentence} | (
                {r.agreement for r in here} if sentence == self._number else set()
            )
            nouns = {a for a in rivals & same if token.lower_ in self.entry(a).nouns}
            if len(rivals & same) > 1:
                return next(iter(nouns)) if len(nouns) == 1 else None
            return reference.agreement
        return None

    def _fits(self, phrase: Phrase, entry: Entry, *, any_year: bool = False) -> bool:
        if phrase.parties and entry.parties and not phrase.parties <= entry.parties:
            return False
        if phrase.year is not None and phrase.year != entry.year and not any_year:
            return False
        if phrase.about and not phrase.about & entry.vocabulary:
            return False
        return phrase.topic <= entry.vocabulary or bool(phrase.topic & entry.vocabulary and len(phrase.topic) > 1)

    def _introduce(self, phrase: Phrase, parties: tuple[str, ...], kind: AgreementKind | None) -> str:
        """Keep an agreement that the ledger does not have and return its id."""
        for ident, agreement in self.introduced.items():
            years = {agreement.signed.start.year if agreement.signed and agreement.signed.start else None, phrase.year}
            if (ident in self.coming) == phrase.is_old:
                continue
            if set(agreement.parties) == set(parties) and agreement.kind == kind and len(years - {None}) < 2:
                return ident
        ident = introduced_id(parties, kind, phrase.year, earlier=phrase.is_old and phrase.year is None)
        evidence = Quoted(self.document.id, self.document.path, phrase.sentence)
        made = Agreement(ident, (phrase.name,), kind, tuple(sorted(parties)), phrase.signed, sources=(evidence,))
        self.introduced[ident] = made
        self._entries[ident] = entry_of(made)
        if phrase.is_new:
            self.coming.add(ident)
        return ident

    def _title(self) -> str | None:
        """Return the agreement whose text the document is, from its title or first line, or None."""
        text = self.document.text
        first = text.lstrip().split("\n", 1)[0]
        start = text.find(first) if first else 0
        line = first if _TITLE.match(first) and len(first) < _LONGEST_TITLE else None
        if line is None or re.search(
            r"[a-z][.!?]\s|\b(?:said|says|will|was|were|is|has|have|to\s+(?:be|end|expire))\b", line
        ):
            return None
        match = _TITLE.match(line)
        assert match is not None
        inside = [m for m in self._mentions if start <= m.span.start < start + len(line)]
        parties = tuple(
            dict.fromkeys(m.actor.country for m in inside if isinstance(m.actor, Actor) and m.actor.country)
        )
        thing = next((m for m in self._things if start <= m.span.start < start + len(line)), None)
        if thing is not None and isinstance(thing.actor, Actor):
            return self._open(thing.actor.id, thing.span)
        bag = _without_countries(line, inside, start)
        ident = self.known.by_words(bag, parties, parties)
        if ident is None and parties:
            years = [int(y) for y in YEAR.findall(line)]
            kind = kind_of(line)
            ident = self.known.by_parties(kind, parties) if kind is not None and not years else None
            if ident is None and len(parties) >= 2:
                span = span_of(text, start, start + len(line))
                year = years[0] if years else None
                ident = introduced_id(parties, kind, year)
                evidence = Quoted(self.document.id, self.document.path, span)
                self.introduced[ident] = Agreement(
                    ident, (" ".join(line.split()),), kind, tuple(sorted(parties)), sources=(evidence,)
                )
                self._entries[ident] = entry_of(self.introduced[ident])
        if ident is None:
            return None
        return self._open(ident, span_of(text, start, start + len(line)))

    def _open(self, ident: str, span: Span) -> str:
        self._last.append((0, Reference(span, ident, "name", span.start)))
        return ident


def _named_things(text: str, things: Sequence[Mention], known: Known) -> list[Mention]:
    """Return the agreements that a text names: those that the resolver found, and full names that only the ledger has."""
    found = [m for m in things if isinstance(m.actor, Actor) and m.actor.id in known.entries]
    taken = [(m.span.start, m.span.end) for m in found]
    for start, end, ident in known.names_in(text):
        if not any(a < end and start < b for a, b in taken):
            found.append(Mention(span_of(text, start, end), Actor(ident, text[start:end])))
    return sorted(found, key=lambda m: m.span.start)


def _inside(token: Token, offset: int, found: Sequence[Reference]) -> Reference | None:
    left = [t for c in token.children if c.i < token.i and c.dep_ in {"compound", "amod", "nmod"} for t in c.subtree]
    places = {offset + t.idx for t in left}
    return next((r for r in found if r.span.start in places and r.how == "name"), None)


def introduced_id(parties: Iterable[str], kind: str | None, year: int | None, *, earlier: bool = False) -> str:
    """Return the id of an agreement that only texts tell of: the same for the same parties, kind and year.

    Args:
        earlier: It is the one before another of the same parties and kind.
    """
    return content_id("agr", *sorted(parties), kind or "", "earlier" if earlier else str(year or ""))


def _countries(scene: Scene) -> frozenset[str]:
    found = (m.actor.country for m in scene.mentions if isinstance(m.actor, Actor) and m.actor.sector != "media")
    return frozenset(country for country in found if country is not None)


def _without_countries(line: str, mentions: Iterable[Mention], start: int) -> frozenset[str]:
    rest = list(plain(line))
    for mention in mentions:
        for at in range(mention.span.start - start, min(mention.span.end - start, len(rest))):
            rest[at] = " "
    return telling("".join(rest))


def _clause_words(token: Token) -> frozenset[str]:
    """Return the telling words of the clause around a phrase: "compensation" in "settled under the 1965 agreement"."""
    verb = next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    return telling(" ".join(t.lower_ for t in (verb.subtree if verb is not None else token.doc)))
