from __future__ import annotations

import pytest

from detente.coding import Coder, code, not_coded
from detente.evidence import check_event
from detente.records import Event, Skipped

from .make import document


def told(text: str) -> list[tuple[str, str, str, str]]:
    """Source, target, type and status of each event of a text."""
    return [
        ("+".join(str(p.country) for p in e.source), "+".join(str(p.country) for p in e.target), e.type, e.status)
        for e in code(document(text))
    ]


@pytest.mark.parametrize(
    "language, reason, remedy",
    [
        (None, "its language could not be told, so it was not coded", "state `language` in front matter"),
        ("ko", "language ko is not coded yet", "translate it first, or leave it out"),
    ],
)
def test_why_a_document_is_not_coded(language, reason, remedy):
    assert not_coded(document("Text.", language=language)) == Skipped("test.txt", reason, remedy)


def test_an_english_document_is_coded():
    assert not_coded(document("Text.")) is None


def test_a_document_in_another_language_has_no_events():
    assert code(document("Canada expelled two Russian diplomats.", language="fr")) == []


def test_code_all_gives_each_document_with_its_events_or_the_reason():
    english = document("Canada expelled two Russian diplomats.")
    korean = document("캐나다는 러시아 외교관 두 명을 추방했다.", language="ko")
    (first, events), (second, skipped) = Coder().code_all([english, korean])
    assert (first, second) == (english, korean)
    assert isinstance(events, list)
    assert len(events) == 1
    assert isinstance(skipped, Skipped)


@pytest.mark.parametrize("text", ["", "\n\n", "It rained all day.", "Canada and Peru are far apart."])
def test_a_text_without_acts_has_no_events(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text, events",
    [
        (
            "Canada and Peru expelled Russian diplomats.",
            [("CAN", "RUS", "SANCTION", "happened"), ("PER", "RUS", "SANCTION", "happened")],
        ),
        ("Canada, Peru and Chile met in Lima.", [("CAN", "PER+CHL", "CONSULT", "happened")]),
        ("Canada condemned Russia and Belarus.", [("CAN", "RUS+BLR", "ACCUSE", "happened")]),
    ],
    ids=["one event a source", "a reciprocal act stands once", "several targets in one event"],
)
def test_one_event_for_each_source_and_act(text, events):
    assert told(text) == events


@pytest.mark.parametrize(
    "text, last",
    [
        (
            "Sweden and Norway signed a treaty. The two countries will hold a summit in May.",
            ("SWE", "NOR", "CONSULT", "planned"),
        ),
        (
            "A court in Seoul ordered Japan to pay compensation. Japan condemned the ruling.",
            ("JPN", "KOR", "ACCUSE", "happened"),
        ),
    ],
    ids=["the two countries", "the ruling"],
)
def test_sides_that_the_sentence_before_named(text, last):
    assert told(text)[-1] == last


def test_events_come_in_the_order_of_their_evidence():
    text = "Canada expelled two Russian diplomats. Peru recalled its ambassador to Chile. Norway sent aid to Ukraine."
    starts = [event.evidence.start for event in code(document(text))]
    assert starts == sorted(starts)
    assert len(set(starts)) == 3


def test_coding_twice_gives_the_same_events():
    text = "Canada and Peru met in Lima. Canada said that Russia had attacked a ship."
    assert code(document(text)) == code(document(text))


def test_events_of_other_documents_have_other_ids():
    text = "Canada expelled two Russian diplomats."
    one, other = (code(document(text, id=name))[0].id for name in ("d-1", "d-2"))
    assert one != other


def test_an_event_bears_only_modes_of_plover():
    (event,) = code(document("Canada lifted its sanctions against Peru."))
    assert (event.type, event.mode) == ("RETREAT", None)


def event_of(text: str, kind: str) -> Event:
    return next(event for event in code(document(text)) if event.type == kind)


@pytest.mark.parametrize(
    "text, contested",
    [
        ("Pakistan said that India had shelled two villages.", True),
        ("India said that it had shelled two villages in Pakistan.", False),
        ("Norway said that India had shelled two villages in Pakistan.", False),
        ("India shelled two villages in Pakistan.", False),
    ],
    ids=["the victim says so", "the attacker says so", "a third party says so", "the narrator says so"],
)
def test_contested(text, contested):
    assert event_of(text, "ASSAULT").contested is contested


def test_without_the_sieve_nothing_is_lost():
    text = "Canada expelled two Russian diplomats. It rained. Peru condemned Chile."
    ids = {event.id for event in Coder(sieve=False).code(document(text))}
    assert ids >= {event.id for event in code(document(text))}


def test_every_event_of_the_samples_verifies(samples):
    for doc, events in samples:
        for event in events:
            check_event(doc, event)


def test_every_trigger_of_the_samples_stands_inside_its_evidence(samples):
    events = [event for _, found in samples for event in found]
    outside = [e for e in events if not e.evidence.start <= e.trigger.start <= e.trigger.end <= e.evidence.end]
    assert outside == []


def test_no_event_of_the_samples_has_one_country_on_both_sides(samples):
    events = [event for _, found in samples for event in found]
    own = [e for e in events if {p.country for p in e.source} & {p.country for p in e.target}]
    assert own == []


def test_ids_of_the_samples_are_unique(samples):
    ids = [event.id for _, found in samples for event in found]
    assert len(ids) == len(set(ids))
