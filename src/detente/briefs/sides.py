"""Who acts and on whom, as a sentence names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.briefs.names import country_in_text, country_name, names_country
from detente.records import Participant, Span

_POSSESSIVES = frozenset("its his her their our my your".split())
_ARTICLES = frozenset("a an the".split())
_DETERMINERS = _ARTICLES | frozenset(
    "some several many most few both two three four five six seven eight nine ten dozens hundreds thousands another "
    "other".split()
)
# Common nouns that are plural without an s.
_PLURALS = frozenset("people police troops personnel aircraft media militia children men women".split())
# A name whose last word, before "of", "for" or "to", is one of these takes an article: "the Ministry of Defence".
_INSTITUTIONS = frozenset(
    """academy administration agency alliance ambassador army assembly authority bank board bureau cabinet center
    centre chancellery chancellor chief coalition command commission commissioner committee confederation
    congress consulate corps council court department diet directorate embassy federation fleet force forces
    foundation front fund government group guard guards house institute junta knesset league legislature
    minister ministers ministry mission movement nations navy office organisation organization parliament
    party police presidency president presidents representative secretariat secretary senate service services
    staff state states taliban tribunal troops union""".split()
)
_BEFORE_OF = re.compile(r"\s+(?:of|for|to|on|in|and|against|at)\s+.*$")
_OWNER = re.compile(r"^\S+(?:\s\S+){0,3}['’]s?\s")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_WORD = re.compile(r"[A-Za-z]+$")


@dataclass(frozen=True, slots=True)
class Named:
    """The participants of one side in words.

    Attributes:
        words: "Japan and the United States", empty where there is nobody.
        plural: Whether a verb after them is in the plural.
        states: Whether each is a state as such.
    """

    words: str
    plural: bool
    states: bool


def named(participants: Sequence[Participant], evidence: Span) -> Named:
    """Return the words for one side of an event; `evidence` is its sentence, from which articles are taken."""
    names = list(dict.fromkeys(_name(one, evidence) for one in participants))
    plural = len(names) > 1 or (len(names) == 1 and _is_plural(participants[0], names[0]))
    states = bool(participants) and all(_is_state(one) for one in participants)
    return Named(listing(names), plural, states)


def listing(parts: Iterable[str]) -> str:
    """Join words as prose does: "a, b and c"."""
    *head, last = [*parts] or [""]
    return f"{', '.join(head)} and {last}" if head else last


def with_article(name: str) -> str:
    """Return the name of an actor as a sentence has it: "the Ministry of Defence", "Kono Taro", "Japan's coast guard"."""
    if name.split(" ", 1)[0].lower() in _DETERMINERS or _OWNER.match(name):
        return name
    last = _WORD.search(_BEFORE_OF.sub("", name))
    return f"the {name}" if last and last[0].lower() in _INSTITUTIONS else name


def _is_state(participant: Participant) -> bool:
    if participant.country is None:
        return False
    return participant.id == participant.country or participant.name == country_name(participant.country)


def _name(participant: Participant, evidence: Span) -> str:
    """Return the name of a country for the state itself, else the actor's name and, where it does not tell, whose it is."""
    country = participant.country
    if country is None:
        return with_article(participant.name)
    if _is_state(participant):
        return country_in_text(country)
    if participant.name.startswith(f"{country_name(country)}: ") or ": " in participant.name:
        # A group without a name of its own, such as "South Korea: court"; the document has better words for it.
        return _mentioned(participant.mention, country, evidence)
    name = _ASIDE.sub("", participant.name) or participant.name
    return _whose(with_article(name), country)


def _mentioned(mention: Span, country: str, evidence: Span) -> str:
    words = " ".join(mention.quote.split()) or country_name(country)
    first, _, rest = words.partition(" ")
    before = _word_before(mention, evidence)
    if rest and first.lower() in _POSSESSIVES:
        return _possessive(country, rest)
    if before in _POSSESSIVES:
        return words if names_country(words, country) else _possessive(country, words)
    if first.lower() in _DETERMINERS or _OWNER.match(words):
        return _whose(words[0].lower() + words[1:] if first.lower() in _DETERMINERS else words, country)
    if before in _DETERMINERS:
        return _whose(f"{before} {words}", country)
    last = words.split()[-1]
    common = last.islower() and not (last.endswith("s") or last in _PLURALS)
    return _whose(f"the {words}" if common else with_article(words), country)


def _possessive(country: str, words: str) -> str:
    owner = country_in_text(country)
    return f"{owner}{'’' if owner.endswith('s') else '’s'} {words}"


def _whose(name: str, country: str) -> str:
    return name if names_country(name, country) else f"{name} ({country_name(country)})"


def _word_before(mention: Span, evidence: Span) -> str:
    """Return the word before a mention in its sentence in small letters, empty where there is none."""
    at = mention.start - evidence.start
    if not 0 < at <= len(evidence.quote):
        return ""
    before = evidence.quote[:at].split()
    return before[-1].lower() if before and evidence.quote[at - 1].isspace() else ""


def _is_plural(participant: Participant, name: str) -> bool:
    if _is_state(participant):
        return False
    last = re.sub(r"\s*\([^()]*\)$", "", name).split()[-1]
    return last in _PLURALS or (last.islower() and last.endswith("s") and not last.endswith(("ss", "us", "is")))
