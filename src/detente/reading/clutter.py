"""Page furniture around a report: found by line and phrase, taken out, and read for what it says about the report.

The wording is in `data/clutter.yaml`. Nothing goes that reports something: a rule takes a whole line, a phrase at the edge
of a paragraph, or a marked phrase inside one; headlines that follow a heading such as "Related articles" go only as far as
they look like headlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from detente.reading import doubles
from detente.reading.align import Edit
from detente.reading.clutter_rules import Rules, load

PARAGRAPH = re.compile(r"[^\n](?:.*?[^\n])??(?=\n\s*\n|\s*\Z)", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?。！？…][\"”’'」』»)）\]]*\Z")
_FIELDS = ("publisher", "editor", "author", "published")
_LONGEST_LINE = 420
_LONGEST_TAIL = 260
_EDGE = 8
_LONGEST_HEADLINE = 220
# A space lost between two sentences ("relations.Seoul said") makes one word of two; no address looks like this.
_LOST_SPACE = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]+[ ,])|(?<=[a-z]{3}[.!?][\"”’])(?=[A-Z][a-z]+[ ,])")


@dataclass(frozen=True, slots=True)
class Found:
    """What stands around the report.

    Attributes:
        edits: Changes that take the furniture out.
        title: Headline that the body begins with, or None.
        published: Date of publication as a line states it, or None.
        metadata: What lines say on other matters.
    """

    edits: tuple[Edit, ...]
    title: str | None = None
    publisher: str | None = None
    editor: str | None = None
    author: str | None = None
    published: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


def find(text: str, *, title: str | None = None) -> Found:
    """Find the furniture of `text`, whose paragraphs are parted by blank lines.

    Args:
        text: Text as it was extracted.
        title: Headline as metadata state it, or None.

    Returns:
        The edits and what the furniture says on publisher, editor, author and date.
    """
    rules = load()
    edits: list[Edit] = []
    said: dict[str, str] = {}
    kept: list[tuple[int, int]] = []
    section: str | None = None
    after_mark = False
    ranges = list(paragraphs(text))
    for number, (start, end) in enumerate(ranges):
        line = text[start:end]
        edge = min(number, len(ranges) - 1 - number) < _EDGE
        heading = _heading(rules, line)
        rule = _whole(rules, line, said, edge=edge)
        if heading is not None and kept:
            section, after_mark = heading, False
            edits.append(_whole_edit(text, start, end, "comment box" if heading == "comments" else "related link"))
        elif rule is not None:
            edits.append(_whole_edit(text, start, end, rule))
            after_mark = section == "comments"
        elif section is not None and _belongs(rules, section, line, after_mark):
            after_mark = bool(rules.comment_marks.fullmatch(line))
            edits.append(_whole_edit(text, start, end, "comment" if section == "comments" else "related headline"))
        else:
            section = None
            inner, first, last = _phrases(rules, text, start, end, said)
            edits += inner
            if first < last:
                kept.append((first, last))
    kept, twice = doubles.find(text, kept)
    edits += twice
    headline = _headline(text, kept, title)
    for start, end in kept:
        edits += [Edit(start + m.start(), start + m.start(), " ") for m in _LOST_SPACE.finditer(text[start:end])]
    edits += _outlet_suffix(text, kept, said)
    fields = {key: said.pop(key, None) for key in _FIELDS}
    by = said.pop("publisher_of_byline", None)
    fields["publisher"] = fields["publisher"] or by
    return Found(tuple(edits), title=headline, metadata=said, **fields)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each paragraph of `text`, without the white space around it."""
    at = 0
    for block in re.split(r"(\n[^\S\n]*\n\s*)", text):
        stripped = block.strip()
        if stripped:
            start = at + block.index(stripped[0])
            yield start, start + len(stripped)
        at += len(block)


def is_furniture(line: str) -> bool:
    """Tell whether `line` alone is page furniture."""
    rules = load()
    return _heading(rules, line) is not None or _whole(rules, line, {}) is not None


def facts(shown: str) -> dict[str, str]:
    """Return what a line beside an article says: publisher, editor, author, published, and metadata; of its parts each alone."""
    rules = load()
    said: dict[str, str] = {}
    for part in re.split(r"\s[|·•]\s|\t", shown):
        line = part.strip()
        if line and _whole(rules, line, said) is None:
            for match in filter(None, (rule.pattern.fullmatch(line) for rule in rules.beside)):
                _note(match, said)
    return said


def _whole_edit(text: str, start: int, end: int, reason: str) -> Edit:
    """Return the edit that takes a paragraph out together with one of the breaks around it."""
    return Edit(start, _after_break(text, end), "", reason)


def _after_break(text: str, end: int) -> int:
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def _heading(rules: Rules, line: str) -> str | None:
    if len(line) > 160 or line[:1].islower():
        return None
    return next((rule.reason for rule in rules.sections if rule.pattern.fullmatch(line)), None)


