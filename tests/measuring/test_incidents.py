from __future__ import annotations

from datetime import date

import pytest

from detente.measuring import incidents_between, select
from detente.records import STATE_SECTORS, DateValue

from .make import between, day, event, side

DYAD = ("KOR", "JPN")


def kinds(*events, freq="month", sectors=STATE_SECTORS):
    chosen = select(events, dyad=DYAD, freq=freq, sectors=sectors)
    names = ("counted", "other_status", "other_sectors", "undated", "too_coarse")
    return [name for name in names for _ in getattr(chosen, name)]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"status": "happened"}, "counted"),
        ({"status": "ongoing"}, "counted"),
        ({"type": "THREATEN", "status": "threatened"}, "counted"),
        ({"type": "SANCTION", "status": "threatened"}, "other_status"),
        ({"type": "THREATEN", "status": "denied"}, "other_status"),
        ({"status": "planned"}, "other_status"),
        ({"status": "denied"}, "other_status"),
        ({"status": "hypothetical"}, "other_status"),
        ({"source": side("KOR", sector="business")}, "other_sectors"),
        ({"target": side("JPN", sector=None)}, "other_sectors"),
        ({"source": (*side("KOR", sector="media"), *side("KOR", sector="court"))}, "counted"),
        ({"when": DateValue(earliest=date(2019, 8, 1), latest=date(2019, 8, 2))}, "undated"),
        ({"when": between("2019-08-01", "2019-08-31")}, "counted"),
        ({"when": between("2019-08-31", "2019-09-01")}, "too_coarse"),
        ({"when": between("2019-01-01", "2019-12-31")}, "too_coarse"),
    ],
)
def test_act_counts_or_is_named_with_the_reason(fields, kind):
    assert kinds(event(**fields)) == [kind]


def test_year_counts_in_an_index_of_years():
    assert kinds(event(when=between("2019-01-01", "2019-12-31")), freq="year") == ["counted"]


def test_other_sectors_count_when_asked_for():
    firm = event(source=side("KOR", sector="business"))
    assert kinds(firm, sectors=STATE_SECTORS | {"business"}) == ["counted"]


def test_events_of_other_dyads_are_none_of_this_one():
    others = [event(1, "KOR", "CHN"), event(2, "USA", "JPN"), event(3, side("KOR", "JPN"), "CHN"), event(4, "KOR", ())]
    assert incidents_between(others, DYAD) == ()


def test_one_source_among_several_is_enough():
    (incident,) = incidents_between([event(1, side("USA", "KOR"), side("CHN", "JPN"))], DYAD)
    assert (incident.source, incident.target) == DYAD


@pytest.mark.parametrize("sides", [("KOR", "JPN"), ("JPN", "KOR")])
def test_reciprocal_act_has_no_direction(sides):
    (incident,) = incidents_between([event(1, *sides, type="CONSULT", intensity=2.5)], DYAD)
    assert (incident.reciprocal, incident.source, incident.target) == (True, *DYAD)


def test_reports_of_one_incident_are_one_with_the_most_confident_first():
    reports = [event(1, incident="in", confidence=0.5), event(2, incident="in", confidence=0.9)]
    (incident,) = incidents_between(reports, DYAD)
    assert [report.id for report in incident.reports] == ["ev-2", "ev-1"]


def test_the_narrowest_date_of_the_reports_is_that_of_the_incident():
    whens = [between("2019-01-01", "2019-12-31"), DateValue(), day("2019-08-22"), between("2019-08-01", "2019-08-31")]
    (incident,) = incidents_between([event(n, when=when, incident="in") for n, when in enumerate(whens)], DYAD)
    assert incident.date == day("2019-08-22")


def test_a_country_with_itself_is_no_dyad():
    with pytest.raises(ValueError, match="two countries"):
        incidents_between([], ("KOR", "KOR"))
