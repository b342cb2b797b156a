"""Claims about words: what an edition is said to have removed, added or put in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.editions.claims_label import is_label
from detente.editions.claims_line import Match, bare
from detente.editions.claims_scene import Scene, Sketch
from detente.editions.claims_shelf import Which
from detente.editions.claims_wording_words import (
    ADDED,
    ADDED_FIRST,
    ADDED_IS,
    ADDED_PASSIVE,
    ANSWER,
    BECAME,
    FIRST,
    FIRST_ADDED,
    GONE_ARE,
    INSTEAD,
    NEW_PART,
    NOT_BEFORE,
    PIECE,
    PUT_INTO,
    REMOVED,
    REMOVED_PASSIVE,
    REVISION,
    SILENT,
    TAKEN_FROM,
    TIT,
    TO,
    WHOSE,
)


def wording_claims(scene: Scene) -> Iterator[Sketch]:
    """Yield the claims of a sentence about words removed, added or changed."""
    taken: list[tuple[int, int]] = []
    for match, sketch in _found(scene):
        a, b = match.found.span()
        if any(a < y and x < b for x, y in taken):
            continue
        taken.append((a, b))
        yield sketch


def _found(scene: Scene) -> Iterator[tuple[Match, Sketch]]:
    line = scene.line
    for pattern, second in ((TO, False), (BECAME, False), (INSTEAD, True)):
        for match in line.all(pattern):
            if (made := _reworded(scene, match, second=second)) is not None:
                yield match, made
    for pattern in (ADDED_FIRST, FIRST_ADDED):
        for match in line.all(pattern):
            if (made := _one(scene, match, "added")) is not None:
                yield match, made
    for pattern, kind in (
        (TAKEN_FROM, "removed"),
        (PUT_INTO, "added"),
        (GONE_ARE, "removed"),
        (ADDED_IS, "added"),
        (NOT_BEFORE, "added"),
        (REMOVED, "removed"),
        (REMOVED_PASSIVE, "removed"),
        (ADDED_PASSIVE, "added"),
        (ADDED, "added"),
        (NEW_PART, "added"),
    ):
        for match in line.all(pattern):
            if (made := _one(scene, match, kind)) is not None:
                yield match, made


def _part(match: Match, name: str) -> str:
    """Return the name of the group that matched: a pattern of two branches has `obj` and `obj2`."""
    return name if match.found.groupdict().get(name) is not None else f"{name}2"


def _is_new(verb: str, text: str) -> bool:
    """Tell whether the sentence itself says that something is new in what was written."""
    return verb.startswith("newly ") or re.search(FIRST, text) is not None


def _one(scene: Scene, match: Match, kind: str) -> Sketch | None:
    group = _part(match, "obj")
    words = match.word(group)
    verb = match.found.groupdict().get("verb") or match.found.groupdict().get("verb2") or ""
    text = scene.line.text
    in_paper = bool(re.search(r"#\d", text)) or bool(scene.papers)
    piece = re.search(rf"\b{PIECE}\b", words) is not None or "^" in words
    if (
        not (in_paper or piece or _SURELY.search(match.found.group()) or _is_new(verb, text))
        or not re.search(r"[a-z@^]", words)
        or not scene.which.phrase
    ):
        return None
    if re.match(r"(?:the |a |an |its )?#\d+", words) or _is_other_act(scene, match, verb, words, in_paper=in_paper):
        return None
    start = match.found.start()
    if verb.startswith("newly ") and _ATTRIBUTIVE.search(text[:start]):
        return None
    if (
        kind == "removed"
        and re.search(r"\b(?:not|never|denied|deny|without)(?: \w+){0,2} $", text[max(0, start - 24) : start])
        and not re.match(SILENT, verb)
    ):
        return None
    content = _content(match, group)
    span, where = match.span(), match.span(group)
    if span is None or where is None or content is None:
        return None
    country = scene.about(where)
    seen = _edition_after(scene, match)
    if kind == "removed":
        return Sketch("removed", country, content, None, span, which=seen)
    return Sketch("added", country, None, content, span, which=seen)


# "The newly added base": no act of adding is told.
_ATTRIBUTIVE = re.compile(r"\b(?:the|an?|its|these|those|this) $")
_EMPTY = re.compile(rf"(?:(?:the|this|that|its|these|an?|any) )?(?:{PIECE}|it|them|all|he|she|they)", re.IGNORECASE)
_LEADS = re.compile(
    r"^(?:(?:in addition|also|moreover|furthermore|meanwhile|however|instead|in particular|as a result|at the"
    r" same time|and|but)\s*,?\s+)+",
    re.IGNORECASE,
)
# Verbs of which only words are the object.
_SURELY = re.compile(r"\b(?:omit\w*|delet\w+|left out|leav\w+ out|expung\w+|no longer|no mention|no reference)\b")


def _is_other_act(scene: Scene, match: Match, verb: str, words: str, *, in_paper: bool) -> bool:
    """Tell a removal or addition of something that is no text: sanctions, a minister, troops; and speech ("he added")."""
    if re.match(
        r"(?:sanctions?|tariffs?|troops?|ministers?|demands?|charges?|objections?|restrictions?|bombs?|"
        r"opposition|weapons?|export)\b",
        words,
    ) and not (in_paper and "#" in scene.line.text):
        return True
    active = (
        match.found.start("verb") < match.found.start(_part(match, "obj"))
        if match.found.groupdict().get("verb")
        else True
    )
    if active and verb.startswith("add") and re.match(r"(?:that|in|during|:|,)\b", words):
        return True
    if verb.startswith(("drop", "cut")) and re.match(
        r"(?:to|by|in|from|rates?|interest|its benchmark|the (?:federal funds|benchmark|policy|key) )\b", words
    ):
        return True
    return verb.startswith(
        (
            "newly elected",
            "newly appointed",
            "newly released",
            "newly published",
            "newly revised",
            "newly issued",
            "newly inaugurated",
        )
    )


def _content(match: Match, group: str) -> str | None:
    """Return what was removed or added: the quotation where it is quoted outright, else the words of the phrase."""
    words = match.word(group)
    alone = re.fullmatch(
        rf"(?:(?:the|a|an|its|any|all|new|two|previous|earlier|longstanding|long-standing|key|this|that|such|"
        rf"both|one) )*(?:(?:{PIECE}|claim|position|{PIECE} (?:that|saying|stating|of|to|about|which \w+|"
        rf"reading|like|such as|describing|calling|on)|saying|stating|the) ?(?:that|saying|to|of|calling|stating|"
        rf"reading|describing)? ?)*(?P<q>\^\d+)(?: ?(?:{PIECE}|part|as well|altogether|entirely|clause))? ?,?",
        words,
    )
    if alone:
        start, _ = match.found.span(group)
        at = start + alone.start("q")
        span = match.line.place(at, at + len(alone["q"]))
        return bare(match.line.source[span[0] : span[1]])
    text = bare(_LEADS.sub("", match.text(group) or ""))
    if _EMPTY.fullmatch(text):
        return None
    if len(text.split()) <= 2 and group == "obj" and match.found.re is NEW_PART:
        # "a new chapter on Taiwan": the country alone would not say what was added.
        text = match.text() or text
    return text if len(text) > 1 else None


def _edition_after(scene: Scene, match: Match) -> Which | None:
    """Return the edition named right after the phrase: "from its 2020 paper"."""
    after = re.match(
        r" ?,? (?:from|in|into|to|of|out of|within) (?:the |its |this |their |that )?(?:\w+ ){0,2}(#\d+)",
        scene.line.text[match.found.end() :],
    )
    named = scene.paper_in(after[1]) if after else None
    return named if named is not None and not named.old else None


def _reworded(scene: Scene, match: Match, *, second: bool) -> Sketch | None:
    old_group = "old2" if second and match.found["old"] is None else "old"
    new_group = "new2" if second and match.found["new"] is None else "new"
    old, new = match.text(old_group), match.text(new_group)
    span = match.span()
    if (
        old is None
        or new is None
        or span is None
        or old == new
        or (is_label(old) and is_label(new) and len(old.split()) < 7)
    ):
        return None
    return Sketch("reworded", scene.about(span), bare(old), bare(new), span)


def answer_claims(scene: Scene) -> Iterator[Sketch]:
    """Yield what a sentence says an edition answers: "seen as a tit-for-tat move"."""
    line = scene.line
    for match in line.all(ANSWER):
        words = match.text("what") or ""
        named = line.countries_in(line.text)
        if not TIT.search(words.lower()) or not REVISION.search(line.text):
            continue
        whose = line.search(WHOSE)
        issuer = whose.countries("who")[0] if whose and whose.countries("who") else scene.issuer
        if whose is None and scene.earlier is not None and scene.earlier.issuer is not None:
            # "it" is the edition told before; the one that stands here is what it answers.
            issuer = scene.earlier.issuer
        others = [c for c in named if c != issuer] or [c for c in [scene.topic] if c not in {None, issuer}]
        span = match.span("what")
        if span is None or not others:
            continue
        after = re.sub(r"^(?:as\s+)?(?:an?\s+)?", "", re.sub(r"\s+", " ", words.strip(' ,.“”"')))
        yield Sketch("reworded", others[0], None, after, span, issuer=issuer)
        return
