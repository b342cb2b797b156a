"""Which person a garbled name means, by the evidence of office, country and date. Precision goes before recall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from detente.actors.folding import words
from detente.actors.knowledge import Knowledge
from detente.actors.readings import mandarin, mandarin_name, spelled, syllables
from detente.actors.similarity import exact_reading, inexact_at_most, likeness, may_read, opening, syllable_likeness
from detente.actors.tables import Office, Person
from detente.actors.variants import HAN_COUNTRIES, full_names, surnames

# How alike a name must be under each kind of evidence. With the very office and day only its one holder is in question.
HOLDER, HOLDER_ONE_WORD, COUNTRY, NOTHING = 0.6, 0.66, 0.8, 0.9
# How much better the best candidate must be than the next.
MARGIN = 0.12
# A surname alone in Mandarin reading ("President Wen") tells enough where only the holder of the office is in question.
_SURNAME_READ = 0.85
# Where z is spoken ts, and other languages write it so (Scholz, Sholts).
_Z_IS_TS = frozenset({"DEU", "AUT", "CHE", "ITA", "LUX"})
# How English spells the sounds of letters with marks.
_MARKED = str.maketrans(
    {"ç": "ch", "Ç": "Ch", "ş": "sh", "Ş": "Sh", "ș": "sh", "ğ": "g", "č": "ch", "Č": "Ch", "š": "sh", "Š": "Sh", "ž": "zh",
     "Ž": "Zh", "ć": "ch", "ż": "zh", "Ż": "Zh", "ś": "sh", "Ś": "Sh", "ț": "ts", "ö": "oe", "ü": "ue", "ä": "ae", "ñ": "ny"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """A person that a name may mean, how alike the name is, and why."""

    person: Person
    score: float
    reason: str


class Matcher:
    """Approximate matching of names over the people of the tables."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Match against the people of `knowledge`."""
        self._knowledge = knowledge
        self._forms: dict[str, list[tuple[str, ...]]] = {}
        self._words: dict[str, list[str]] = {}
        self._openings: dict[str, frozenset[str]] = {}
        # News of one day name the same people over and over.
        self._answer = lru_cache(maxsize=8192)(self._among)
        self._people = lru_cache(maxsize=256)(self._held)

    def among_holders(
        self, name: str, offices: Iterable[Office], day: date | None, *, past: bool = False, at_least: float = 0.0
    ) -> list[Match]:
        """Return who of the holders of `offices` on `day` the name means; with `past` whoever held them before.

        Matches of a score below `at_least` are left out where that saves work.
        """
        return list(self._answer(name, tuple(office.id for office in offices), None if past else day, past, at_least))

    def _among(self, name: str, offices: tuple[str, ...], day: date | None, past: bool, at_least: float) -> list[Match]:
        people = self._people(offices, day)
        narrow = day is not None and not past and len(people) <= 2
        reason = "held the office" + (f" on {day}" if day and not past else "")
        threshold = COUNTRY if not narrow else HOLDER if len(words(name)) > 1 else HOLDER_ONE_WORD
        found = self.best(name, people, max(threshold, at_least), reason)
        if not found and narrow:
            read = [person for person in people if _reads_surname(name, person)]
            found = [Match(person, _SURNAME_READ, reason) for person in read]
        return found

    def _held(self, offices: tuple[str, ...], day: date | None) -> tuple[Person, ...]:
        people = {p.id: p for office in offices for p in self._knowledge.holders(office, day, slack=45)}
        return tuple(people.values())

    def of_country(self, name: str, country: str, day: date | None) -> list[Match]:
        """Return whom of a country's people, in office within six years of `day`, the name means."""
        people = (p for p in self._near(name, [country]) if self._knowledge.active(p.id, day, 6))
        people = (p for p in people if _family_fits(name, p, nearly=True))
        return self.best(name, people, COUNTRY, f"is of {country}")

    def of_countries(self, name: str, countries: Iterable[str], day: date | None, threshold: float) -> list[Match]:
        """Return whom the name means among people of several countries, in office within six years of `day`."""
        people = (p for p in self._near(name, countries) if self._knowledge.active(p.id, day, 6))
        people = (p for p in people if _family_fits(name, p))
        return self.best(name, people, threshold, "is of a country that the document names")

    def of_anyone(self, name: str, day: date | None) -> list[Match]:
        """Return whom the name means with nothing but the name to go by: a full name and hardly a letter wrong."""
        if len(words(name)) < 2:
            return []
        people = (p for p in self._near(name) if self._knowledge.active(p.id, day, 10) and _family_fits(name, p))
        return self.best(name, people, NOTHING, "nothing else is so like it")

    def best(self, name: str, people: Iterable[Person], threshold: float, reason: str) -> list[Match]:
        """Return those of `people` that the name may mean: the most alike, and those hardly less so."""
        scores = ((person, self.score(name, person, threshold)) for person in people)
        scored = [Match(person, score, reason) for person, score in scores if score >= threshold]
        scored.sort(key=lambda match: (-match.score, match.person.id))
        return [match for match in scored if match.score > scored[0].score - MARGIN]

    @cached_property
    def _blocks(self) -> dict[str, dict[str | None, list[Person]]]:
        """People by the sounds that open their first and last words or their Han readings, and then by country."""
        blocks: dict[str, dict[str, Person]] = defaultdict(dict)
        for person in self._knowledge.tables.people.values():
            for form in _respelled([person.name, *person.aliases], person):
                blocks[_sounds(form)][person.id] = person
            if person.han and person.country in HAN_COUNTRIES:
                read = syllables(person.han[0]) | (spelled(person.native[0][0]) if person.native else frozenset())
                for first in {opening(syllable) for syllable in read}:
                    blocks[f"han:{first}"][person.id] = person
        parted: dict[str, dict[str | None, list[Person]]] = {}
        for key, people in blocks.items():
            by_country = parted[key] = defaultdict(list)
            for person in people.values():
                by_country[person.country].append(person)
        return parted

    def _near(self, name: str, countries: Iterable[str] | None = None) -> list[Person]:
        """Return the people worth comparing with a name, of `countries` or of all."""
        parts = words(name)
        keys = [_sounds(name), *(f"han:{opening(part)}" for part in {parts[0], parts[-1]})] if parts else []
        found: dict[str, Person] = {}
        for key in keys:
            block = self._blocks.get(key, {})
            for country in block if countries is None else countries:
                found.update((person.id, person) for person in block.get(country, ()))
        return list(found.values())

    def may_be(self, name: str, person: Person) -> bool:
        """Tell, quickly, whether a name opens with a sound that some form of a person's names opens with."""
        sounds = self._openings.get(person.id)
        if sounds is None:
            forms = [word for form in _respelled([person.name, *person.aliases], person) for word in words(form)]
            if person.han and person.country in HAN_COUNTRIES:
                forms += syllables(person.han[0])
            sounds = self._openings[person.id] = frozenset(map(opening, forms))
        parts = _parts(name)
        return (
            bool(parts)
            and opening(parts[0]) in sounds
            and (len(parts) == 1 or opening(parts[-1]) in sounds or bool(person.han))
        )

    def score(self, name: str, person: Person, floor: float = 0.0) -> float:
        """Return how well `name` spells the name of `person`, from 0 to 1; a score below `floor` may come out lower still."""
        given = _parts(name)
        if not given:
            return 0.0
        if len(given) == 1:
            if person.id not in self._words:
                self._words[person.id] = _respelled(surnames(person), person)
            return max((likeness(given[0], form, floor) for form in self._words[person.id]), default=0.0)
        if person.id not in self._forms:
            forms = [form for form in full_names(person) if form.isascii() or not any(c > "\u2e80" for c in form)]
            self._forms[person.id] = list(dict.fromkeys(tuple(words(form)) for form in _respelled(forms, person)))
        best = max([_aligned(given, form, floor) for form in self._forms[person.id]])
        if person.han and person.country in HAN_COUNTRIES and best < 1.0:
            hangul = next(iter(person.native), None)
            for order in (name, f"{given[1]} {given[0]}")[: 2 if len(given) == 2 else 1]:
                # To read every character exactly is told quickly, and nothing else may be good enough.
                best = max(best, 0.97 * exact_reading(order, person.han, hangul))
                enough = max(best, floor)
                if 0.97 * inexact_at_most(person.han) >= enough and may_read(order, person.han, hangul, enough / 0.97):
                    best = max(best, 0.97 * syllable_likeness(order, person.han, hangul))
        return best


