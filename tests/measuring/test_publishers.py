from __future__ import annotations

from dataclasses import dataclass

import pytest

from detente.measuring import Publishers

from .make import document


@dataclass(frozen=True)
class Group:
    documents: tuple[str, ...]


@pytest.mark.parametrize(
    ("publishers", "count"),
    [
        ([], 0),
        (["Courier"], 1),
        (["Courier", " COURIER"], 1),
        (["Courier", "Times"], 2),
        ([None], 1),
        ([None, None], 1),
        (["Courier", None], 1),
    ],
)
def test_count_is_of_different_names(publishers, count):
    documents = [document(f"doc-{n}", name) for n, name in enumerate(publishers)]
    assert Publishers(documents).count(one.id for one in documents) == count


def test_address_stands_in_for_a_name():
    documents = [
        document("doc-1", None, url="https://www.courier.example/1"),
        document("doc-2", None, url="https://courier.example/2"),
        document("doc-3", None, url="https://times.example/1"),
    ]
    assert Publishers(documents).count(["doc-1", "doc-2", "doc-3"]) == 2


def test_syndicated_copies_count_once():
    documents = [document("doc-1", "Agency", "2019-08-22"), document("doc-2", "Courier"), document("doc-3", "Times")]
    publishers = Publishers(documents, [Group(("doc-2", "doc-1"))])
    assert publishers.count(["doc-1", "doc-2", "doc-3"]) == 2
    assert [one.id for one in publishers.originals(["doc-1", "doc-2"])] == ["doc-1"]


def test_own_story_of_a_publisher_of_copies_counts():
    documents = [document("doc-1", "Agency", "2019-08-22"), document("doc-2", "Courier"), document("doc-3", "Courier")]
    assert Publishers(documents, [Group(("doc-1", "doc-2"))]).count(["doc-1", "doc-2", "doc-3"]) == 2


def test_groups_that_share_a_document_are_one():
    documents = [document(f"doc-{n}", f"P{n}") for n in range(4)]
    groups = [Group(("doc-0", "doc-1")), Group(("doc-2", "doc-3")), Group(("doc-3", "doc-1"))]
    assert Publishers(documents, groups).count(f"doc-{n}" for n in range(4)) == 1


def test_document_that_is_not_known_is_an_error():
    with pytest.raises(KeyError):
        Publishers([]).count(["doc-a"])
