from __future__ import annotations

from datetime import date

import pytest

from detente.coding import code
from detente.coding.dating import unknown
from detente.records import UNKNOWN_DATE, DateValue, Status

from .dates import dates_of
from .make import PUBLISHED, day, document

UNDATED = DateValue(earliest=date(2022, 3, 1), latest=date(2022, 3, 31))
WINDOW = DateValue(date(2022, 3, 1), date(2022, 3, 31), "month", earliest=date(2022, 3, 9), latest=date(2022, 3, 10))
MARCH = DateValue(date(2022, 3, 1), date(2022, 3, 31), "month")


def date_in(sentence: str, published: DateValue | None = None) -> DateValue:
    (event,) = code(document(sentence, published))
    return event.date


@pytest.mark.parametrize(
    "sentence, start, words",
    [
        ("Canada expelled two Russian diplomats on 4 March 2022.", "2022-03-04", "4 March 2022"),
        ("On Monday Canada expelled two Russian diplomats.", "2022-03-07", "Monday"),
        ("Canada decided on Monday to expel two Russian diplomats.", "2022-03-07", "Monday"),
        ("Canada expelled two Russian diplomats in May 2018.", "2018-05-01", "May 2018"),
        (
            "Canada said on Monday that it had expelled two Russian diplomats on 4 March 2022.",
            "2022-03-04",
            "4 March 2022",
        ),
    ],
)
def test_an_act_takes_the_date_on_its_own_predicate(sentence, start, words):
    found = date_in(sentence)
    assert found.start == date.fromisoformat(start)
    assert found.text is not None
    assert words in found.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Canada expelled two Russian diplomats.",
        "Officials said on Monday that Canada had expelled two Russian diplomats.",
    ],
    ids=["no date", "date of the report only"],
)
def test_an_act_without_a_date_of_its_own_is_bounded_by_publication(sentence):
    assert date_in(sentence) == DateValue(latest=PUBLISHED)


def test_the_simple_present_of_news_dates_an_act_to_publication():
    found = date_in("Canada expels two Russian diplomats")
    assert (found.start, found.precision, found.text) == (PUBLISHED, "day", "expels")


def test_the_simple_present_is_no_more_precise_than_publication():
    found = date_in("Canada expels two Russian diplomats", MARCH)
    assert (found.start, found.end, found.precision) == (MARCH.start, MARCH.end, "month")


def test_the_simple_present_says_nothing_where_publication_is_unknown():
    assert date_in("Canada expels two Russian diplomats", UNKNOWN_DATE).precision == "unknown"


@pytest.mark.parametrize(
    "status, published, bounds",
    [
        ("happened", day(PUBLISHED), (None, PUBLISHED)),
        ("ongoing", day(PUBLISHED), (None, PUBLISHED)),
        ("denied", day(PUBLISHED), (None, PUBLISHED)),
        ("planned", day(PUBLISHED), (PUBLISHED, None)),
        ("hypothetical", day(PUBLISHED), (None, None)),
        ("happened", MARCH, (None, MARCH.end)),
        ("planned", MARCH, (MARCH.start, None)),
        ("happened", UNDATED, (None, UNDATED.latest)),
        ("planned", UNDATED, (UNDATED.earliest, None)),
        ("happened", UNKNOWN_DATE, (None, None)),
    ],
)
def test_bounds_of_an_unknown_date(status: Status, published, bounds):
    found = unknown(status, published)
    assert (found.earliest, found.latest) == bounds


