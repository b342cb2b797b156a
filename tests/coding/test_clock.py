"""Dates that a sentence takes from those around it."""

from __future__ import annotations

import pytest

from detente.records import DateValue

from .dates import dates_of
from .make import day

# Text, word that carries the act, its date, publication (None: Thursday, 10 March 2022).
CASES: list[tuple[str, str, str, DateValue | None]] = [
    (
        "Canada expelled two Russian diplomats on Monday. A day later Russia expelled two Canadian diplomats.",
        "expelled#2",
        "2022-03-08",
        None,
    ),
    (
        "Canada expelled two Russian diplomats on Monday. Russia condemned Canada the same day.",
        "condemned",
        "2022-03-07",
        None,
    ),
    (
        "Canada expelled two Russian diplomats on Monday. Russia condemned the decision.",
        "condemned",
        "2022-03-07",
        None,
    ),
    (
        "Canada expelled two Russian diplomats on 4 May 2018. The following month Russia expelled "
        "two Canadian diplomats.",
        "expelled#2",
        "2018-06",
        None,
    ),
    (
        "Canada expelled two Russian diplomats on 4 May 2018. Two weeks later Russia expelled two Canadian diplomats.",
        "expelled#2",
        "2018-05-15/2018-05-21",
        None,
    ),
    (
        "Canada expelled two Russian diplomats on 4 May 2018. Later that month Russia expelled two Canadian diplomats.",
        "expelled#2",
        "2018-05",
        None,
    ),
    (
        "Canada expelled two Russian diplomats on Wednesday. In 2018 it expelled four Russian diplomats.",
        "expelled#2",
        "2018",
        None,
    ),
    (
        "OTTAWA, March 9 (Sample Wire) - Canada expelled two Russian diplomats. Russia condemned the move.",
        "condemned",
        "2022-03-09",
        None,
    ),
    (
        "Canada expels two Russian diplomats\n\nCanada on Wednesday expelled two Russian diplomats, "
        "the foreign ministry said.",
        "expels",
        "2022-03-09",
        None,
    ),
    (
        "In February Russian Foreign Minister Sergei Lavrov visited Iran. He accused the United States of aggression.",
        "accused",
        "2022-02",
        None,
    ),
    (
        "Russian Foreign Minister Sergei Lavrov met his Turkish counterpart in Antalya on Tuesday. "
        "He accused the United States of aggression.",
        "accused",
        "2022-03-08",
        None,
    ),
    (
        "Russia attacked Ukraine on Saturday. Ukraine attacked Russia on 2 March. Hours later "
        "Russia attacked Ukraine again.",
        "attacked#3",
        "2022-03-02/2022-03-03",
        None,
    ),
    (
        "The Kremlin spoke on Wednesday. The statement came a week after Canada expelled two Russian diplomats.",
        "expelled",
        "2022-02-27/2022-03-05",
        None,
    ),
    (
        "China imposed tariffs on Australian wine in November 2020. Australia complained to the "
        "World Trade Organization about China in June 2021.",
        "imposed",
        "2020-11",
        None,
    ),
    (
        "Relations soured in 2016. In July of that year South Korea agreed with the United States "
        "to deploy the system.",
        "agreed",
        "2016-07",
        None,
    ),
    (
        "Azerbaijan attacked Armenia on 27 September 2020. The fighting ended on 10 November with "
        "a ceasefire. Armenia accused Turkey of sending fighters.",
        "attacked",
        "2020-09-27",
        None,
    ),
    (
        "India attacked nine sites in Pakistan on Wednesday. Pakistan said it shot down five Indian jets.",
        "shot",
        "?",
        day("2025-05-08"),
    ),
    (
        "Ethiopia and Egypt agreed in principle in March 2015. Egypt now accuses Ethiopia of breaking the deal.",
        "accuses",
        "2022-03-10",
        None,
    ),
    (
        "French President Emmanuel Macron arrived in Kiev on Tuesday. The day before, he had met "
        "Russian President Vladimir Putin in Moscow.",
        "met",
        "2022-03-07",
        None,
    ),
    (
        "In 1979 Egypt signed a peace treaty with Israel. Two years earlier Egyptian President "
        "Anwar Sadat had visited Israel.",
        "visited",
        "1977",
        None,
    ),
    (
        "South Korea summoned the Japanese ambassador. The ministry lodged a protest with Japan on Wednesday.",
        "summoned",
        "2022-03-09",
        None,
    ),
    (
        "The European Union condemned Belarus. Poland had accused Belarus of sending migrants in November.",
        "condemned",
        "?",
        None,
    ),
    (
        "Bulgaria expels ten Russian diplomats\nSOFIA, March 8. Bulgaria is expelling ten Russian "
        "diplomats over espionage.",
        "expels",
        "2022-03-10",
        None,
    ),
    (
        "Moldova expelled three Russian diplomats on Sept. 3, 2018, and Russia expelled three Moldovans on Sept. 10.",
        "expelled#2",
        "2018-09-10",
        None,
    ),
    # What a thing of an earlier day says now makes that day no news.
    (
        "The foreign ministers of Russia and Ukraine spoke by telephone. The agreement of March 5 provides for a truce.",
        "spoke",
        "?",
        None,
    ),
    (
        "Chad thanked Niger. The accord of March 5 requires Chad to withdraw its troops from Niger.",
        "thanked",
        "?",
        None,
    ),
]


@pytest.mark.parametrize(
    "text, word, expected, published", CASES, ids=[f"{text[:50]}-{word}" for text, word, _, _ in CASES]
)
def test_the_date_that_the_running_text_gives(text, word, expected, published):
    assert dates_of(text, word, published) == {expected}
