from __future__ import annotations

from detente.coding import Coder
from detente.coding.stream import Parsing, side_by_side

from .make import document

TEXTS = [
    "Canada expelled two Russian diplomats on Monday. Russia condemned the expulsion. It vowed to respond.",
    "It rained all day.",
    "Peru and Chile signed a treaty. The two countries will hold talks in May.",
]


def asking(*sentences: str) -> Parsing[list[str]]:
    """Ask for each sentence by itself, and return the first word of each."""
    first = []
    for sentence in sentences:
        (doc,) = yield [sentence]
        first.append(doc[0].text)
    return first


def test_each_work_gets_what_it_asked_for():
    assert side_by_side([asking("Peru met Chile.", "Both agreed."), asking(), asking("Chile left.")]) == [
        ["Peru", "Both"],
        [],
        ["Chile"],
    ]


def test_documents_side_by_side_give_what_each_gives_alone():
    documents = [document(text) for text in TEXTS]
    together = [events for _, events in Coder().code_all(documents)]
    assert together == [Coder().code(one) for one in documents]
    assert together[0]
