"""How much of an edition is about each country."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from detente.editions.blocks import UNSPACED
from detente.editions.countries import mentions
from detente.editions.parallel import Read, read_edition
from detente.editions.records import Edition

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Share:
    """How much of an edition is about a country.

    Attributes:
        mentions: How often the edition names it.
        words: Words (Chinese and Japanese: characters) of the sentences that are about it; a sentence about several
            countries counts for each by the same part.
        share: Part of all words of the edition, 0 to 1.
    """

    country: str
    mentions: int
    words: float
    share: float


def words_in(text: str) -> int:
    """Count the words of a text; of Chinese and Japanese, whose words have no spaces between them, the characters."""
    unspaced = len(UNSPACED.findall(text))
    return unspaced + len(_WORD.findall(UNSPACED.sub(" ", text)))


def shares_of(edition: Edition, read: Read | None = None) -> dict[str, Share]:
    """Return how much of an edition is about each country that it names, most words first.

    Args:
        edition: The edition.
        read: Its sentences, where they have been read already.
    """
    listed = read if read is not None else read_edition(edition)
    about: dict[str, float] = defaultdict(float)
    total = 0
    for passage, subject in zip(listed.passages, listed.subjects, strict=True):
        size = words_in(passage.text)
        total += size
        countries = [country for country in subject.countries if country != edition.issuer]
        for country in countries:
            about[country] += size / len(countries)
    counted = mentions(edition)
    rows = [
        Share(country, number, round(about[country], 1), round(about[country] / total, 4) if total else 0.0)
        for country, number in counted.items()
    ]
    return {row.country: row for row in sorted(rows, key=lambda row: (-row.words, row.country))}
