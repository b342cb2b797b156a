from __future__ import annotations

import pytest

from detente.data.tables import read_rows
from detente.editions.topics import topics_in, topics_of


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Inflation remains somewhat elevated.", "inflation and prices"),
        ("the status quo by force or coercion", "use of force and coercion"),
        ("denuclearisation of North Korea", "nuclear weapons"),
        ("推动两岸关系和平发展", "Taiwan question"),
        ("尖閣諸島は我が国の領土", "sovereignty and territory"),
        ("독도 영유권", "sovereignty and territory"),
        ("nothing of note", None),
    ],
)
def test_topic(text: str, topic: str | None) -> None:
    assert next(iter(topics_of(text)), None) == topic


def test_a_term_is_a_whole_word_unless_it_is_open() -> None:
    assert not topics_in("Mr Fisher and the warden of the armyworm")
    assert topics_in("nuclearised")


def test_each_term_stands_once_in_a_topic() -> None:
    for row in read_rows("editions/topics.csv"):
        terms = row["terms"].split("|")
        assert len(terms) == len(set(terms)), row["topic"]