def _family_fits(name: str, person: Person, *, nearly: bool = False) -> bool:
    """Tell whether a name holds the family name exactly, where names are so short that a letter makes another (Li, Liu).

    With `nearly` a final -n and -ng, which transcriptions confuse, count as the same.
    """
    if not person.han or person.country not in HAN_COUNTRIES or person.country == "JPN":
        return True
    parts = _parts(name)
    read = syllables(person.han[0]) | frozenset(words(person.family or ""))
    if person.native:
        read |= spelled(person.native[0][0])
    ends = {parts[0], parts[-1]}
    if nearly:
        ends |= {part + "g" for part in ends if part.endswith("n")} | {
            part[:-1] for part in ends if part.endswith("ng")
        }
    return bool(ends & read) or len(parts) == 1


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, ...]:
    """Return the words of a name that is compared with many people in a row."""
    return tuple(words(name))


def _sounds(name: str) -> str:
    parts = words(name)
    return "".join(sorted((opening(parts[0]), opening(parts[-1])))) if parts else ""


def _reads_surname(name: str, person: Person) -> bool:
    """Tell whether a name is the Mandarin reading of a person's family name alone."""
    if not person.han or person.country not in HAN_COUNTRIES:
        return False
    lengths = (
        {2: (1,), 3: (2, 1), 4: (2,), 5: (2, 3)}.get(len(person.han), (2,)) if person.country == "JPN" else (None,)
    )
    joined = "".join(words(name))
    if person.country != "JPN" and joined in mandarin(person.han[0]):
        return True
    return any(joined == "".join(mandarin_name(person.han, length)[0]) for length in lengths)


