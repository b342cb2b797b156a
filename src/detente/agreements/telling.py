"""When a sentence says that an act on an agreement was done or a wish voiced, who by, and by whose account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.actors.countries import display_name
from detente.agreements.passages import Passage
from detente.agreements.records import Evidence, Quoted
from detente.agreements.wording import words
from detente.coding.attribution import chain_of
from detente.coding.clauses import clause_of
from detente.coding.dating import date_of
from detente.coding.drafts import Draft
from detente.coding.framing import Frame, frame_of
from detente.coding.participants import Found, named
from detente.evidence import span_of
from detente.records import Actor, Attribution, DateValue, Document, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE_NAME = len("2015 ")
_PHRASE = frozenset("det amod compound poss nmod nummod case advmod".split())


def draft(token: Token, frame: Frame, status: Status) -> Draft:
    """Return the draft of an act without sides, which is what the coder's rules on dates and attribution need."""
    return Draft("COOPERATE", None, None, (), (), status, token, frame, False, token.pos_ in {"NOUN", "PROPN"})


def when(
    passage: Passage, token: Token, frame: Frame, status: Status, document: Document, *, spoken: bool = False
) -> DateValue:
    """Return the date of what `token` carries, by the coder's rules; unknown with bounds where the sentence has none.

    Args:
        spoken: It is said rather than done, so that in the past tense and without a day of its own it is of the day that
            the report is telling of.
    """
    made = draft(token, frame, status)
    # A year that is part of what an agreement is called, "the 2015 accord", is the day of nothing that is done to it.
    names = [(r.span.start - _BEFORE_NAME, r.span.end) for r in passage.references]
    times = [t for t in passage.times if not any(a <= t.span.start and t.span.end <= b for a, b in names)]
    found = date_of(made, passage.doc, passage.scene.offset, times, document.published)
    simple = spoken and any(_simple_past(verb) for verb in (token, *frame.reporters))
    undated = found.precision == "unknown" and found.text is None
    return passage.day if undated and simple and passage.day is not None else found


def _simple_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" and not any(c.lower_ in {"has", "have", "had"} for c in verb.children)


def account(passage: Passage, token: Token, document: Document) -> tuple[Attribution, ...]:
    """Return by whose account it is, innermost first."""
    frame = frame_of(token)
    links = chain_of(draft(token, frame, "happened"), passage.doc, passage.scene, document.text)
    # "... Agreement (GSOMIA)." ends with the name of the agreement, not of an agency.
    names = [r.span for r in passage.references]
    return tuple(a for a in links if not any(n.start < a.span.end and a.span.start < n.end for n in names))


def quoted(passage: Passage, document: Document) -> Evidence:
    """Return the sentence of a passage as evidence."""
    span = span_of(document.text, passage.sentence.start, passage.sentence.end)
    return Quoted(document.id, document.path, span)


def country_of(passage: Passage, heads: Iterable[Token]) -> str | None:
    """Return the one country that phrases name or belong to; None where they name none or several."""
    found = countries_of(passage, heads)
    return found[0] if len(found) == 1 else None


def countries_of(passage: Passage, heads: Iterable[Token]) -> list[str]:
    """Return the countries that phrases name or belong to, each once."""
    found = named(passage.scene, list(heads), loose=True, role="source")
    return list(dict.fromkeys(f.country for f in found if _acts(f) and f.country is not None))


def _acts(found: Found) -> bool:
    return found.country is not None and found.actor is not None and found.actor.sector != "media"


