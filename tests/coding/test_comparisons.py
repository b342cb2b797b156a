from __future__ import annotations

from pathlib import Path

import pytest

from detente.coding.comparisons import load_given, quiet_sentences, score_given, unmarked
from detente.errors import TableError


def test_marks_become_spans() -> None:
    marked = unmarked("<s>Peru</s> thanked <t>Ecuador</t> and <t>Ecuador</t>.")
    assert (marked.text, marked.source, marked.target) == ("Peru thanked Ecuador and Ecuador.", (0, 4), (13, 20))


def test_a_side_without_marks_is_none() -> None:
    assert unmarked("<s>Teachers</s> went on strike.").target is None


def test_sentences_and_labels_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("marked_sentence\tgold_root\n<s>Peru</s> thanked <t>Ecuador</t>.\tSUPPORT\n")
    marked, roots = load_given(path)
    assert [m.text for m in marked] == ["Peru thanked Ecuador."]
    assert roots == ["SUPPORT"]


@pytest.mark.parametrize(
    ("content", "said"),
    [("sentence\n", "no column gold_root or marked_sentence"), ("marked_sentence\tgold_root\nx\tLOVE\n", "line 2")],
)
def test_a_file_that_does_not_fit_is_named(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(content)
    with pytest.raises(TableError, match=said):
        load_given(path)


def test_all_right_scores_one() -> None:
    result = score_given(["AID", "REJECT"], ["AID", "REJECT"])
    assert (result.macro_f1, result.accuracy) == (1, 1)


def test_a_label_that_is_never_given_counts_as_zero() -> None:
    result = score_given(["AID", "AID", "REJECT"], ["AID", "AID", "AID"])
    assert result.by_label["REJECT"][2] == 0
    assert result.macro_f1 == pytest.approx(0.4)


def test_labels_that_are_mixed_up_are_counted() -> None:
    result = score_given(["AID", "AID", "AID", "REJECT"], ["AGREE", "REJECT", "AGREE", "REJECT"])
    assert result.mixed_up == (("AID", "AGREE", 2), ("AID", "REJECT", 1))


def test_the_interval_holds_the_score() -> None:
    wanted = ["AID"] * 30 + ["REJECT"] * 30
    result = score_given(wanted, [*wanted[:50], *["AID"] * 10])
    assert result.low < result.macro_f1 < result.high


def test_comments_and_blank_lines_are_no_sentences(tmp_path: Path) -> None:
    path = tmp_path / "q.txt"
    path.write_text("# own text\n\nIt rained in Oslo.\n")
    assert list(quiet_sentences(path)) == ["It rained in Oslo."]
