from __future__ import annotations

import pytest

from detente.coding import code
from detente.coding.attribution import outlet_kind

from .make import document


def chain(sentence: str) -> list[tuple[str, str]]:
    """Name in the text and kind of each link of the first event."""
    event = code(document(sentence))[0]
    return [(link.span.quote, link.kind) for link in event.attribution]


@pytest.mark.parametrize(
    "name, kind",
    [
        ("Reuters", "agency"),
        ("Anadolu Agency", "agency"),
        ("the Lima Press", "agency"),
        ("BBC", "broadcaster"),
        ("Radio Liberty", "broadcaster"),
        ("Norwegian television", "broadcaster"),
        ("Le Monde", "newspaper"),
        ("The Rapporteur", "newspaper"),
    ],
)
def test_outlet_kind(name, kind):
    assert outlet_kind(name) == kind


@pytest.mark.parametrize(
    "sentence, links",
    [
        ("Canada expelled two Russian diplomats.", []),
        ("Canada expelled two Russian diplomats, Reuters reported.", [("Reuters", "agency")]),
        ("According to Reuters, Canada expelled two Russian diplomats.", [("Reuters", "agency")]),
        ("OTTAWA (Reuters) - Canada expelled two Russian diplomats.", [("Reuters", "agency")]),
        ("Canada expelled two Russian diplomats (Evening Tidings).", [("Evening Tidings", "newspaper")]),
        ("Canada (and its allies) expelled two Russian diplomats.", []),
        ("Diplomats said that Canada had expelled two Russian officers.", [("Diplomats", "unnamed_official")]),
        ("A draft report said that Canada had expelled two Russian officers.", [("A draft report", "document")]),
        ("A fisherman said that Canada had expelled two Russian officers.", [("A fisherman", "person")]),
        ("She said that Canada had expelled two Russian officers.", []),
    ],
)
def test_links_of_the_chain(sentence, links):
    assert chain(sentence) == links


def test_the_chain_runs_from_the_innermost_to_the_outermost():
    sentence = "Reuters reported that a diplomat said that Canada had expelled two Russian officers."
    assert chain(sentence) == [("a diplomat", "unnamed_official"), ("Reuters", "agency")]


def test_nobody_stands_twice_in_a_chain():
    sentence = "According to Reuters, Canada expelled two Russian diplomats, Reuters reported."
    assert chain(sentence) == [("Reuters", "agency")]


def test_a_link_knows_its_country():
    (event,) = code(document("The Finnish government said that Canada had sent aid to Peru."))
    assert [(link.kind, link.country) for link in event.attribution] == [("government", "FIN")]
