"""One sentence of a news text about editions: its line, the edition it is about, and the countries it may be about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from detente.data.tables import read_rows
from detente.editions.claims_line import Line
from detente.editions.claims_shelf import Which
from detente.editions.records import ClaimKind
from detente.records import DateValue

ORDINALS = {
    word: number
    for number, words in enumerate(
        ("first 1st one top", "second 2nd two", "third 3rd three", "fourth 4th four", "fifth 5th five",
         "sixth 6th six", "seventh 7th seven", "eighth 8th eight", "ninth 9th nine", "tenth 10th ten"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th)"
    r"|no \.? ?\d{1,2}|number (?:\d{1,2}|one|two|three|four|five))"
)
PAIR = re.compile(
    r"\b(?:the )?(?:two (?:countries|nations|sides|neighbou?rs|states|governments)|bilateral|both"
    r" (?:countries|sides)|each other)\b"
)
_TOPIC = re.compile(
    r"(?:in terms of|regarding|concerning|as for|as regards|with regard to|in regard to|with respect to|on|about|"
    r"when it comes to|in (?:the|its|a) (?:\w+ ){0,4}(?:section|chapter|part|passage|paragraph) (?:on|about)|"
    r"turning to|"
    r"in relation to|in connection with|in the case of)\s+(?:[\w-]+ ){0,5}?(@\d+)"
)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A claim before the document's own parts are added.

    Attributes:
        trigger: Where the words that carry it stand in the document.
        which: The edition, where it is not the one that the sentence is about.
        order: Countries in the order told.
        issuer: Whose edition it is, where it is another's than the sentence's.
    """

    kind: ClaimKind
    country: str | None
    before: str | None
    after: str | None
    trigger: tuple[int, int]
    order: tuple[str, ...] | None = None
    which: Which | None = None
    expected: DateValue | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with what stands around it.

    Attributes:
        which: The edition that the sentence is about.
        papers: The edition of each `#N` of the line.
        topic: The country that the text before was about, other than the issuer.
        earlier: The edition that the text was about before the sentence.
        ranked: Whether the text just before told an order.
        ranks: Ranks that the text before told, by edition and country.
    """

    line: Line
    which: Which
    papers: tuple[Which, ...]
    topic: str | None
    earlier: Which | None = None
    ranked: bool = False
    ranks: tuple[tuple[str | None, str, int], ...] = ()

    @property
    def issuer(self) -> str | None:
        """Whose edition it is."""
        return self.which.issuer

    def others(self, countries: Sequence[str]) -> list[str]:
        """Return `countries` without the issuer."""
        return [country for country in countries if country != self.issuer]

    def fronted(self) -> str | None:
        """Return the country that the sentence says it is about: "as for relations with China", "on Russia"."""
        for match in self.line.all(_TOPIC):
            for country in self.others(match.countries(1)):
                return country
        return None

    def about(self, span: tuple[int, int] | None, *, default: bool = True) -> str | None:
        """Return the country that the words of `span` are about, else that of the sentence, else the running topic."""
        if span is not None:
            inside = [p.country for p in self.line.places if span[0] <= p.start < span[1]]
            if others := self.others(inside):
                return others[0]
        if not default:
            return None
        if fronted := self.fronted():
            return fronted
        words = self.line.text
        if PAIR.search(words) and self.topic is not None and not self.others([p.country for p in self.line.places]):
            return self.topic
        subjects = self.others([p.country for p in self.line.places if p.exact])
        return subjects[0] if len(set(subjects)) == 1 else (self.topic if PAIR.search(words) or not subjects else None)

    def paper_in(self, words: str) -> Which | None:
        """Return the first edition that a stretch of the line names."""
        found = re.search(r"#(\d+)", words)
        return self.papers[int(found[1])] if found else None

    def moved_to(self, which: Which) -> Scene:
        """Return the scene as seen by another edition."""
        return replace(self, which=which)


def ordinal(words: str) -> int | None:
    """Return the number of an ordinal as a line has it."""
    for word in re.findall(r"[a-z]+|\d+(?:st|nd|rd|th)?", words):
        if word in ORDINALS:
            return ORDINALS[word]
        if digits := re.fullmatch(r"(\d+)\w*", word):
            return int(digits[1])
    return None


@cache
def label_words() -> re.Pattern[str]:
    """Return a pattern over lines that finds the words of the table of labels, longest first."""
    forms = {row["form"] for row in read_rows("editions/labels.csv") if row["language"] == "en"}
    ordered = sorted(forms, key=len, reverse=True)
    endings = "|".join(_plural(form) for form in ordered)
    return re.compile(rf"(?<![\w-])(?:{endings})(?![\w-])")


def _plural(form: str) -> str:
    if form.endswith("y"):
        return f"{re.escape(form[:-1])}(?:y|ies)"
    return rf"{re.escape(form)}(?:s|ship|hood)?"
