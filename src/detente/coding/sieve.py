"""The cheap tests that decide which sentences can hold an event at all, so that only those are parsed.

They look at words alone. A sentence must have the words of some pattern of the tables, and it must be able to have two sides:
by what it names, or by what stands for a side that the text has named before. One that names a single side may still have the
other from what has been told, which only `story.Story.may_go_on` knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from detente.coding.conditions import WORDS_NEEDED
from detente.coding.lexicon import Pattern, noun_patterns, verb_effects, verb_patterns, word_list
from detente.coding.participants import is_person
from detente.data.tables import read_rows
from detente.records import Actor, Mention

_WORD = re.compile(r"'ll\b|[^\W\d_]+")
_JOINED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
# What stands for two sides that are named elsewhere in the text: "both", "two", and a bare "the leaders".
_TWO = frozenset({"both", "two"})
_TALKING = frozenset("leaders ministers sides presidents interlocutors parties counterparts".split())
_PAIR = re.compile(
    r"\b(?:both|the two|two|the) (?:sides|countries|nations|governments|leaders|ministers|presidents|neighbou?rs|"
    r"parties)\b",
    re.IGNORECASE,
)
_PERSONAL = frozenset("he she him her himself herself".split())
_NEUTER = frozenset({"it", "itself"})
_PLURAL = frozenset({"they", "them", "themselves"})
PRONOUNS = _PERSONAL | _NEUTER | _PLURAL
"""Words that may stand for an actor whom the text has named before."""
BEFORE = 600
"""How far back, in characters, a side that a sentence leaves out may have been named."""
_SHOULD = frozenset({"must", "should"})

# Sport and fiction take their words from politics: "crushed", "attack", "invades". Where a word of politics stands beside, as
# in a boycott of games, the sentence goes on.
_PLAY = re.compile(
    r"\b(?:home runs?|wickets?|innings|semi-?finals?|quarter-?finals?|world cup|(?:world|european|asian) championships?|"
    r"grand slam|"
    r"play-?offs?|hat-?trick|shoot-?out|knockout stage|middle order|\d{1,3}[-–]\d{1,3} (?:win|victory|defeat|draw|rout|loss)|"
    r"after a (?:goalless )?draw|in the (?:novel|film|movie|play|thriller|video game|short story))\b"
    r"|\b(?:beat|rout|crush|thrash|edge|down|bombard|defeat)\w*\b[^.;]*\b\d{1,3}[-–]\d{1,3}\b",
    re.IGNORECASE,
)
_POLITICS = re.compile(
    r"\b(?:minist\w+|government|president|boycott\w*|sanction\w*|embass\w+|diplomat\w*|visas?|troops|military|bann?\w*)\b",
    re.IGNORECASE,
)


class Needed(NamedTuple):
    """What a pattern needs beside its verb.

    Attributes:
        words: Sets of words of each of which one must be there as it stands.
        objects: Lemmas of which one must be there, where there are any.
    """

    words: frozenset[frozenset[str]]
    objects: frozenset[str]

    def found(self, words: Collection[str], lemmas: Collection[str]) -> bool:
        """Tell whether a sentence of these words, of these lemmas, has all of it."""
        if self.objects and self.objects.isdisjoint(lemmas):
            return False
        return not any(one.isdisjoint(words) for one in self.words)


@lru_cache(maxsize=4096)
def words_of(sentence: str) -> frozenset[str]:
    """Return the words of a sentence in lower case, cut at apostrophes; those with hyphens whole and cut."""
    lower = sentence.lower().replace("’", "'")
    words = _WORD.findall(lower)
    return frozenset([*words, *_JOINED.findall(lower)] if "-" in lower else words)


def can_hold_event(sentence: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether a sentence with these mentions of actors can hold an event.

    It must have the words of an act and a side that is named or stood for. What this loses against parsing everything is
    measured by `benchmarks/coding.py`.
    """
    words = words_of(sentence)
    named = bool(mentions) or not _PLURAL.isdisjoint(words) or _PAIR.search(sentence) is not None
    return named and carries_act(words) and not is_play(sentence)