def _respelled(forms: list[str], person: Person) -> list[str]:
    """Return forms with the spellings that other languages use for their sounds."""
    more = [form.translate(_MARKED) for form in forms if not form.isascii()]
    more += [form.replace("kh", "ch").replace("Kh", "Ch") for form in forms if "kh" in form.lower()]
    if person.country in _Z_IS_TS:
        more += [form.replace("z", "ts") for form in forms if "z" in form]
    return [*forms, *more]


def _aligned(given: Sequence[str], wanted: Sequence[str], floor: float) -> float:
    """Compare word by word where there are as many words, else as wholes; order of family and given name is free.

    What comes out below `floor` may be less than it is.
    """
    if len(given) == len(wanted) == 2:
        # Both words must be alike: one perfect and one alien word are two people of one family.
        straight = _both(given[0], wanted[0], given[1], wanted[1], floor)
        return max(straight, _both(given[0], wanted[1], given[1], wanted[0], floor))
    whole = likeness("".join(given), "".join(wanted), floor)
    if len(given) != len(wanted) and min(len(given), len(wanted)) >= 2:
        # A middle name or a patronymic may be left out; the outer words must agree.
        return max(whole, 0.95 * _both(given[0], wanted[0], given[-1], wanted[-1], floor / 0.95))
    return whole


def _both(a: str, x: str, b: str, y: str, floor: float) -> float:
    """Return how alike two pairs of words are; the worse pair counts more."""
    # Even where the other pair is the same, a pair less alike than this leaves the two below the floor.
    least = max(0.4, (floor - 0.25) / 0.75 - 1e-9)
    first = likeness(a, x, least)
    if first < least:
        return 0.0
    second = likeness(b, y, least)
    return 0.25 * (first + second) + 0.5 * min(first, second)
