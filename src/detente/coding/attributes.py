"""Word classes and lemmas by table instead of by rule: each kind of token goes through the parser's own rules only once.

The attribute ruler of spaCy matches some two hundred patterns against every token of every sentence. All but a few look at
one token only, at its tag, its dependency and whether it is one of some two hundred words, so what they give is a function
of these three and is kept. A sentence that may hold one of the few patterns of two tokens goes through the real ruler. The
morphological features are used for the lemma alone and are not set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.attrs import DEP, LEMMA, LOWER, ORTH, POS, TAG
from spacy.matcher import Matcher
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, Lemmatizer

_READ = [ORTH, LOWER, TAG, DEP]
# What stands for all words that no pattern names.
_ANY = 0


class Attributes:
    """Sets the attributes that the attribute ruler and the lemmatizer of a pipeline set, morphological features apart.

    Args:
        nlp: A pipeline whose `attribute_ruler` and `lemmatizer` are the last components; they may be disabled.
    """

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        components: dict[str, Any] = dict(nlp.components)
        self._ruler: AttributeRuler = components["attribute_ruler"]
        self._lemmatizer: Lemmatizer = components["lemmatizer"]
        self._named: set[str] = set()
        self._openers = Matcher(nlp.vocab)
        tests: list[str] = []
        for number, rule in enumerate(self._ruler.patterns):
            for pattern in rule["patterns"]:
                for token in pattern:
                    words, expressions = _words_of(token)
                    self._named |= words
                    tests += expressions
                if len(pattern) > 1:
                    self._openers.add(str(number), [pattern[:1]])
        self._tests = [re.compile(test) for test in tests]
        self._kinds: dict[int, int] = {}
        self._classes: dict[tuple[int, int, int], tuple[int, str, int, int] | None] = {}
        self._lemmas: dict[tuple[int, int, str], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set word classes and lemmas of a tagged and parsed `doc`, and return it."""
        if len(doc) == 0:
            return doc
        read = doc.to_array(_READ)
        found: list[tuple[int, int, int]] = []
        for orth, lower, tag, dep in read.tolist():
            kind = self._kinds.get(lower)
            if kind is None:
                kind = self._kind(lower)
            key = (kind, tag, dep)
            if key not in self._classes:
                self._classes[key] = self._class(orth, tag, dep)
            classed = self._classes[key]
            if classed is None:
                return self._lemmatizer(self._ruler(doc))
            pos, morph, new_dep, lemma = classed
            found.append((pos, new_dep, lemma or self._lemma(orth, pos, morph)))
        written = np.array(found, dtype=np.uint64)
        doc.from_array([POS, DEP, LEMMA], cast("Any", written))
        return doc

    def _kind(self, lower: int) -> int:
        """Return `lower` where some pattern may look at this word, else what stands for all other words."""
        word = self._vocab.strings[lower]
        named = word in self._named or word.isspace() or any(test.search(word) for test in self._tests)
        self._kinds[lower] = lower if named else _ANY
        return self._kinds[lower]

    def _class(self, orth: int, tag: int, dep: int) -> tuple[int, str, int, int] | None:
        """Return word class, features, dependency and lemma, 0 for none, that the real ruler gives to a token by itself.

        None where the token may open a pattern of several tokens.
        """
        doc = Doc(self._vocab, words=[self._vocab.strings[orth]])
        token = doc[0]
        token.tag, token.dep = tag, dep
        if self._openers(doc, allow_missing=True):
            return None
        self._ruler(doc)
        return token.pos, str(token.morph), token.dep, token.lemma

    def _lemma(self, orth: int, pos: int, morph: str) -> int:
        """Return the lemma that the real lemmatizer gives to a word of this class with these features."""
        key = (orth, pos, morph)
        lemma = self._lemmas.get(key)
        if lemma is None:
            doc = Doc(self._vocab, words=[self._vocab.strings[orth]])
            token: Any = doc[0]  # the stubs of spaCy do not know `set_morph`
            token.pos = pos
            token.set_morph(morph)
            lemma = self._lemmas[key] = self._lemmatizer(doc)[0].lemma
        return lemma


def _words_of(token: Mapping[str, Any]) -> tuple[set[str], list[str]]:
    """Return the words that the pattern of one token names, and its regular expressions.

    Raises:
        ValueError: If it looks at something that the table is not made for.
    """
    words: set[str] = set()
    expressions: list[str] = []
    for attribute, value in token.items():
        if attribute not in {"TAG", "LOWER", "DEP", "IS_SPACE"}:
            raise ValueError(f"the attribute ruler looks at {attribute}")
        if attribute == "LOWER":
            for kind, one in _tests_of(value):
                if kind == "REGEX":
                    expressions.append(one)
                else:
                    words.add(one)
    return words, expressions


def _tests_of(value: str | Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield "IS", value
        return
    for kind, given in value.items():
        for one in [given] if isinstance(given, str) else given:
            yield kind, one
