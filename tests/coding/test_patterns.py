"""That each row of the table of verbs can be met: no row before it takes all that it could."""

from __future__ import annotations

from itertools import combinations

from detente.coding.lexicon import CONDITIONS, Pattern, verb_patterns


def takes_all_of(first: Pattern, second: Pattern) -> bool:
    """Tell whether `first`, which is tried before `second`, fits wherever `second` does."""
    objects = not first.objects or (bool(second.objects) and second.objects <= first.objects)
    same_place = ("unaccusative" in first.flags) == ("unaccusative" in second.flags)
    conditions = first.flags & CONDITIONS <= second.flags & CONDITIONS
    return first.particle == second.particle and objects and same_place and conditions


def test_no_row_is_hidden_by_one_that_is_tried_before_it():
    hidden = [
        (second.lemma, second.particle, sorted(second.objects))
        for rows in verb_patterns().values()
        for first, second in combinations(rows, 2)
        if takes_all_of(first, second)
    ]
    assert hidden == []
