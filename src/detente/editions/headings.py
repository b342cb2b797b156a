"""Which blocks of a text open a section: by markup, by numbers that run, by the table of contents, by their look."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from detente.editions.blocks import CJK, ENDED, SENTENCE_END, Block, squeeze
from detente.editions.numbering import Number, numbers

_LONGEST, _LONGEST_CJK = 120, 48
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset(
    "a an and as at but by for from in into nor of on or over the to toward towards up via with within without".split()
)
_DATE = re.compile(
    r"(?:\w+\.?\s)?\d{1,2}(?:st|nd|rd|th)?\.?,?\s\w+\.?,?\s(?:19|20)\d\d|\w+\.?\s\d{1,2},?\s(?:19|20)\d\d|[A-Za-z]+,?\s(?:19|20)\d\d"
    r"|[(（]?(?:19|20)\d\d\s?[-./年년].{0,30}"
)
_DATELINE_CJK = re.compile(r"^(?:新华社|各位)|[电電讯]$|年\d+月")
# Lines that a bad line break left: a subordinate clause, a verb, or a comma with a word or two after it.
_RUNS_ON = re.compile(
    r"^(?:As|When|While|Although|Despite|Through|Under|At|In|On|By|Their|Its|This|These|It|We|He|They|If|After|Before|Since)\b"
    r"|\b(?:is|are|was|were|has|have|had|will|shall|can|may|must|would|should|be|been)\b|,"
)
_BROKEN_OFF = re.compile(
    r",\s\S+(?:\s\S+)?$|^(?:At|In|On|By|Through|Under|As|When|While|Since)\b.*\d{4}|\b(?:signed|said|met)\b"
)
_SIGNED = re.compile(r"^(?:by|for)\s|^[A-Z. ]+[,，]\s|^\W+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """A block that opens a section.

    Attributes:
        block: Its index among the blocks.
        style: Headings of one style are of one level where they stand under the same parent.
        number: Its number, or None.
        end: Where the heading ends in the text; the block may go on.
        last: Index of the last block of the heading, which may run over two.
        leaf: Whether it is a numbered paragraph or an item, which opens no section of its own rank.
        basis: What showed it.
        level: Level by markup, or None.
        run: Number of the run that its number belongs to, or -1.
    """

    block: int
    style: str
    number: Number | None
    end: int
    last: int
    leaf: bool
    basis: str
    level: int | None = None
    run: int = -1


def openings(blocks: Sequence[Block], contents: Sequence[str]) -> list[Opening]:
    """Return the blocks that open a section, in order.

    Args:
        blocks: The blocks of the text.
        contents: Titles that its table of contents lists.
    """
    listed = {key for title in contents for key in _keys(title) if len(key) >= 3}
    runs = _runs(blocks)
    heads = _heading_runs(blocks, runs)
    found: list[Opening] = []
    skip = -1
    for i, block in enumerate(blocks):
        if block.kind != "body" or i <= skip:
            continue
        opening = _marked(blocks, i) or _numbered(blocks, i, runs.get(i), heads, listed) or _plain(blocks, i, listed)
        if opening is None:
            opening = _item(blocks, i)
        if opening is not None:
            found.append(opening)
            skip = opening.last
    return _without_title(blocks, found, contents)


def heading_like(text: str) -> bool:
    """Tell whether `text` is short and unfinished enough for a heading."""
    limit = _LONGEST_CJK if len(CJK.findall(text)) > len(text) / 4 else _LONGEST
    if not text or len(text) > limit or not any(c.isalnum() for c in text):
        return False
    if text[-1] in ",，、-–—":
        return False
    return (not ENDED.search(text) or text.endswith(("?", "？"))) and not re.search(r"[。！]|[.!] [A-Z]", text)


def _keys(title: str) -> tuple[str, ...]:
    bare = next((title[number.end :] for number in numbers(title)), title)
    return squeeze(title), squeeze(bare)


def _runs(blocks: Sequence[Block]) -> dict[int, tuple[Number, int, int]]:
    """Return for each numbered block its number, the run it belongs to, and how many blocks that run has."""
    members: list[list[tuple[int, Number]]] = []
    open_runs: dict[str, list[int]] = defaultdict(list)
    options: dict[int, list[tuple[Number, int]]] = defaultdict(list)
    for i, block in enumerate(blocks):
        if block.kind != "body":
            continue
        text = re.sub(r"^#{1,6}\s+", "", block.text)
        for number in numbers(text):
            if number.style == "arabic " and not heading_like(text[number.end :]):
                continue  # a bare number is nearly always a footnote or a figure
            # The latest run that this number goes on with; a run may not wait behind one that began after it and is longer.
            latest = next(
                (r for r in reversed(open_runs[number.style][-6:]) if _follows(members[r][-1][1], number)), None
            )
            if latest is None:
                members.append([])
                latest = len(members) - 1
                open_runs[number.style].append(latest)
            members[latest].append((i, number))
            options[i].append((number, latest))
    best: dict[int, tuple[Number, int, int]] = {}
    for i, choices in options.items():
        sound = [choice for choice in choices if _sound(members[choice[1]])]
        number, run = max(sound or choices, key=lambda choice: len(members[choice[1]]))
        best[i] = (number, run, len(members[run]) if sound else 1)
    return best


def _sound(run: list[tuple[int, Number]]) -> bool:
    """Tell whether bare numbers count from one without a gap; those with a mark of their own may begin anywhere."""
    first = run[0][1]
    if first.style != "arabic ":
        return True
    return [number.values[0] for _, number in run] == list(range(1, len(run) + 1))


def _follows(last: Number, this: Number) -> bool:
    a, b = last.values, this.values
    if len(a) != len(b):
        return False
    step = next((k for k in range(len(a)) if a[k] != b[k]), None)
    if step is None:
        return False
    # One number may be lost where a page was badly read.
    near = 1 <= b[step] - a[step] <= (2 if step == len(a) - 1 else 1)
    return near and all(value == 1 for value in b[step + 1 :])


def _heading_runs(blocks: Sequence[Block], runs: dict[int, tuple[Number, int, int]]) -> set[int]:
    """Return the runs most of whose members look like headings; the others number paragraphs or items."""
    votes: dict[int, list[bool]] = defaultdict(list)
    for i, (number, run, _) in runs.items():
        votes[run].append(heading_like(blocks[i].text[number.end :]) and not blocks[i].bullet)
    return {run for run, cast in votes.items() if sum(cast) * 2 > len(cast)}


def _marked(blocks: Sequence[Block], i: int) -> Opening | None:
    block = blocks[i]
    if block.level is None or len(block.text) > 300:
        return None
    hashes = re.match(r"#{1,6}\s+", block.text)
    shift = hashes.end() if hashes else 0
    number = next(iter(numbers(block.text[shift:])), None)
    if number is not None:
        number = Number(number.style, number.written, number.values, number.end + shift, number.rank)
    return Opening(i, f"h{block.level}", number, block.end, i, False, "markup", block.level)


def _numbered(
    blocks: Sequence[Block], i: int, known: tuple[Number, int, int] | None, heads: set[int], listed: set[str]
) -> Opening | None:
    if known is None:
        return None
    block = blocks[i]
    number, run, size = known
    title = block.text[number.end :]
    end = block.end
    in_contents = squeeze(block.text) in listed or _listed_end(title, listed) is not None
    if number.rank is not None:
        if not title and i + 1 < len(blocks) and heading_like(blocks[i + 1].text) and blocks[i + 1].kind == "body":
            return Opening(i, number.style, number, blocks[i + 1].end, i + 1, False, "numbering", None, run)
        if heading_like(title) or not title or in_contents:
            return Opening(
                i,
                number.style,
                number,
                block.start + _cut(block.text, number, listed),
                i,
                False,
                "numbering",
                None,
                run,
            )
        return None
    if size < 2 and not in_contents:
        return None
    if run in heads or in_contents:
        end = block.start + _cut(block.text, number, listed)
        # A line that runs on is no heading of this run, unless the contents or its first sentence give the title.
        if not heading_like(block.text[number.end : end - block.start]) and len(title) > 2 * _LONGEST:
            return None
        return Opening(i, number.style, number, end, i, False, "contents" if in_contents else "numbering", None, run)
    return Opening(
        i, number.style, number, block.start + _lead_end(block.text, number.end), i, True, "numbering", None, run
    )


def _listed_end(title: str, listed: set[str]) -> int | None:
    """Return where a title of the contents that `title` begins with ends, or None; what follows begins a sentence."""
    if squeeze(title) in listed:
        return len(title)
    for match in re.finditer(r"(?<=\S)\s(?=[A-Z\d“\"(])", title[:_LONGEST]):
        if squeeze(title[: match.start()]) in listed:
            return match.start()
    return None


def _cut(text: str, number: Number, listed: set[str]) -> int:
    """Return where the title ends in a block that goes on after it: after the title of the contents."""
    rest = text[number.end :]
    if heading_like(rest) or not rest:
        return len(text)
    end = _listed_end(rest, listed)
    if end is not None:
        return number.end + end
    stop = re.search(r"[.。:：](?=\s|$)", rest[:_LONGEST])
    return number.end + stop.start() if stop and stop.start() > 2 else len(text)


def _lead_end(text: str, start: int) -> int:
    """Return where the first words of a running paragraph end: a lead before a colon or full stop, or eight words."""
    lead = re.compile(r"[^.:：。–—]{2,60}?(?=[.:：。]\s|\s[–—-]\s|：|。)").match(text, start)
    if lead:
        return lead.end()
    words = list(re.finditer(r"\S+", text[start : start + 120]))
    limit = 24 if CJK.search(text[start : start + 40]) else 120
    stop = words[min(7, len(words) - 1)].end() if words else 1
    return start + min(stop, limit)


def _plain(blocks: Sequence[Block], i: int, listed: set[str]) -> Opening | None:
    """Take a line for a heading by the contents, or by its look: short, unfinished, with text under it."""
    block = blocks[i]
    if not heading_like(block.text) or block.bullet:
        return None
    if i + 1 < len(blocks) and squeeze(block.text + blocks[i + 1].text) in listed and squeeze(block.text) not in listed:
        return Opening(i, _look(block.text), None, blocks[i + 1].end, i + 1, False, "contents")
    if squeeze(block.text) in listed:
        return Opening(i, _look(block.text), None, block.end, i, False, "contents")
    if _DATE.fullmatch(block.text) or _DATELINE_CJK.search(block.text) or _SIGNED.search(block.text):
        return None
    under = next((other for other in blocks[i + 1 :] if other.kind == "body"), None)
    above = next((other for other in reversed(blocks[:i]) if other.kind == "body"), None)
    if under is None or (above is not None and not ENDED.search(above.text) and not heading_like(above.text)):
        return None
    if under.text[0].islower() or under.text[0] in "–—-,;" or _is_name_under(above, block):
        return None
    cjk = bool(CJK.search(block.text))
    runs_on = len(under.text) >= (40 if cjk else 80) or bool(SENTENCE_END.search(under.text))
    if not runs_on and not heading_like(under.text):
        return None
    if cjk:
        return (
            Opening(i, "plain", None, block.end, i, False, "typography") if len(block.text) <= 30 and runs_on else None
        )
    words = _WORD.findall(block.text)
    main = [word for word in words if word.lower() not in _SMALL]
    if not main or len(words) > 14 or not words[0][0].isupper():
        return None
    titled = sum(word[0].isupper() for word in main) >= 0.7 * len(main)
    plain = len(words) <= 7 and len(under.text) >= 150 and not listed and not _RUNS_ON.search(block.text)
    if (titled and not _BROKEN_OFF.search(block.text)) or plain:
        return Opening(i, _look(block.text), None, block.end, i, False, "typography")
    return None


def _is_name_under(above: Block | None, block: Block) -> bool:
    """Tell whether a line is the name under a quotation."""
    return above is not None and above.text[-1] in '”"' and len(block.text.split()) <= 3


def _look(text: str) -> str:
    letters = [c for c in text if c.isalpha()]
    return "caps" if len(letters) >= 3 and all(c.isupper() for c in letters) and not CJK.search(text) else "plain"


def _item(blocks: Sequence[Block], i: int) -> Opening | None:
    block = blocks[i]
    if not any(c.isalnum() for c in block.text):
        return None
    if block.bullet:
        end = block.lead or block.start + _lead_end(block.text, 0)
        return Opening(i, "bullet", None, min(end, block.end), i, True, "list")
    if block.lead is not None and block.lead - block.start <= _LONGEST:
        return Opening(i, "lead", None, block.lead, i, block.lead < block.end, "lead")
    return None


def _without_title(blocks: Sequence[Block], found: list[Opening], contents: Sequence[str]) -> list[Opening]:
    """Leave out lines before the first text that look like headings but are the title, the date, the issuer."""
    body = next((i for i, block in enumerate(blocks) if block.kind == "body" and SENTENCE_END.search(block.text)), None)
    first = next((o.block for o in found if o.number is not None or o.basis in ("markup", "contents")), None)
    stop = min((place for place in (body, first) if place is not None), default=0)
    front = [o for o in found if o.block < stop and o.basis == "typography"]
    last = front[-1] if front else None
    alike = last is not None and any(o.style == last.style and o.block > stop for o in found)
    if last is not None and not contents and last.last + 1 == body and last.block > 0 and (len(front) == 1 or alike):
        # The line right above the text is its heading where others like it follow, or where it stands alone under the title.
        front = front[:-1]
    gone = {o.block for o in front}
    return [o for o in found if o.block not in gone]