def may_have_two_sides(
    words: Collection[str], here: Sequence[Mention], before: Sequence[Mention], parties: Iterable[Collection[str]]
) -> bool:
    """Tell whether a sentence may have two sides by what it and the text right before it name.

    Args:
        words: Its words.
        here: Its mentions.
        before: Mentions in the `BEFORE` characters before it.
        parties: The parties of each agreement that it names.
    """
    countries = countries_of(here)
    if len(countries) > 1 or any(len(one) > 1 for one in parties):
        return True
    acting = [m.actor for m in before if isinstance(m.actor, Actor) and m.actor.country and m.actor.sector != "media"]
    if stands_for_two(words) or not _PLURAL.isdisjoint(words):
        return len(countries.union(str(actor.country) for actor in acting)) > 1
    for pronouns, of_person in ((_PERSONAL, True), (_NEUTER, False)):
        if not pronouns.isdisjoint(words):
            countries |= {str(a.country) for a in acting if a.sector is not None and is_person(a) == of_person}
    return len(countries) > 1


def is_play(sentence: str) -> bool:
    """Tell whether a sentence is about sport or fiction and has no word of politics."""
    return _PLAY.search(sentence) is not None and _POLITICS.search(sentence) is None


def carries_act(words: Collection[str]) -> bool:
    """Tell whether some pattern of the tables finds all the words that it needs."""
    forms = _forms()
    lemmas = {lemma for word in words if word in forms for lemma in forms[word]}
    acts, nouns, reporting, misdeeds = _acts(), noun_patterns(), _reporting(), word_list("misdeeds")
    if not lemmas.isdisjoint(nouns):
        return True
    if any(needed.found(words, lemmas) for lemma in lemmas & acts.keys() for needed in acts[lemma]):
        return True
    told = not lemmas.isdisjoint(reporting)
    return told and not (_SHOULD.isdisjoint(words) and lemmas.isdisjoint(misdeeds))


def countries_of(mentions: Iterable[Mention]) -> set[str]:
    """Return the countries of actors; of one that is ambiguous the country that all its candidates share."""
    found: set[str] = set()
    for mention in mentions:
        actors = (mention.actor,) if isinstance(mention.actor, Actor) else mention.actor.candidates
        countries = {actor.country for actor in actors}
        if len(countries) == 1 and (country := countries.pop()) is not None:
            found.add(country)
    return found


def stands_for_two(words: Collection[str]) -> bool:
    """Tell whether a sentence has words that may stand for two sides at once."""
    return not _TWO.isdisjoint(words) or ("the" in words and not _TALKING.isdisjoint(words))


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    """Return by each form the words of the tables that it may be of; more forms than a word has do no harm."""
    forms: dict[str, set[str]] = defaultdict(set)
    for lemma in vocabulary():
        for form in _regular(lemma):
            forms[form].add(lemma)
    for row in read_rows("coding/irregular_forms.csv"):
        for form in row["forms"].split("|"):
            forms[form].add(row["lemma"])
    return {form: frozenset(lemmas) for form, lemmas in forms.items()}


def hyphenated() -> frozenset[str]:
    """Return the forms of the words of the tables that have a hyphen: "co-operated", "sit-ins"."""
    return frozenset(form for form in _forms() if "-" in form)


@cache
def vocabulary() -> frozenset[str]:
    """Return the words of the tables that a sentence is searched for."""
    objects = {word for patterns in verb_patterns().values() for pattern in patterns for word in pattern.objects}
    return frozenset({*verb_patterns(), *noun_patterns(), *objects, *_reporting(), *word_list("misdeeds")})


def _regular(lemma: str) -> Iterator[str]:
    yield lemma
    yield from (lemma + ending for ending in ("s", "es", "d", "ed", "ing", f"{lemma[-1]}ed", f"{lemma[-1]}ing"))
    if lemma.endswith("e"):
        yield f"{lemma[:-1]}ing"
    elif lemma.endswith("y"):
        yield from (f"{lemma[:-1]}ies", f"{lemma[:-1]}ied")


@cache
def _acts() -> Mapping[str, tuple[Needed, ...]]:
    """Return what the patterns of each verb need, without those that say that it is no act."""
    return {
        lemma: tuple({_needed(pattern) for pattern in patterns if pattern.type is not None})
        for lemma, patterns in verb_patterns().items()
    }


def _needed(pattern: Pattern) -> Needed:
    words = {WORDS_NEEDED[flag] for flag in pattern.flags & WORDS_NEEDED.keys()}
    if pattern.particle:
        words.add(frozenset({pattern.particle}))
    return Needed(frozenset(words), pattern.objects)


@cache
def _reporting() -> frozenset[str]:
    return frozenset(lemma for lemma, effects in verb_effects().items() if "report" in effects)
