"""What an English sentence calls a country: copula, apposition, "as a", "positioned as", headings, shared values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.editions.labels_table import LabelTable, LabelWord
from detente.editions.labels_voice import REGARD, own_voice

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# (country, start, end) in the sentence.
Place = tuple[str, int, int]

_BE = frozenset("be remain become constitute represent pose stay form present".split())
_OURS = frozenset("our its their my the a an this".split())
_VALUES = re.compile(
    r"\bshar(?:e|es|ing)\b(?:\s+(?:with\s+\w+|the|our|many|a|both|same|these|"
    r"such))*\s+(?P<words>(?:[\w-]+(?:,| and)?\s+){0,6}values"
    r"(?:\s*(?:,|of|such as|including|like)\s[^.;:]{3,90}?(?=[.;:]|,? (?:and|with|which|as) (?:is|are|the|a|"
    r"we|it)\b|$))?)",
    re.IGNORECASE,
)
_MODIFIERS = frozenset({"amod", "compound", "advmod", "nmod", "poss", "nummod"})


@dataclass(frozen=True, slots=True)
class Called:
    """A label found in a sentence; `start` and `end` count in the sentence and hold the modifiers."""

    country: str
    label: str
    warmth: int | None
    start: int
    end: int
    modifiers: tuple[str, ...]
    construction: str


def called(
    doc: Doc,
    text: str,
    table: LabelTable,
    places: Sequence[Place],
    *,
    issuer: str | None,
    topic: str | None,
    heading: bool = False,
) -> list[Called]:
    """Return the labels of a parsed sentence.

    Args:
        doc: The parse of `text`.
        text: The sentence.
        table: The words to look for.
        places: The countries that it names.
        issuer: Whose edition it is; it is never labelled, and only its own voice counts.
        topic: The country that "it" and "the country" mean, or None.
        heading: Whether it is a heading.
    """
    reader = _Reader(doc, text, places, issuer, topic)
    found: list[Called] = []
    for word, start, end in table.find(text, "en"):
        found += reader.heading(word, start, end) if heading else reader.word(word, start, end)
    found += reader.values()
    return found


class _Reader:
    """Reads one sentence."""

    def __init__(self, doc: Doc, text: str, places: Sequence[Place], issuer: str | None, topic: str | None) -> None:
        self.doc, self.text, self.places = doc, text, places
        self.issuer, self.topic = issuer, topic

    def heading(self, word: LabelWord, start: int, end: int) -> Iterator[Called]:
        """Yield the label of a heading that is hardly more: "Australia: A Special Strategic Partner"."""
        others = [p for p in self.places if p[0] != self.issuer]
        if len({p[0] for p in others}) == 1 and not re.search(
            r"\b(?:with|and|between|against|of)\b", self.text.lower()
        ):
            first = self._phrase_start(start, others)
            yield self._called(others[0][0], word, first, end, "heading")

    def word(self, word: LabelWord, start: int, end: int) -> Iterator[Called]:
        """Yield what the sentence calls by the word at `[start, end)`."""
        head = self._head(start, end)
        if head is None or self._is_else(head, word):
            return
        for construction, governor, bearers in self._bearers(head):
            if governor is not None and not own_voice(
                governor, head, construction, self.text, self._named, self.issuer
            ):
                continue
            countries = [c for bearer in bearers for c in self._countries(bearer)]
            named = [c for c in dict.fromkeys(countries) if c != self.issuer]
            if named:
                first = self._left(head, start)
                for country in named:
                    yield self._called(country, word, first, end, construction)
                return

    def _called(self, country: str, word: LabelWord, first: int, end: int, construction: str) -> Called:
        form = len(word.form.split())
        words = re.findall(r"[\w'’-]+", self.text[first:end])
        return Called(country, word.label, word.warmth, first, end, tuple(words[: len(words) - form]), construction)

    def _head(self, start: int, end: int) -> Token | None:
        """Return the noun that the word ends with, up the coordination it stands in."""
        inside = [t for t in self.doc if start <= t.idx < end]
        if not inside:
            return None
        head = inside[-1]
        return head if head.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"} else None

    def _is_else(self, head: Token, word: LabelWord) -> bool:
        """Tell whether the word means something else here: "enemy forces", "partner with", "North Korea's ally"."""
        following = self.doc[head.i + 1] if head.i + 1 < len(self.doc) else None
        if head.dep_ in {"compound", "amod", "nmod"} and head.head.i > head.i and head.head.pos_ in {"NOUN"}:
            return True
        if head.pos_ == "VERB":
            return True
        if (
            word.label in {"concern", "challenge", "threat"}
            and following is not None
            and following.lower_ in {"from", "by"}
        ):
            return True
        owners = [t for t in head.children if t.dep_ == "poss"]
        owners += [
            g for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"
        ]
        for owner in owners:
            theirs = [c for c in self._named(owner) if c != self.issuer]
            if theirs and owner.lower_ not in _OURS:
                return True
        return False

    def _bearers(self, head: Token) -> Iterator[tuple[str, Token | None, list[Token]]]:
        """Yield each way in which the noun may be said of someone: construction, governing verb, heads of the bearers."""
        top = head
        while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN", "ADJ"}:
            top = top.head
        governor = top.head
        if top.dep_ == "attr" or (top.dep_ in {"dobj", "acomp"} and str(governor.lemma_).lower() in _BE):
            yield "copula", governor, self._subjects(governor)
        if top.dep_ == "oprd" or (top.dep_ in {"ccomp", "xcomp"} and str(governor.lemma_).lower() in REGARD):
            yield "as", governor, self._patients(governor) + [c for c in top.children if c.dep_ == "nsubj"]
        if top.dep_ == "appos":
            yield "apposition", None, [governor]
        yield from self._as_phrase(top)
        if top.dep_ == "dobj" and str(governor.lemma_).lower() in REGARD:
            yield (
                "as",
                governor,
                [c for c in governor.children if c.dep_ in {"dative", "dobj", "nsubjpass"} and c != top],
            )
        for child in top.children:
            if child.dep_ == "appos" and child.i > top.i:
                yield "apposition", None, [child]
            if child.dep_ in {"compound", "nmod"} and child.pos_ == "PROPN" and child.i > head.i:
                yield "apposition", None, [child]
        if top.dep_ in {"compound", "nmod"} and governor.pos_ == "PROPN" and governor.i > top.i:
            # "our ally Australia"
            yield "apposition", None, [governor]
        if top.dep_ in {"nsubj", "ROOT"} and self._colon(top):
            yield "copula", None, [self._colon(top)] if self._colon(top) is not None else []  # type: ignore[list-item]
        if (
            top.dep_ == "nsubj"
            and governor.pos_ in {"AUX", "VERB"}
            and str(governor.lemma_).lower() in {"be", "remain"}
        ):
            # "Our closest partner is Australia."
            yield "copula", governor, [c for c in governor.children if c.dep_ == "attr"]

    def _as_phrase(self, top: Token) -> Iterator[tuple[str, Token | None, list[Token]]]:
        """Yield who is meant by "as a partner": the object of regarding, the subject of the clause, the noun before."""
        if top.dep_ != "pobj" or top.head.lower_ not in {"as", "among", "like"}:
            return
        marker, verb = top.head, top.head.head
        if verb.pos_ in {"NOUN", "PROPN"}:
            yield "as", None, [verb]
            verb = verb.head
        lemma = str(verb.lemma_).lower()
        construction = "position" if lemma == "position" else "as"
        patients = self._patients(verb)
        if lemma in REGARD or patients:
            yield construction, verb, patients
        if marker.i < verb.i or lemma in {"serve", "act", "emerge", "rank", "stand", "remain"} or not patients:
            yield construction, verb, self._subjects(verb)

    def _colon(self, top: Token) -> Token | None:
        first = self.doc[0]
        between = self.text[first.idx : top.idx]
        return first if re.match(r"[^:–—-]{2,40}\s*[:–—-]\s", between) and self._named(first) else None

    def _subjects(self, verb: Token) -> list[Token]:
        found = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
        if not found and verb.dep_ in {"conj", "xcomp", "advcl", "acl"}:
            found = [c for c in verb.head.children if c.dep_ in {"nsubj", "nsubjpass"}]
            if verb.dep_ == "acl":
                found = [verb.head]
        if verb.dep_ == "relcl":
            return [verb.head] if not found or found[0].lower_ in {"which", "that", "who"} else found
        return found

    def _patients(self, verb: Token) -> list[Token]:
        found = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
        if not found and verb.dep_ == "conj":
            found = [c for c in verb.head.children if c.dep_ == "nsubjpass"]
        if not found and verb.dep_ in {"acl", "relcl"}:
            found = [verb.head]
        return found

    def _countries(self, bearer: Token) -> list[str]:
        """Return the countries that a noun phrase names, those coordinated with it, or the running topic for "it"."""
        named: list[str] = []
        for token in (bearer, *bearer.conjuncts):
            here = self._named(token)
            if not here and token.pos_ == "PRON" and token.lower_ in {"it", "they", "which", "that"} and self.topic:
                here = [self.topic]
            if (
                not here
                and token.lower_ in {"country", "nation", "neighbour", "neighbor", "relationship", "regime"}
                and self.topic
            ):
                here = [self.topic] if not [p for p in self.places if p[0] not in {self.issuer, self.topic}] else []
            named += here
        return named

    def _named(self, token: Token) -> list[str]:
        """Return the country of the phrase whose head is `token`, not of what merely stands in it."""
        for country, start, end in self.places:
            if start <= token.idx < end:
                return [country]
        found = []
        for child in token.children:
            near = child.dep_ in {"poss", "compound", "nmod", "amod"}
            prepared = (
                child.dep_ == "prep"
                and child.lower_ in {"with", "of"}
                and token.lower_ in {"government", "relationship", "regime", "relations", "republic", "people", "ties"}
            )
            tokens = [child] if near else [g for g in child.children if g.dep_ == "pobj"] if prepared else []
            if near and token.lower_ not in {
                "government",
                "regime",
                "relationship",
                "leadership",
                "relations",
                "military",
                "ties",
                "army",
            }:
                continue
            found += [c for t in tokens for c, start, end in self.places if start <= t.idx < end]
        return found

    def _left(self, head: Token, start: int) -> int:
        """Return where the phrase of the label begins: its adjectives and adverbs, not its article."""
        first = start
        tokens = [t for t in self.doc if t.idx < start]
        for token in reversed(tokens):
            between = self.text[token.idx + len(token) : first]
            if (
                between.strip(' ,“"')
                or token.lower_ in _OURS
                or token.pos_ not in {"ADJ", "ADV", "NOUN", "PROPN", "NUM", "VERB"}
            ):
                break
            if token.pos_ == "VERB" and token.dep_ != "amod":
                break
            if token.pos_ == "ADV" and token.lower_ in {"also", "now", "still", "again", "therefore", "as", "thus"}:
                break
            if any(a <= token.idx < b for _, a, b in self.places):
                break
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in _MODIFIERS:
                break
            first = token.idx
        return first

    def _phrase_start(self, start: int, places: Sequence[Place]) -> int:
        before = max([end for _, _, end in places if end <= start], default=0)
        words = re.match(r"[\s:–—,-]*(?:(?:an?|the|our|as)\s+)*", self.text[before:start], re.IGNORECASE)
        return before + (words.end() if words else 0)

    def values(self) -> Iterator[Called]:
        """Yield the countries with which the issuer is said to share values."""
        for match in _VALUES.finditer(self.text):
            inside = [p for p in self.places if p[0] != self.issuer]
            before = self.text[: match.start()].lower()
            if re.search(r"\b(?:not|no longer|n't|if|does not|do not)\s*$", before.strip() + " "[:0]) or re.search(
                r"\b(?:not|never|no longer)\b[^,;]{0,12}$", before
            ):
                continue
            named = list(dict.fromkeys(p[0] for p in inside)) or ([self.topic] if self.topic else [])
            for country in named[:3]:
                start, end = match.span("words")
                joined = re.search(r"\s+with\s", self.text[start:end])
                end = start + joined.start() if joined else end
                yield Called(country, "shared_values", None, start, end, (), "values")
