"""The training sentences keep their format and do not repeat one another."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from detente.coding.ontology import modes_of
from detente.records import EVENT_TYPES, STATUSES

FOLDER = Path(__file__).resolve().parents[2] / "training" / "sentences"
FILES = sorted(FOLDER.glob("*.tsv"))
REGISTERS = set("wire official translated headline analysis digest speech social".split())
REGIONS = set("africa americas east_asia southeast_asia south_asia central_asia europe mideast pacific global".split())


@cache
def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def plain(text: str) -> str:
    return re.sub(r"</?[ste]>", "", text)


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", plain(text).lower())
    return set(zip(words, words[1:], words[2:], strict=False))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_values_are_those_of_the_readme(path: Path) -> None:
    for number, row in enumerate(rows(path), start=2):
        where = f"{path.name}:{number}"
        assert row["type"] in {*EVENT_TYPES, "NONE"}, where
        assert row["status"] in ({""} if row["type"] == "NONE" else set(STATUSES)), where
        assert not row["mode"] or row["mode"] in modes_of(row["type"]), where  # type: ignore[arg-type]
        assert row["register"] in REGISTERS, where
        assert row["region"] in REGIONS, where


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_an_event_has_one_source_one_target_and_one_trigger(path: Path) -> None:
    for number, row in enumerate(rows(path), start=2):
        marks = re.findall(r"</?[ste]>", row["text"])
        opened = [mark[1] for mark in marks if not mark.startswith("</")]
        assert [f"<{kind}>{'x'}</{kind}>" for kind in opened] == [
            f"{a}x{b}" for a, b in zip(marks[::2], marks[1::2], strict=True)
        ], f"{path.name}:{number}"
        if row["type"] != "NONE":
            assert sorted(opened) == ["e", "s", "t"], f"{path.name}:{number}"


def test_no_row_stands_twice() -> None:
    seen = [(row["text"], row["type"]) for path in FILES for row in rows(path)]
    assert len(seen) == len(set(seen))


def test_no_sentence_is_nearly_another() -> None:
    sentences = sorted({plain(row["text"]) for path in FILES for row in rows(path)})
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    sets = [shingles(sentence) for sentence in sentences]
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for index, own in enumerate(sets):
        for shingle in own:
            for other in holders[shingle]:
                shared[other, index] += 1
            holders[shingle].append(index)
    near = [
        (sentences[a], sentences[b])
        for (a, b), count in shared.items()
        if count > 0.6 * min(len(sets[a]), len(sets[b])) and min(len(sets[a]), len(sets[b])) > 3
    ]
    assert near == []


def test_no_sentence_is_one_of_those_that_the_coder_is_measured_on(shared: Path) -> None:
    folder = shared / "gold" / "coding"
    with (folder / "plv_dev.tsv").open(encoding="utf-8") as handle:
        measured = [plain(row["marked_sentence"]) for row in csv.DictReader(handle, delimiter="\t")]
    with (folder / "plover_gsr_dev.jsonl").open(encoding="utf-8") as lines:
        measured += [str(json.loads(line)["text"]) for line in lines]
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for index, sentence in enumerate(measured):
        for shingle in shingles(sentence):
            holders[shingle].add(index)
    near = []
    for sentence in sorted({plain(row["text"]) for path in FILES for row in rows(path)}):
        own = shingles(sentence)
        shared_with = Counter(index for shingle in own for index in holders.get(shingle, ()))
        near += [
            (sentence, measured[index])
            for index, count in shared_with.items()
            if len(own) > 3 and count > 0.4 * len(own)
        ]
    assert near == []