def holders(passage: Passage, heads: Iterable[Token], governor: Token, text: str) -> list[tuple[str, str, str | None]]:
    """Return who the phrases of `heads` name: id or words, name, country.

    A phrase whose head is no actor of the tables is kept in its own words, with the country that it belongs to: those who
    support a president are not the president.
    """
    found: list[tuple[str, str, str | None]] = []
    for head in heads:
        direct = [f for f in passage.scene.own(head) if f.actor is not None and _is_named(f, head, passage)]
        for item in direct:
            actor = item.actor
            assert actor is not None
            if actor.country is not None and _covers(item.mention.span, governor, passage):
                # "Japan's opposition to the treaty" is no party of Japan.
                found.append((actor.country, display_name(actor.country), actor.country))
            elif actor.sector != "media":
                found.append((actor.id, actor.name, actor.country))
        if direct or str(head.lower_) in words("vague") or head.pos_ in {"NUM", "ADP", "PUNCT", "SYM", "X", "PRON"}:
            continue
        span = phrase(head, passage, text)
        if "agreement" in span.quote.lower() or head.i in {t.i for t in _references(passage)}:
            continue
        around = [f for f in passage.scene.around(head, role="target") if f.country is not None]
        inside = around or [Found(m, direct=False) for m in passage.scene.mentions
                            if span.start <= m.span.start < span.end and isinstance(m.actor, Actor)]  # fmt: skip
        country = inside[0].country if inside else _country_before(passage, head) or _only_country(passage, head)
        found.append((span.quote, span.quote, country))
    return list(dict.fromkeys(found))


def _covers(span: Span, token: Token, passage: Passage) -> bool:
    return span.start <= passage.scene.offset + token.idx < span.end


def _is_named(found: Found, head: Token, passage: Passage) -> bool:
    """Tell whether the mention covers the head of the phrase, or stands for it as a pronoun does."""
    return (
        found.by_pronoun
        or _covers(found.mention.span, head, passage)
        or head.dep_ == "appos"
        or any(c.dep_ == "appos" for c in head.children)
    )


def _references(passage: Passage) -> list[Token]:
    heads = {r.head for r in passage.references}
    offset = passage.scene.offset
    return [t for t in passage.doc if any(offset + t.idx <= h < offset + t.idx + len(t) for h in heads)]


def _country_before(passage: Passage, head: Token) -> str | None:
    """Return whose "the government" is where the phrase does not say: the state named last before it in the sentence."""
    domestic = {str(t.lemma_).lower() for t in head.subtree} & words("domestic")
    if not domestic and not any(c.lower_ in {"the", "its", "their"} for c in head.children):
        return None
    at = passage.scene.offset + head.idx
    before = [m for m in passage.scene.mentions if m.span.end <= at and isinstance(m.actor, Actor) and m.actor.country]
    last = before[-1].actor if before else None
    return last.country if isinstance(last, Actor) else None


def _only_country(passage: Passage, head: Token) -> str | None:
    """Return whose "most ministers" are where the sentence speaks of one state only."""
    if str(head.lemma_).lower() not in words("domestic"):
        return None
    at = passage.scene.offset + head.idx
    named = [m for m in passage.scene.mentions if isinstance(m.actor, Actor) and m.actor.sector != "media"]
    found = {m.actor.country for m in named if isinstance(m.actor, Actor)}
    return found.pop() if len(found) == 1 and named[0].span.end <= at else None


def phrase(head: Token, passage: Passage, text: str) -> Span:
    """Return the noun phrase of `head` with what says whose it is, without relative clauses."""
    inner = [head]
    for child in head.children:
        if child.dep_ in _PHRASE or (child.dep_ == "prep" and child.i < head.i + 3 and child.i > head.i):
            inner += list(child.subtree)[:8]
    if head.tag_ == "VBG":
        inner = [t for t in head.subtree if t.pos_ != "PUNCT"]
    offset = passage.scene.offset
    start, end = min(t.idx for t in inner), max(t.idx + len(t) for t in inner)
    return span_of(text, offset + start, min(offset + end, len(text)))


def speakers(reporters: Iterable[Token]) -> tuple[Token, ...]:
    """Return the heads of those who say it, by the innermost verb of saying."""
    first = next(iter(reporters), None)
    return () if first is None else clause_of(first).subjects
