from __future__ import annotations

import math

import pytest
from statsmodels.stats.inter_rater import cohens_kappa

from detente.records import Correction
from detente.store.reviewers import compared

# Cohen (1960), table 2: two judges who put 200 cases into three categories, kappa .492.
COHEN = ((88, 14, 18), (10, 40, 10), (2, 6, 12))


def pairs(table):
    return [("abc"[i], "abc"[j]) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]


def test_kappa_of_the_example_of_cohen():
    found = compared("A", "B", "decision", pairs(COHEN))
    assert found.n == 200
    assert found.raw == pytest.approx(0.70)
    assert found.kappa == pytest.approx(0.492, abs=5e-4)


def test_interval_is_near_that_of_the_large_sample_formula():
    found = compared("A", "B", "decision", pairs(COHEN))
    theory = cohens_kappa(COHEN)
    assert found.kappa == pytest.approx(theory.kappa)
    assert found.low == pytest.approx(theory.kappa_low, abs=0.015)
    assert found.high == pytest.approx(theory.kappa_upp, abs=0.015)


def test_interval_is_the_same_each_time():
    assert compared("A", "B", "type", pairs(COHEN)) == compared("A", "B", "type", pairs(COHEN))


def test_full_agreement_is_one():
    found = compared("A", "B", "status", [("a", "a")] * 5 + [("b", "b")] * 5)
    assert (found.raw, found.kappa) == (1.0, 1.0)


def test_kappa_is_not_defined_where_both_always_say_one_thing():
    found = compared("A", "B", "decision", [("a", "a")] * 9)
    assert (found.n, found.raw, found.kappa, found.low, found.high) == (9, 1.0, None, None, None)


def test_agreement_no_better_than_chance_is_nought():
    assert math.isclose(compared("A", "B", "type", pairs(((4, 4), (4, 4)))).kappa or 0.0, 0.0, abs_tol=1e-12)


def test_nothing_in_common_is_no_agreement():
    found = compared("A", "B", "decision", [])
    assert (found.n, found.raw, found.kappa) == (0, None, None)


def test_every_two_reviewers_are_compared_on_what_both_judged(filled):
    store, _, events = filled()
    first, second = (event.id for event in events)
    store.judge(first, "accepted", reviewer="A")
    store.judge(second, "rejected", reviewer="A")
    store.judge(first, "corrected", reviewer="B", correction=Correction(type="ACCUSE"))
    store.judge(second, "rejected", reviewer="B")
    store.judge(first, "accepted", reviewer="C")
    found = {(one.first, one.second, one.on): (one.n, one.raw) for one in store.agreement()}
    assert found == {
        ("A", "B", "decision"): (2, 0.5),
        ("A", "B", "type"): (1, 0.0),
        ("A", "B", "status"): (1, 1.0),
        ("A", "C", "decision"): (1, 1.0),
        ("A", "C", "type"): (1, 1.0),
        ("A", "C", "status"): (1, 1.0),
        ("B", "C", "decision"): (1, 0.0),
        ("B", "C", "type"): (1, 0.0),
        ("B", "C", "status"): (1, 1.0),
    }
    assert {(one.first, one.second) for one in store.agreement(["C", "A"])} == {("C", "A")}


def test_undone_judgements_do_not_count(filled):
    store, _, events = filled()
    store.judge(events[0].id, "accepted", reviewer="A")
    store.undo_judgement(store.judge(events[0].id, "rejected", reviewer="B").id)
    assert [one.n for one in store.agreement()] == [0, 0, 0]
