"""An edition as claims are held against it: each reading of it is made when first asked for, and once."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from detente.editions.countries import mentions
from detente.editions.labels import labels_of
from detente.editions.naming import find_countries
from detente.editions.order import Ordering, order_of
from detente.editions.records import Edition, Label, Tone
from detente.editions.tone import tones_of
from detente.editions.units import passages
from detente.records import Span


class Shown:
    """What an edition shows."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @property
    def is_english(self) -> bool:
        """Whether its words can be held against an English report word by word."""
        return self.edition.language in {"en", None}

    @cached_property
    def sentences(self) -> tuple[tuple[Span, str, frozenset[str]], ...]:
        """Its sentences: where they stand, their words in one spelling (English), and the countries they name."""
        listed = []
        for passage in passages(self.edition):
            named = frozenset(one.country for one in find_countries(passage.text, self.edition.language))
            listed.append((passage.unit.span, plain(passage.text) if self.is_english else passage.text, named))
        return tuple(listed)

    @cached_property
    def labels(self) -> list[Label]:
        """What it calls each country."""
        return labels_of(self.edition)

    @cached_property
    def order(self) -> Ordering:
        """The order of countries in its part about partners."""
        return order_of(self.edition)

    @cached_property
    def mentions(self) -> Counter[str]:
        """How often it names each country."""
        return mentions(self.edition)

    @cached_property
    def tones(self) -> dict[str, Tone]:
        """How it speaks of each country."""
        return {tone.country: tone for tone in tones_of(self.edition)}


def plain(text: str) -> str:
    """Return words in lower case and one spelling, without punctuation."""
    low = text.lower().replace("’", "'")
    low = re.sub(r"[^\w\s'-]", " ", low)
    low = re.sub(r"(\w)isation\b", r"\1ization", low)
    low = re.sub(r"(\w)is(e[ds]?|ing)\b", r"\1iz\2", low)
    for british, american in (
        ("defence", "defense"),
        ("neighbour", "neighbor"),
        ("labour", "labor"),
        ("centre", "center"),
    ):
        low = low.replace(british, american)
    return re.sub(r"\s+", " ", low).strip(" '-")
