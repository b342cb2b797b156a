"""Who says so: the chain of attribution of an act, innermost first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.coding.clauses import clause_of, lemma_of
from detente.coding.drafts import Draft
from detente.coding.lexicon import verb_effects, word_list
from detente.coding.participants import Found, Scene, named
from detente.evidence import span_of
from detente.records import Actor, Attribution, AttributionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "(Reuters)", "(Times of India) (BBC)" after a sentence, "(Yonhap) --" in a dateline.
_BRACKETED = re.compile(r"\(([A-Z][^()]{1,60})\)")
_WIRE = re.compile(r"\b(?:news agency|agency|press|news wire)\b", re.IGNORECASE)
_BROADCAST = re.compile(
    r"\b(?:tv|television|radio|broadcast\w*|bbc|cnn|nhk|kbs|cctv|jazeera|voa|channel)\b", re.IGNORECASE
)
_KNOWN_AGENCIES = frozenset(
    "reuters ap afp yonhap kyodo xinhua tass interfax ansa dpa efe apa irna fars tasnim isna wafa spa sana mena anadolu "
    "jiji pti ani aap upi kcna bernama antara ria".split()
)


def chain_of(draft: Draft, doc: Doc, scene: Scene, text: str) -> tuple[Attribution, ...]:
    """Return who says that the act of `draft` took place, innermost first, outermost last.

    Args:
        doc: The parsed sentence, whose first character is character `scene.offset` of `text`.
    """
    links: list[Attribution] = []
    reporters = list(draft.frame.reporters)
    if draft.frame.accuser is not None:
        reporters.insert(0, draft.frame.accuser)
    if draft.frame.denied_by is not None:
        reporters.insert(0, draft.frame.denied_by)
    for verb in [*reporters, *_parenthetic(doc, draft.predicate)]:
        for head in clause_of(verb).subjects[:2]:
            _add(links, _link(head, scene, text))
    for head in _according_to(doc):
        _add(links, _link(head, scene, text))
    for link in _brackets(doc, scene, text):
        _add(links, link)
    return tuple(links)


def asserters(draft: Draft, doc: Doc, scene: Scene) -> list[Found]:
    """Return the actors on whose word alone the act stands: those who say, claim or accuse."""
    verbs = [*draft.frame.reporters, *([draft.frame.accuser] if draft.frame.accuser is not None else [])]
    heads = [h for verb in [*verbs, *_parenthetic(doc, draft.predicate)] for h in clause_of(verb).subjects]
    return named(scene, [*heads, *_according_to(doc)], loose=True)


def _parenthetic(doc: Doc, predicate: Token) -> Iterable[Token]:
    """Yield verbs of saying that follow or interrupt what they report: "..., the ministry said"."""
    for token in doc:
        if token.pos_ == "VERB" and "report" in verb_effects().get(lemma_of(token), frozenset()):
            quoted = token.dep_ in {"parataxis"} or (
                token.dep_ == "ROOT"
                and any(c.dep_ == "ccomp" and c.i < token.i and predicate.i <= c.right_edge.i for c in token.children)
            )
            if quoted and token != predicate and not _governs(token, predicate):
                yield token


def _governs(verb: Token, predicate: Token) -> bool:
    return any(a == verb for a in predicate.ancestors)


def _according_to(doc: Doc) -> list[Token]:
    heads: list[Token] = []
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            marker = doc[token.i + 1]
            heads += [c for c in [*marker.children, *token.children] if c.dep_ == "pobj"]
    return heads


def _brackets(doc: Doc, scene: Scene, text: str) -> Iterable[Attribution]:
    sentence = doc.text
    for match in _BRACKETED.finditer(sentence):
        at_end = not re.search(r"\w", _BRACKETED.sub("", sentence[match.end() :]))
        dateline = match.start() < 60 and re.match(r"\s*(?:[-–—]|--)", sentence[match.end() :])
        name = match.group(1).strip()
        if not (at_end or dateline) or not re.search(r"[A-Za-z]{2}", name):
            continue
        start, end = scene.offset + match.start(1), scene.offset + match.end(1)
        mention = next((m for m in scene.mentions if m.span.start >= start and m.span.end <= end), None)
        actor = (
            mention.actor if mention and isinstance(mention.actor, Actor) and mention.actor.sector == "media" else None
        )
        kind = outlet_kind(actor.name if actor else name)
        yield Attribution(
            actor.name if actor else name, kind, actor.country if actor else None, span_of(text, start, end)
        )


def outlet_kind(name: str) -> AttributionKind:
    """Tell an agency, a broadcaster and a newspaper apart by name."""
    if set(re.findall(r"[a-z]+", name.lower())) & _KNOWN_AGENCIES or _WIRE.search(name):
        return "agency"
    return "broadcaster" if _BROADCAST.search(name) else "newspaper"


def _link(head: Token, scene: Scene, text: str) -> Attribution | None:
    """Return the link for the phrase of `head`, or None where it is a mere pronoun that stands for nobody known."""
    found = scene.own(head)
    actor = found[0].actor if found else None
    span = _phrase(head, scene, text)
    if actor is not None and found[0].by_pronoun:
        return Attribution(actor.name, _kind(head, actor), actor.country, span)
    if actor is not None:
        return Attribution(actor.name, _kind(head, actor), actor.country, found[0].mention.span)
    if head.pos_ == "PRON":
        return None
    around = scene.around(head)
    country = around[0].country if around else None
    return Attribution(span.quote, _kind(head, None), country, span)


def _kind(head: Token, actor: Actor | None) -> AttributionKind:
    lemma = lemma_of(head)
    plural_or_vague = lemma in word_list("unnamed") and (actor is None or actor.office is None)
    if actor is not None and actor.sector == "media":
        return outlet_kind(actor.name)
    if plural_or_vague:
        return "unnamed_official"
    if actor is None:
        if any(c.lower_ in {"white", "policy", "strategy", "blue"} for c in head.children) and lemma in {
            "paper",
            "book",
        }:
            return "document"
        if lemma in {"agency", "newspaper", "paper", "daily", "medium", "broadcaster"}:
            return "newspaper" if lemma != "agency" else "agency"
        return "document" if lemma in {"paper", "report", "statement", "document", "draft"} else "person"
    if actor.office is not None:
        return "official"
    if actor.sector in {"government", "military", "court", "legislature", "police", "intelligence"}:
        return "government"
    return "organisation"


def _phrase(head: Token, scene: Scene, text: str) -> Span:
    """Return the noun phrase of `head` without relative clauses and appositions."""
    inner = [head]
    for child in head.children:
        if child.dep_ in {"det", "amod", "compound", "poss", "nmod", "nummod", "case"}:
            inner += list(child.subtree)
        elif child.dep_ == "prep" and child.i == head.i + 1:
            inner += list(child.subtree)[:8]
    start = scene.offset + min(t.idx for t in inner)
    end = scene.offset + max(t.idx + len(t) for t in inner)
    return span_of(text, start, min(end, len(text)))


def _add(links: list[Attribution], link: Attribution | None) -> None:
    if link is not None and all(known.name != link.name for known in links):
        links.append(link)
