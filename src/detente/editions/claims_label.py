"""Claims about labels: what an edition is said to call a country, and to have called it before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detente.editions.claims_label_words import (
    BACK,
    CALLED_IT,
    CITED_AS_GONE,
    COPULA,
    DESCRIBED,
    DESCRIBED_IT,
    FROM_TO,
    GONE,
    INSTEAD_CALLED,
    INTO,
    NEG,
    NEXT,
    PASSIVE,
    QUOTED_COPULA,
    REPLACED,
    SAYING_THAT,
    TERM,
)
from detente.editions.claims_line import Match, bare
from detente.editions.claims_scene import Scene, Sketch, label_words


def label_claims(scene: Scene) -> Iterator[Sketch]:
    """Yield the claims of a sentence about what an edition calls a country."""
    done: list[tuple[int, int]] = []
    found: list[Sketch] = []
    for match, sketch in _found(scene):
        a, b = match.found.span()
        # Patterns overlap: the first that reads a stretch of the line has it, for all countries that it names.
        if any(a < y and x < b and (x, y) != (a, b) for x, y in done) or (
            sketch.before is None and sketch.after is None
        ):
            continue
        done.append((a, b))
        found.append(sketch)
    yield from _joined(found)


def _joined(found: list[Sketch]) -> Iterator[Sketch]:
    """Join "dropped its description as a partner" and "called it a neighbour" of one sentence into one claim."""
    gone = [s for s in found if s.after is None and s.before is not None]
    come = [s for s in found if s.before is None and s.after is not None and not s.after.startswith("not ")]
    for sketch in found:
        if sketch in come and any(_pairs(one, sketch) for one in gone):
            continue
        partner = next((one for one in come if sketch in gone and _pairs(sketch, one)), None)
        yield replace(sketch, after=partner.after) if partner is not None else sketch


def _pairs(one: Sketch, other: Sketch) -> bool:
    editions = {which.edition for which in (one.which, other.which) if which is not None}
    return one.country == other.country and len(editions) < 2


def is_label(words: str | None) -> bool:
    """Tell whether words hold a word of the table of labels."""
    return bool(words) and label_words().search((words or "").lower()) is not None


def _found(scene: Scene) -> Iterator[tuple[Match, Sketch]]:
    line = scene.line
    for pattern, reader in (
        (FROM_TO, _from_to),
        (REPLACED, _replaced),
        (TERM, _term),
        (PASSIVE, _described),
        (DESCRIBED, _described),
        (DESCRIBED_IT, _described),
        (CALLED_IT, _described),
        (SAYING_THAT, _quoted),
        (INTO, _into),
        (COPULA, _copula),
    ):
        for match in line.all(pattern):
            sketch = reader(scene, match)
            if sketch is None:
                continue
            named = scene.others(match.countries("who")) if match.found.groupdict().get("who") else []
            for country in named[1:]:
                yield match, replace(sketch, country=country)
            yield match, sketch


def _words(match: Match, group: str) -> str | None:
    """Return a label as the document has it, without the article and the adverbs before it."""
    text = match.text(group)
    if text is None:
        return None
    cleaned = re.sub(
        r"^(?:simply|merely|only|just|also|now|being|as|an?|the|its|their|our)\s+", "", bare(text), flags=re.I
    )
    return bare(cleaned) or None


def _country(scene: Scene, match: Match, *, group: str | None = "who") -> str | None:
    """Return the country that carries the label: the one named in the pattern, else around it."""
    if group is not None and match.found.groupdict().get(group):
        named = scene.others(match.countries(group))
        if named:
            return named[0]
        if match.countries(group):
            return None
    start, end = match.found.span()
    text = scene.line.text
    inside = scene.others(scene.line.countries_in(match.found.group()))
    if inside:
        return inside[0]
    before = scene.others(scene.line.countries_in(text[:start]))
    after = scene.others(scene.line.countries_in(text[end:]))
    for_whom = re.match(
        r" (?:to describe|for|in reference to|when referring to|as applied to|about|against) (?:\w+ )?(@\d+)",
        text[end:],
    )
    if for_whom and (named := scene.others(scene.line.countries_in(for_whom[1]))):
        return named[0]
    near = before[-1:] or after[:1]
    return near[0] if near else scene.topic


def _seen(scene: Scene, match: Match) -> Scene:
    """See a label by the edition that stands closest before it in its clause, or right after it."""
    text = scene.line.text
    start, end = match.found.span()
    if after := re.match(r" ?,?(?: (?:in|of|by) (?:the |its )?(?:previous |last )?(#\d+))", text[end:]):
        named = scene.paper_in(after[1])
        return scene.moved_to(named) if named else scene
    cut = max(text.rfind(mark, 0, start) for mark in (" but ", " while ", " whereas ", " ; ", " although "))
    named_before = re.findall(r"#\d+", text[max(0, cut) : start])
    named = scene.paper_in(named_before[-1]) if named_before else None
    return scene.moved_to(named) if named else scene


def _from_to(scene: Scene, match: Match) -> Sketch | None:
    old, new = _words(match, "old"), _words(match, "new")
    if old is None or new is None or re.search(r"\d", old) or re.search(r"\d", new):
        return None
    country = _country(scene, match, group=None)
    turn = match.word("turn")
    judged = turn.startswith(
        ("downgrad", "upgrad", "demot", "promot", "relegat", "elevat", "relabel", "redefin", "mov", "lower", "degrad")
    )
    if country is None or not (
        is_label(old) or is_label(new) or (judged and scene.line.countries_in(match.word("gap")))
    ):
        return None
    span = match.span()
    assert span is not None
    return Sketch("label", country, old, new, span)


def _into(scene: Scene, match: Match) -> Sketch | None:
    new, country = _words(match, "new"), _country(scene, match)
    span = match.span()
    if country is None or span is None or not is_label(new):
        return None
    return Sketch("label", country, None, new, span)


def _replaced(scene: Scene, match: Match) -> Sketch | None:
    second = match.found.group("old") is None
    old, new = _words(match, "old2" if second else "old"), _words(match, "new2" if second else "new")
    country = _country(scene, match, group=None)
    span = match.span()
    if country is None or span is None or not (is_label(old) and is_label(new)):
        return None
    return Sketch("label", country, old, new, span)


def _described(scene: Scene, match: Match) -> Sketch | None:
    new = _words(match, "new")
    country = _country(scene, match)
    span = match.span()
    call = match.word("call")
    if country is None or span is None or not is_label(new) or (scene.issuer is not None and country == scene.issuer):
        return None
    start, end = match.found.span()
    text = scene.line.text
    if call.startswith(
        ("mention", "writ", "wrote", "stat", "set", "explain", "present", "express", "nam", "plac", "list")
    ) and not re.search(r" (?:as|among) ", f" {match.found.group()} "):
        return None
    seen = _seen(scene, match)
    negated = NEG.search(text[max(0, start - 60) : start]) or re.search(
        r"\b(?:not|no longer|never)\b", text[start : match.found.start("call")]
    )
    if negated:
        instead = INSTEAD_CALLED.match(text, end)
        if instead is not None and is_label(said := _words(Match(scene.line, instead), "new")):
            return Sketch(
                "label",
                country,
                new if "no longer" in text[max(0, start - 60) : end] else None,
                said,
                span,
                which=seen.which,
            )
        again = re.search(r"\b(?:again|still|also|continues?)\b", text[max(0, start - 60) : match.found.start("call")])
        return Sketch("label", country, None if again else new, f"not {new}" if again else None, span, which=seen.which)
    if CITED_AS_GONE.search(text[:start]):
        newest = scene.earlier if scene.earlier is not None and not scene.earlier.old else scene.which
        return Sketch("label", country, new, None, span, which=newest)
    following = NEXT.match(text[end:])
    old = None
    if following is not None:
        held = Match(scene.line, NEXT.match(text, end) or following)
        old = _words(held, "old")
    return Sketch("label", country, old if is_label(old) else None, new, span, which=seen.which)


def _quoted(scene: Scene, match: Match) -> Sketch | None:
    """Read a label out of a sentence that is cited whole: specified that "the regime and the army are our enemies"."""
    span = match.span("q")
    if span is None:
        return None
    source = scene.line.source
    places = [p for p in scene.line.places if span[0] <= p.start < span[1] and p.country != scene.issuer]
    found = QUOTED_COPULA.search(source, span[0], span[1])
    if not places or found is None or places[0].start > found.start() or not is_label(found["label"]):
        return None
    cleaned = bare(re.sub(r"^(?:an?|the|its)\s+", "", found["label"], flags=re.IGNORECASE))
    around = scene.line.text[max(0, match.found.start() - 40) : match.found.start("q")]
    if re.search(r"\b(?:not|no longer|never)\b", around) or GONE.search(around):
        return Sketch("label", places[0].country, cleaned, None, span, which=_seen(scene, match).which)
    return Sketch("label", places[0].country, None, cleaned, span, which=_seen(scene, match).which)


def _copula(scene: Scene, match: Match) -> Sketch | None:
    """Read "in the 2018 paper Japan was a partner": what the paper says, where the clause puts it in the paper."""
    new, country = _words(match, "new"), _country(scene, match)
    span = match.span()
    text = scene.line.text
    start, end = match.found.span()
    in_paper = (
        re.search(r"\b(?:in|under|according to) (?:the |its )?#\d+[^#]{0,50}$", text[:start])
        or re.search(
            r"#\d+ (?:also |now |again |further |explicitly |,)*(?:says?|said|states?|stated|stat\w+|writes?|wrote|"
            r"notes?|noted|asserts?|declares?|stress\w*|describes?|warns?|warned|reads?)"
            r"(?: that| ,| :)*(?: [\w']+){0,4} ?$",
            text[:start],
        )
        or re.match(r" ?,? (?:in|according to) (?:the |its )?#\d+", text[end:])
    )
    if country is None or span is None or not is_label(new) or in_paper is None:
        return None
    seen = _seen(scene, match)
    if re.search(r"\b(?:not|no longer)\b", match.found.group("no") or match.found.group()[:0]):
        return Sketch("label", country, new, None, span, which=seen.which)
    return Sketch("label", country, None, new, span, which=seen.which)


def _term(scene: Scene, match: Match) -> Sketch | None:
    """Read "the word 'enemy' was removed", "revived the expression 'enemy'"."""
    new, country = _words(match, "new"), _country(scene, match, group=None)
    span = match.span()
    if span is None or not is_label(new) or len((new or "").split()) > 7:
        return None
    words = label_words().search((new or "").lower())
    text = scene.line.text
    start, end = match.found.span()
    around = text[max(0, start - 70) : start] + " | " + text[end : end + 70]
    if words is None:
        return None
    if GONE.search(around):
        return Sketch("label", country, new, None, span)
    if BACK.search(around):
        return Sketch("label", country, None, new, span)
    return None
