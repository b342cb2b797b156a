"""How an edition speaks of a country: statements that the coder finds, in the issuer's own person too."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.editions.tone import in_third_person, tones_of, wilson
from detente.evidence import holds, to_raw

from .make import make_edition

TEXT = "We condemn Russia's invasion of Ukraine. We signed an agreement with Japan. Our government thanked Japan for its aid."


def tone_of(country: str, text: str = TEXT) -> tuple[int, int]:
    found = {tone.country: tone for tone in tones_of(make_edition(text))}
    return (found[country].cooperative, found[country].conflictual) if country in found else (0, 0)


def test_the_first_person_is_the_issuer() -> None:
    assert tone_of("JPN")[0] >= 1


def test_what_is_condemned_is_conflictual() -> None:
    assert tone_of("RUS")[1] == 1


def test_every_statement_opens_its_sentence() -> None:
    edition = make_edition(TEXT)
    assert all(holds(edition.document.text, span) for tone in tones_of(edition) for span in tone.statements)


def test_the_balance_lies_in_its_interval() -> None:
    for tone in tones_of(make_edition(TEXT)):
        assert tone.balance is not None
        assert tone.low is not None
        assert tone.high is not None
        assert tone.low <= tone.balance <= tone.high


def test_a_language_that_is_not_coded_has_no_tone() -> None:
    assert tones_of(make_edition("日本は韓国と協定に署名した。", language="ja")) == []


def test_one_statement_says_little() -> None:
    assert wilson(1, 1)[0] < 0.3


@given(st.integers(0, 200), st.integers(0, 200))
def test_intervals_hold_the_proportion(hits: int, misses: int) -> None:
    low, high = wilson(hits, hits + misses)
    part = hits / (hits + misses) if hits + misses else 0.5
    assert 0 <= low <= part + 1e-9
    assert part - 1e-9 <= high <= 1


@given(st.text(alphabet="we our us We U.S ,.\n", max_size=60))
def test_words_in_the_third_person_lead_back_to_the_text(text: str) -> None:
    edition = make_edition(text or "x")
    turned, offsets = in_third_person(edition.document, "KOR")
    for segment in offsets:
        place = to_raw(offsets, segment.clean_start, segment.clean_end)
        assert place == (segment.raw_start, segment.raw_end)
    assert sum(s.clean_end - s.clean_start for s in offsets) == len(turned.text)
