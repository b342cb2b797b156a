"""Terms read from clauses in the language of treaties and of news."""

from __future__ import annotations

from datetime import date

import pytest

from detente.agreements.merging import said
from detente.agreements.records import Notice, Renewal, Term
from detente.agreements.stated import FromStart, Stated
from detente.agreements.terms import read_terms
from detente.evidence import holds
from detente.reading.timex import find_times
from detente.records import DateValue

_PUBLISHED = DateValue(date(2019, 8, 12), date(2019, 8, 12), "day")

# What a clause states: kind and value in words.
_CLAUSES = {
    # Treaty language.
    "This Agreement shall remain in force for a period of one year and shall be automatically renewed for further one-year "
    "periods unless either Party notifies the other in writing, 90 days before the end of each period, of its intention to "
    "terminate it.": {"term 1 year", "renewal tacit for 1 year", "notice 90 days before the end of the term"},
    "The present Treaty shall remain in force for ten years.": {"term 10 years"},
    "It shall be automatically extended for successive five-year periods unless one of the Parties denounces it in writing "
    "at least twelve (12) months prior to the expiry of the current period.": {
        "renewal tacit for 5 years",
        "notice 12 months before the end of the term",
    },
    "This Agreement is concluded for an indefinite period.": {"term indefinite"},
    "Either Party may terminate it at any time by giving six months' written notice to the other Party.": {
        "notice 6 months from notice"
    },
    "This Convention shall remain in force for twenty years from the date of its entry into force.": {"term 20 years"},
    "Withdrawal shall take effect one year after receipt of the notification by the Depositary.": {
        "notice 1 year from receipt of notice"
    },
    "After the Treaty has been in force for ten years, either Party may give notice to the other Party of its intention to "
    "terminate the Treaty, in which case it shall terminate one year after such notice has been given.": {
        "notice 1 year from notice"
    },
    "This Memorandum may be extended for a further period of three years by mutual written consent of the Participants.": {
        "renewal express for 3 years"
    },
    "This Agreement shall not be renewed.": {"renewal never"},
    "This Agreement shall enter into force on the date of signature and shall remain valid until 31 December 2027.": {
        "in_force signature 0 days",
        "lapse 2027-12-31",
    },
    "This Agreement shall enter into force thirty days after the exchange of instruments of ratification.": {
        "in_force instruments 30 days"
    },
    "The duration of this Agreement shall be five years, tacitly renewable for the same period unless denounced three months "
    "before its expiry.": {"term 5 years", "renewal tacit for 5 years", "notice 3 months before the end of the term"},
    "The Parties may agree to extend this Treaty for a period of no more than five years.": {
        "renewal express for 5 years"
    },
    "It may be denounced by either Contracting Party giving to the other not less than six months' notice in writing.": {
        "notice 6 months from notice"
    },
    "This Agreement shall remain in force for an initial term of five (5) years, and shall thereafter remain in force until "
    "terminated by either Party on one year's written notice.": {
        "term 5 years",
        "renewal tacit without limit",
        "notice 1 year from notice",
    },
    "It shall give notice of its decision to withdraw to the other Party six months prior to withdrawal from this Treaty.": {
        "notice 6 months from notice"
    },
    "This Agreement shall continue in force for a period of one year and thereafter from year to year until terminated by "
    "either Party giving ninety days' notice.": {
        "term 1 year",
        "renewal tacit for 1 year",
        "notice 90 days from notice",
    },
    "This Agreement shall remain in force for eight years from the date of its signature.": {
        "counted_from_signature 8 years"
    },
    "The Protocol shall apply for a period of four years and shall be renewed by tacit agreement for the same period.": {
        "term 4 years",
        "renewal tacit for 4 years",
    },
    # News.
    "The agreement is automatically extended for another year unless either side notifies the other 90 days before.": {
        "renewal tacit for 1 year",
        "notice 90 days before the end of the term",
    },
    "The pact is set to expire on 11 November unless both sides agree to prolong it.": {
        "lapse 2019-11-11",
        "renewal express",
    },
    "This Treaty gives each State Party the right to withdraw, giving notice of such withdrawal to all other Parties three "
    "months in advance.": {"notice 3 months from notice"},
    "This Agreement shall terminate 16 years after the date of its entry into force, unless each Party confirms it wishes to "
    "continue this Agreement for a new 16-year term.": {"term 16 years", "renewal express for 16 years"},
    "This Arrangement will come into effect on the date of signature and will continue in effect for five years unless "
    "terminated earlier by either Participant giving the other 60 days' written notice.": {
        "in_force signature 0 days",
        "term 5 years",
        "notice 60 days from notice",
    },
    "Notice to quit must reach Tokyo no later than Aug. 24, three months before the accord comes up for renewal.": {
        "notice 3 months before the end of the term",
        "last_day_for_notice 2019-08-24",
    },
    "Until 24 August, a country will automatically postpone for one year as long as it does not unilaterally apply for the "
    "annulment of the agreement.": {"renewal tacit for 1 year", "last_day_for_notice 2019-08-24"},
    "The pact, signed in November 2016, renews itself each year unless one party gives notice by 24 August; it will lapse on "
    "23 November.": {"renewal tacit for 1 year", "last_day_for_notice 2019-08-24", "lapse 2019-11-23"},
    "Japan must be told by 24 August if Seoul does not want to renew the pact.": {"last_day_for_notice 2019-08-24"},
    "The deadline for notifying Tokyo falls on August 24.": {"last_day_for_notice 2019-08-24"},
    "Seoul has until the Aug. 24 deadline to decide whether to renew the accord.": {"last_day_for_notice 2019-08-24"},
    "The 10-year treaty expires in February 2026.": {"term 10 years", "lapse 2026-02-01/2026-02-28"},
    "The friendship treaty rolls over every ten years unless either country objects six months before the end of a term.": {
        "renewal tacit for 10 years",
        "notice 6 months before the end of the term",
    },
    "The deal, which runs until March 2025, can be extended for up to two years if both countries agree.": {
        "renewal express for 2 years",
        "lapse 2025-03-01/2025-03-31",
    },
    "Either side can pull out with six months' notice.": {"notice 6 months from notice"},
    "The withdrawal takes effect six months after notification.": {"notice 6 months from notice"},
    "The treaty is of unlimited duration.": {"term indefinite"},
    "Under its terms the pact rolls over automatically every November unless one of the countries tells the other three "
    "months in advance that it wants out.": {"renewal tacit for 1 year", "notice 3 months before the end of the term"},
    "The Security Council must renew the mandate every six months.": {"renewal express for 6 months"},
    "The lease, valid until 2042, cannot be extended.": {"renewal never", "lapse 2042-01-01/2042-12-31"},
    "The pact would expire on 22 November, the daily said; the ministry gave 23 November as the date.": {
        "lapse 2019-11-22",
        "lapse 2019-11-23",
    },
}