def _whole(rules: Rules, line: str, said: dict[str, str], *, edge: bool = True) -> str | None:
    """Return the reason for which the whole of `line` goes, or None; note in `said` what it says.

    A line that begins in lower case is a piece of a sentence that was broken, unless it names nothing but services.
    """
    if len(line) > _LONGEST_LINE:
        return None
    lower = line[:1].islower()
    if len(line) <= 200 and rules.services.fullmatch(line) and not (lower and len(line.split()) == 1):
        return "share line"
    if lower:
        return None
    for rule in rules.lines if rules.any_line.fullmatch(line) else ():
        if not edge and rule.reason in rules.edges:
            continue
        match = rule.pattern.fullmatch(line)
        if match:
            _note(match, said)
            return rule.reason
    return None


def _note(match: re.Match[str], said: dict[str, str]) -> None:
    for key, value in match.groupdict().items():
        tidy = " ".join(value.split()).strip(" ,;:|-–—_()（）") if value else ""
        if tidy:
            said.setdefault(key, tidy)


def _belongs(rules: Rules, section: str, line: str, after_mark: bool) -> bool:
    """Tell whether `line` goes with the comments or related headlines above it."""
    sentence = bool(_SENTENCE_END.search(line)) and not line.endswith("?")
    if section == "related":
        return not sentence and len(line) <= _LONGEST_HEADLINE
    if after_mark:
        return True
    return not sentence and (len(line) <= 100 or bool(rules.comment_marks.fullmatch(line)))


def _phrases(rules: Rules, text: str, start: int, end: int, said: dict[str, str]) -> tuple[list[Edit], int, int]:
    """Find phrases at the edges of and inside one paragraph; return edits and the range between the edge phrases."""
    edits: list[Edit] = []
    again = True
    while again and start < end and rules.any_start.match(text, start, end):
        again = False
        for rule in rules.starts:
            match = rule.pattern.match(text, start, end)
            if match and match.end() > start:
                stop = match.end()
                while stop < end and text[stop].isspace():
                    stop += 1
                _note(match, said)
                edits.append(Edit(start, stop, "", rule.reason))
                start, again = stop, True
    again = True
    while again and start < end:
        again = False
        tail = max(start, end - _LONGEST_TAIL)
        if not rules.any_end.search(text, tail, end):
            break
        for rule in rules.ends:
            match = rule.pattern.search(text, tail, end)
            if match and match.end() == end and match.start() > start:
                _note(match, said)
                edits.append(Edit(match.start(), end, "", rule.reason))
                end, again = match.start(), True
    for rule in rules.inside if rules.inside_needs.search(text, start, end) else ():
        for match in rule.pattern.finditer(text, start, end):
            stop = match.end()
            while stop < end and text[stop].isspace():
                stop += 1
            _note(match, said)
            first = match.start()
            while stop == end and first > start and text[first - 1].isspace():
                first -= 1
            edits.append(Edit(first, stop, "", rule.reason))
    rest = _left(text, start, end, edits) if edits and end - start <= _LONGEST_LINE else ""
    if rest and (reason := _whole(rules, rest, said)) is not None:
        edits.append(_whole_edit(text, start, end, reason))
        return edits, start, start
    return edits, start, end


def _left(text: str, start: int, end: int, edits: list[Edit]) -> str:
    """Return what the edits leave of a paragraph."""
    gone = {i for edit in edits for i in range(edit.start, edit.end)}
    return "".join(text[i] for i in range(start, end) if i not in gone).strip()


def _headline(text: str, kept: list[tuple[int, int]], title: str | None) -> str | None:
    """Return the first paragraph if it reads like a headline and more text follows, or None."""
    if title is not None or len(kept) < 2:
        return None
    start, end = kept[0]
    line = text[start:end]
    if len(line) > _LONGEST_HEADLINE or (_SENTENCE_END.search(line) and not line.endswith(("?", "？"))):
        return None
    return " ".join(line.split()) if any(_SENTENCE_END.search(text[a:b]) for a, b in kept[1:]) else None


_SUFFIX = re.compile(
    r"\s+[-–—|]\s+(?P<publisher>[^\W\d_][^-–—|.]{1,40}?)\s+[-–—|]\s+(?P<published>\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2})\Z"
)


def _outlet_suffix(text: str, kept: list[tuple[int, int]], said: dict[str, str]) -> list[Edit]:
    """Take the outlet and the date off the end of a headline ("... visits Turkey - DW - 12.02.2023")."""
    for start, end in kept[:1]:
        match = _SUFFIX.search(text[start:end]) if end - start <= _LONGEST_HEADLINE else None
        if match:
            _note(match, said)
            return [Edit(start + match.start(), end, "", "outlet after the headline")]
    return []