# Text, word that carries the act, its date, publication (None: Thursday, 10 March 2022).
CASES: list[tuple[str, str, str, DateValue | None]] = [
    ("Canada expelled two Russian diplomats on 4 March 2022.", "expelled", "2022-03-04", None),
    ("Two Russian diplomats were expelled by Canada last Friday.", "expelled", "2022-03-04", None),
    ("Canada expelled two Russian diplomats late on Tuesday.", "expelled", "2022-03-08", None),
    ("Canada expelled two Russian diplomats earlier this week.", "expelled", "2022-03-07/2022-03-10", None),
    ("Canada expelled two Russian diplomats last week.", "expelled", "2022-02-28/2022-03-06", None),
    ("Canada expelled two Russian diplomats over the weekend.", "expelled", "2022-03-05/2022-03-06", None),
    ("Canada expelled two Russian diplomats last month.", "expelled", "2022-02", None),
    ("Canada expelled two Russian diplomats in December last year.", "expelled", "2021-12", None),
    ("Canada expelled two Russian diplomats in late 2018.", "expelled", "2018-09-01/2018-12-31", None),
    ("Canada expelled two Russian diplomats two days ago.", "expelled", "2022-03-08", None),
    ("Canada expelled two Russian diplomats in the past 24 hours.", "expelled", "2022-03-09/2022-03-10", None),
    ("Canada expelled two Russian diplomats on the 2nd.", "expelled", "2022-03-02", None),
    ("Canada expelled two Russian diplomats on New Year's Day.", "expelled", "2022-01-01", None),
    ("Canada expelled two Russian diplomats in the first week of February.", "expelled", "2022-02-01/2022-02-07", None),
    ("Canada expelled two Russian diplomats on Tuesday last week.", "expelled", "2022-03-01", None),
    ("Canada expelled two Russian diplomats between 1 and 3 March.", "expelled", "2022-03-01/2022-03-03", None),
    ("The expulsion of two Russian diplomats by Canada in May 2018 angered Moscow.", "expulsion", "2018-05", None),
    (
        "Ottawa said on Monday that Canada had expelled two Russian diplomats on 4 March.",
        "expelled",
        "2022-03-04",
        None,
    ),
    ("Ottawa said on Monday that Canada had expelled two Russian diplomats.", "expelled", "?", None),
    ("Russia condemned Canada on Wednesday for a decision taken in January.", "condemned", "2022-03-09", None),
    ("Russia will respond to Canada's move, the Kremlin said on Wednesday.", "respond", "2022-03-09", None),
    ("Moscow warned on Tuesday that it would retaliate against Canada next month.", "retaliate", "2022-03-08", None),
    (
        "Speaking in Moscow on Monday, Foreign Minister Sergei Lavrov accused Canada of lying.",
        "accused",
        "2022-03-07",
        None,
    ),
    (
        "At a meeting in Geneva on 3 March, Russia and the United States agreed to hold further talks.",
        "agreed",
        "2022-03-03",
        None,
    ),
    (
        "Canada is withdrawing its ambassador from Russia, the foreign ministry announced on Tuesday.",
        "withdrawing",
        "2022-03-08",
        None,
    ),
    ("Russia denied on Monday that it had attacked Ukraine.", "attacked", "2022-03-07", None),
    ("Canada expels two Russian diplomats", "expels", "2022-03-10", None),
    ("Russian jets bomb Kharkiv as Ukraine appeals for help", "bomb", "2022-03-10", None),
    ("Canada will impose sanctions on Russia on 1 April.", "impose", "2022-04-01", None),
    (
        "Canada will impose sanctions on Russia next month, the government announced on Monday.",
        "impose",
        "2022-04",
        None,
    ),
    ("Turkey plans to send troops to Syria next week.", "send", "2022-03-14/2022-03-20", None),
    ("Poland could expel more Russian diplomats.", "expel", "?", None),
    ("Russia has attacked Ukraine since 24 February.", "attacked", "?", None),
    ("Russia has been shelling Kharkiv in Ukraine since 1 March.", "shelling", "2022-03-01/2022-03-10", None),
    ("Germany sent rescue teams to Turkey after the 2 March earthquake.", "sent", "2022-03-02/2022-03-10", None),
    ("Canada expelled two Russian diplomats after 2014.", "expelled", "?", None),
    ("Canada has expelled two Russian diplomats.", "expelled", "2022-03-09/2022-03-10", None),
    ("Canada has repeatedly condemned Russia.", "condemned", "?", None),
    ("Canada expelled two Russian diplomats.", "expelled", "?", None),
    ("The statement came a week after Russia attacked Ukraine.", "attacked", "?", None),
    ("On the tenth anniversary of the war, Georgia condemned Russia on Tuesday.", "condemned", "2022-03-08", None),
    (
        "Japan and South Korea signed an agreement in 1965, and on Monday Japan accused South Korea of breaking it.",
        "accused",
        "2022-03-07",
        None,
    ),
    (
        "Japan and South Korea signed an agreement in 1965, and on Monday Japan accused South Korea of breaking it.",
        "signed",
        "1965",
        None,
    ),
    ("Turkey summoned the Greek ambassador on Tuesday over a flight on Sunday.", "summoned", "2022-03-08", None),
    ("The agreement that Greece and Turkey signed in 1930 was praised by Athens on Monday.", "signed", "1930", None),
    ("Talks between Iran and the United States began on Tuesday and will end on Friday.", "Talks", "2022-03-08", None),
    ("Iran and the United States held talks in Vienna from 2 to 4 March.", "held", "2022-03-02/2022-03-04", None),
    ("From January to March 2021 Iran attacked Israel several times.", "attacked", "2021-01-01/2021-03-31", None),
    ("Over the past five years China has sanctioned Australia.", "sanctioned", "2017-03-10/2022-03-10", None),
    ("China accused India of crossing the border on the night of 6 March.", "accused", "?", None),
    ("When they met in Beijing in 2019, China and India agreed to resume talks.", "agreed", "2019", None),
    ("China lodged a protest with India early Wednesday.", "lodged", "2022-03-09", None),
    (
        "Egypt on Sunday condemned Israel, and Jordan summoned the Israeli ambassador on Monday.",
        "summoned",
        "2022-03-07",
        None,
    ),
    ("By Wednesday Egypt had recalled its ambassador from Israel.", "recalled", "?", None),
    ("China condemns Australia's decision.", "condemns", "2022-03", MARCH),
    ("China has condemned Australia's decision.", "condemned", "2022-03-01/2022-03-31", MARCH),
    ("China condemned Australia's decision on Wednesday.", "condemned", "?", MARCH),
    ("China condemned Australia's decision on Wednesday.", "condemned", "2022-03-09", WINDOW),
    ("China condemned Australia's decision on Wednesday.", "condemned", "?", UNKNOWN_DATE),
    ("China condemned Australia's decision on 5 May 2019.", "condemned", "2019-05-05", UNKNOWN_DATE),
    ("Last year, in the wake of the ruling, China accused the Philippines of aggression.", "accused", "2021", None),
    ("Greek Prime Minister Kyriakos Mitsotakis will visit Turkey on Sunday.", "visit", "2022-03-13", None),
    ("Serbia recalled its ambassador from Montenegro a day after Montenegro recognised Kosovo.", "recalled", "?", None),
    (
        "Serbia on Tuesday recalled its ambassador from Montenegro, a day after Montenegro "
        "expelled the Serbian ambassador.",
        "expelled",
        "2022-03-07",
        None,
    ),
    (
        "India and Pakistan exchanged fire in the early hours of 7 May 2025.",
        "exchanged",
        "2025-05-07",
        day("2025-05-08"),
    ),
    ("Pakistan said on Wednesday that India had attacked six places overnight.", "attacked", "?", day("2025-05-08")),
    ("India said Pakistan attacked its bases on Thursday night.", "attacked", "2025-05-08", day("2025-05-09")),
    (
        "On the first day of the summit, 12 July 2018, Trump accused Germany of being captive to Russia.",
        "accused",
        "2018-07-12",
        day("2018-07-13"),
    ),
    ("Iran's attack on Israel on the night of 13 April 2024 failed.", "attack", "2024-04-13", day("2024-04-20")),
    ("Israel, which Iran attacked in April, bombed Iran on Saturday.", "bombed", "2024-10-26", day("2024-10-27")),
    ("Israel, which Iran attacked in April, bombed Iran on Saturday.", "attacked", "2024-04", day("2024-10-27")),
    ("Mexico protested to the United States yesterday.", "protested", "2022-03-09", None),
    ("The United States sanctioned Iran this morning.", "sanctioned", "2022-03-10", None),
    ("The United States imposed sanctions on Iran the day before yesterday.", "imposed", "2022-03-08", None),
    ("Two weeks ago the United States imposed sanctions on Iran.", "imposed", "2022-02-21/2022-02-27", None),
    ("Sudan will withdraw its troops from Yemen by the end of the month.", "withdraw", "2022-03-25/2022-03-31", None),
    ("On 24 February, the day of the invasion, Germany condemned Russia.", "condemned", "2022-02-24", None),
    (
        "A Turkish drone struck Syria at the weekend, and Syria vowed on Monday to hit back at Turkey.",
        "struck",
        "2022-03-05/2022-03-06",
        None,
    ),
]


@pytest.mark.parametrize(
    "text, word, expected, published", CASES, ids=[f"{text[:50]}-{word}" for text, word, _, _ in CASES]
)
def test_the_date_that_its_own_sentence_gives(text, word, expected, published):
    assert dates_of(text, word, published) == {expected}