# Sentences that state no term.
_SILENT = (
    "The 60-year-old agreement is loved by both peoples.",
    "Moscow notified Kyiv that the friendship treaty will not be extended.",
    "The two countries signed the agreement on Friday.",
    "The visit ends on 5 September.",
    "The treaty entered into force on 5 February 2011.",
    "Parliament extended the state of emergency in March.",
    "Talks went on for six months before the ministers met.",
)


def _words(stated: Stated) -> str:
    value = stated.value
    if isinstance(value, Term | Renewal | Notice):
        return f"{stated.kind} {said(value)}"
    if isinstance(value, FromStart):
        return f"{stated.kind} {value.act} {value.period.words}"
    return f"{stated.kind} {value.start}" + (f"/{value.end}" if value.start != value.end else "")


def _read(text: str) -> list[Stated]:
    return read_terms(text, find_times(text, anchor=_PUBLISHED))


@pytest.mark.parametrize(("clause", "expected"), _CLAUSES.items())
def test_what_a_clause_states(clause: str, expected: set[str]) -> None:
    assert {_words(stated) for stated in _read(clause)} == expected


@pytest.mark.parametrize("sentence", _SILENT)
def test_no_term_where_none_is_stated(sentence: str) -> None:
    assert _read(sentence) == []


@pytest.mark.parametrize("clause", _CLAUSES)
def test_every_span_holds(clause: str) -> None:
    assert all(holds(clause, s.span) and holds(clause, s.words) for s in _read(clause))


def test_notice_that_waits_for_years() -> None:
    clause = next(c for c in _CLAUSES if c.startswith("After the Treaty has been in force"))
    (notice,) = [s.value for s in _read(clause) if isinstance(s.value, Notice)]
    assert notice.not_before is not None
    assert notice.not_before.years == 10


def test_a_day_that_comes_round_every_year() -> None:
    (deadline,) = [s for s in _read("Notice must be given by 24 August each year.") if s.kind == "last_day_for_notice"]
    assert deadline.recurring
