from __future__ import annotations

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from detente.coding.convention import ROOTS, root_of, root_of_code
from detente.coding.encoder import HEADS, Marked, encoder, labels_of
from detente.coding.given import classify, classify_all
from detente.data.tables import read_rows


def spans(sentence: str, source: str, target: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, second = sentence.index(source), sentence.index(target)
    return (first, first + len(source)), (second, second + len(target))


@pytest.mark.parametrize(
    ("sentence", "source", "target", "root"),
    [
        ("Kenya's foreign minister flew to Kampala for talks with President Museveni.", "Kenya", "Museveni", "CONSULT"),
        (
            "Chile recalled its ambassador and expelled two Bolivian diplomats.",
            "Chile",
            "Bolivian diplomats",
            "SANCTION",
        ),
        ("Canada slapped a 25 percent tariff on American steel.", "Canada", "American steel", "COERCE"),
        ("Rebels shelled the outskirts of Goma overnight.", "Rebels", "Goma", "ASSAULT"),
        ("Norway will send field hospitals to Turkey next week.", "Norway", "Turkey", "AGREE"),
        ("Egypt and Sudan signed a treaty on border trade in Khartoum.", "Egypt", "Sudan", "SUPPORT"),
        (
            "The court in Minsk freed four Lithuanian truck drivers.",
            "court in Minsk",
            "Lithuanian truck drivers",
            "YIELD",
        ),
        (
            "Manila condemned the use of water cannon by Chinese coastguard ships.",
            "Manila",
            "Chinese coastguard",
            "ACCUSE",
        ),
    ],
)
def test_it_tells_the_act_between_two_sides(sentence: str, source: str, target: str, root: str) -> None:
    assert classify(sentence, *spans(sentence, source, target))[0] == root


def test_the_confidence_is_a_probability() -> None:
    sentence = "Peru thanked Ecuador."
    assert 0 < classify(sentence, (0, 4), (13, 20))[1] <= 1


def test_one_side_may_be_missing() -> None:
    assert classify("Teachers in Oaxaca went on strike for better pay.", (0, 18), None)[0] == "PROTEST"


def test_an_empty_span_counts_as_none() -> None:
    sentence = "Teachers in Oaxaca went on strike for better pay."
    assert classify(sentence, (0, 18), (0, 0)) == classify(sentence, (0, 18), None)


def test_a_span_beyond_the_sentence_is_refused() -> None:
    with pytest.raises(ValueError, match="span"):
        classify("Peru thanked Ecuador.", (0, 4), (13, 200))


def test_spans_may_overlap() -> None:
    sentence = "Syria's army shelled Idlib."
    assert classify(sentence, (0, 12), (0, 5))[0] in ROOTS


def test_many_sentences_give_what_each_gives_alone() -> None:
    marked = [
        Marked("Peru thanked Ecuador.", (0, 4), (13, 20)),
        Marked("Iran jailed a Swedish diplomat who had worked for the European Union.", (0, 4), (14, 30)),
    ]
    together = classify_all(marked)
    assert [root for root, _ in together] == [classify(m.text, m.source, m.target)[0] for m in marked]


@settings(max_examples=30, deadline=None)
@drawn(st.text(min_size=4, max_size=400), st.data())
def test_any_text_gets_a_label(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(text) - 1))
    assert classify(text, (0, cut), (cut, len(text)))[0] in ROOTS


def test_the_marks_stand_around_the_sides() -> None:
    marked = Marked("Peru thanked Ecuador.", (0, 4), (13, 20), (5, 12)).marked()
    words = marked.split()
    assert words == ("[unused1] Peru [unused2] [unused5] thanked [unused6] [unused3] Ecuador [unused4] .".split())


def test_each_head_gives_probabilities() -> None:
    scores = encoder().score([Marked("Peru thanked Ecuador.", (0, 4), (13, 20))])
    for head in HEADS:
        assert scores[head].shape == (1, len(labels_of(head)))
        assert scores[head].sum() == pytest.approx(1, abs=1e-4)


def test_every_cameo_code_has_a_root_or_none() -> None:
    roots = {root_of_code(row["code"]) for row in read_rows("ontology/cameo_codes.csv")}
    assert roots <= {*ROOTS, None}


@pytest.mark.parametrize(
    ("kind", "mode", "status", "trigger", "root"),
    [
        ("AID", None, "planned", "will send", "AGREE"),
        ("RETREAT", "release", "happened", "freed", "YIELD"),
        ("AGREE", None, "happened", "signed a pact", "SUPPORT"),
        ("AGREE", None, "happened", "agreed", "AGREE"),
        ("SANCTION", None, "happened", "slapped tariffs", "COERCE"),
        ("SANCTION", "discontinue", "happened", "halted imports of Brazilian chicken", "COERCE"),
        ("SANCTION", "discontinue", "happened", "stopped trade talks with Pakistan", "SANCTION"),
        ("CONCEDE", None, "happened", "agreed to lift a ban on gatherings", "AGREE"),
        ("CONCEDE", None, "happened", "agreed to their demands for a recount", "YIELD"),
        ("SANCTION", "expel", "happened", "expelled", "SANCTION"),
        ("SANCTION", "convict", "happened", "fined", "ACCUSE"),
        ("COERCE", "cyber", "happened", "hacked", "ASSAULT"),
    ],
)
def test_types_become_roots(kind: str, mode: str | None, status: str, trigger: str, root: str) -> None:
    assert root_of(kind, mode, status, trigger) == root
