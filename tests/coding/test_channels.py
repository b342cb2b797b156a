from __future__ import annotations

import pytest

from detente.coding.channels import carry_on
from detente.records import Attribution, Event, Span

from .make import event, mention


def sentence_event(text: str, sentence: str, *attribution: Attribution) -> Event:
    start = text.index(sentence)
    return event(evidence=Span(start, start + len(sentence), sentence), attribution=attribution)


def media(text: str, *names: str):
    return [mention(text, name, "USA", "media") for name in names]


SPOKESMAN = Attribution("spokesman", "unnamed_official", "CAN", Span(0, 9, "spokesman"))


@pytest.mark.parametrize(
    "opening",
    ["Reported that ", "It was reported that ", "The report added ", "The newspaper also said ", "The agency said "],
)
def test_a_sentence_that_goes_on_with_a_report_has_the_outlet_named_before(opening):
    goes_on = f"{opening}Canada expelled two diplomats."
    text = f"Anger grows, wrote the Courier. {goes_on}"
    (coded,) = carry_on([sentence_event(text, goes_on)], text, media(text, "Courier"))
    assert [link.name for link in coded.attribution] == ["USA"]


def test_the_outlet_named_last_is_the_one():
    goes_on = "The paper said Canada expelled two diplomats."
    text = f"The Courier and the Herald differ. {goes_on}"
    (coded,) = carry_on([sentence_event(text, goes_on)], text, media(text, "Courier", "Herald"))
    assert [link.span.quote for link in coded.attribution] == ["Herald"]


def test_a_sentence_that_says_nothing_of_a_report_stays_as_it_is():
    plain = "Canada expelled two diplomats."
    text = f"Anger grows, wrote the Courier. {plain}"
    coded = sentence_event(text, plain)
    assert carry_on([coded], text, media(text, "Courier")) == [coded]


def test_a_statement_has_the_outlet_to_which_the_next_sentence_says_it_was_made():
    said = "“Canada expelled two diplomats,” the spokesman said."
    text = f"{said} The spokesman spoke to the Courier."
    (coded,) = carry_on([sentence_event(text, said, SPOKESMAN)], text, media(text, "Courier"))
    assert [link.span.quote for link in coded.attribution] == ["spokesman", "Courier"]


@pytest.mark.parametrize(
    "after",
    [" It rained.\nHe spoke to the Courier.", " It rained. He spoke to the Courier.", " He reads the Courier."],
    ids=["another paragraph", "another sentence between", "not spoken to"],
)
def test_an_outlet_further_on_is_not_taken(after):
    said = "“Canada expelled two diplomats,” the spokesman said."
    coded = sentence_event(said + after, said, SPOKESMAN)
    assert carry_on([coded], said + after, media(said + after, "Courier")) == [coded]


def test_an_act_that_nobody_is_quoted_on_takes_no_outlet_from_the_next_sentence():
    told = "Canada expelled two diplomats."
    text = f"{told} He spoke to the Courier."
    coded = sentence_event(text, told)
    assert carry_on([coded], text, media(text, "Courier")) == [coded]


def test_an_outlet_that_is_known_already_is_not_added():
    goes_on = "The paper said Canada expelled two diplomats."
    text = f"The Courier writes. {goes_on}"
    known = Attribution("USA", "newspaper", "USA", Span(4, 11, "Courier"))
    coded = sentence_event(text, goes_on, known)
    assert carry_on([coded], text, media(text, "Courier")) == [coded]


def test_without_media_nothing_changes():
    text = "The paper said Canada expelled two diplomats."
    coded = sentence_event(text, text)
    assert carry_on([coded], text, [mention(text, "Canada", "CAN")]) == [coded]
