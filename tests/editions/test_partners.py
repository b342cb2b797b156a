"""Which part of an edition is about partners."""

from __future__ import annotations

from detente.editions.partners import part_of

from .make import make_edition

CHINA = "China has raised its spending on arms for thirty years, and its ships sail ever farther out."
INDIA = "India takes part in the exercise of the two navies every year, and officers are exchanged with it."
JAPAN = "Japan resumed the dialogue of ministers, and both navies look for ships in distress together."
THREATS_FIRST = f"""Part I Security Environment

1 China

{CHINA}

2 Russia

{CHINA.replace("China", "Russia")}

Part II Defense Cooperation

1 India

{INDIA}

2 Japan

{JAPAN}
"""


def test_prefers_the_part_whose_title_speaks_of_cooperation() -> None:
    assert part_of(make_edition(THREATS_FIRST)).title == "Defense Cooperation"


def test_says_why() -> None:
    assert "2 countries have headings of their own" in part_of(make_edition(THREATS_FIRST)).reason


def test_takes_the_whole_text_where_no_part_is_about_partners() -> None:
    part = part_of(make_edition("The fleet was enlarged in the past year. India and Japan sent observers."))
    assert (part.title, part.basis) == (None, "found")
    assert "no part is about partners" in part.reason


def test_takes_a_part_by_its_number() -> None:
    assert part_of(make_edition(THREATS_FIRST), "Security Environment").title == "Security Environment"


def test_takes_the_whole_text_where_it_is_asked_for() -> None:
    assert part_of(make_edition(THREATS_FIRST), "all").section is None
