"""The blocks of an edition's text: paragraphs, headings and list items as they stand, and what is furniture.

A reader gives paragraphs that a blank line parts, and takes running heads and page numbers of a PDF out. Texts that were
taken out of a PDF by someone else still have page numbers between and even inside paragraphs, running heads, tables of
contents and footnotes; these are marked here, never cut, so that every offset stays true.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from detente.records import Document

BlockKind = Literal["body", "furniture", "footnote", "contents", "caption"]

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
# Characters of scripts that put no spaces between words; Korean puts them.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
ENDED = re.compile(r"[.!?。！？…:;：；．｡][\"”’'」』»)）\]】]*\s*\Z")
SENTENCE_END = re.compile(r"[.!?。！？…．｡][\"”’'」』»)）\]】]*\s*\Z")
_LINE = re.compile(r"[^\n]+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—~]\s*)?(?:(?:page|p\.|seite)\s*)?(?P<n>\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—~])?|第?\s*\d{1,4}\s*[页頁]",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"(?P<n>\d{1,4})\s+(?=[A-Za-zÀ-ÿ(])")
_LEADER = re.compile(r"(?:\.\s?){3,}|…+|[·・․‥]{2,}|_{4,}|\t")
_ENTRY = re.compile(
    r"(?P<title>[^\n]*?[^\s.…·・․‥_])\s*(?:(?:\.\s?){2,}|…+|[·・․‥]{2,}|_{4,})[\s.…·・]*(?P<page>\d{1,4}|[ivxlc]{1,7})?\s*"
)
_CONTENTS = re.compile(r"(?:table of )?contents|目\s*次|目\s*录|目\s*錄|차\s*례|목\s*차|sommaire", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:[（(]\s*)?(?:図表|図|表|出典|資料|注|备注|资料来源|资料|图|그림|표|자료|출처)\s*[0-9０-９ⅠⅡⅢ\-：:）)]"
    r"|(?:Figure|Fig\.|Table|Chart|Box|Source|Photo|Map)s?\s*[\d:.]",
)
_FOOTNOTE = re.compile(r"(?:[(（\[]\s*\d{1,3}\s*[)）\]]|\*?\d{1,3}|[*†‡]|[¹²³⁰-⁹]+)[\s\u3000]+(?=\S)")
_ADDRESS = re.compile(r"https?://|www\.")
_TAG = re.compile(r"<(/?)(h[1-6]|li|strong|b)\b[^>]*>", re.IGNORECASE)
_BULLETS = "-*+•●▪◆■□○·‣–—◦∙➢"


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the clean text, which is a paragraph, a heading or a list item.

    Attributes:
        start, end: Where it stands, without white space around it and without a page number before it.
        kind: Body text, or what is out of the way of headings and sentences.
        level: Level of the heading by the markup of the page, or None.
        bullet: Whether it is an item of a list by the markup or by a bullet.
        lead: End of the bold words that it begins with, or None.
    """

    start: int
    end: int
    text: str
    kind: BlockKind = "body"
    level: int | None = None
    bullet: bool = False
    lead: int | None = None


def blocks_of(document: Document) -> tuple[list[Block], tuple[str, ...]]:
    """Return the blocks of a document in order, and the titles that its table of contents lists."""
    text = document.text
    found = []
    for match in _LINE.finditer(text):
        start, end = match.start(), match.end()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            found.append(Block(start, end, text[start:end]))
    found = _page_numbers(found)
    found = _running(found)
    found, titles = _contents(found)
    found = [_aside(block) for block in found]
    return _marked(document, found), titles


def _page_numbers(blocks: list[Block]) -> list[Block]:
    """Mark lone page numbers, and move the start of a paragraph past one that stands in its way."""
    lone = [i for i, block in enumerate(blocks) if _PAGE_NUMBER.fullmatch(block.text)]
    inside = {i: match for i, block in enumerate(blocks) if (match := _PREFIX.match(block.text))}
    numbers = [(i, int(blocks[i].text)) for i in lone if blocks[i].text.isdigit()]
    numbers += [(i, int(match["n"])) for i, match in inside.items()]
    rising = _rising(sorted(numbers))
    out = list(blocks)
    for i in lone:
        out[i] = replace(blocks[i], kind="furniture")
    # A number before small letters stands in the middle of a sentence; before a capital it is a page's only among such.
    sure = [i for i in rising if i in lone or blocks[i].text[inside[i].end()].islower()]
    for i, match in inside.items():
        if i in rising and i not in lone and len(sure) >= (3 if i in sure else 6):
            cut = match.end()
            out[i] = replace(blocks[i], start=blocks[i].start + cut, text=blocks[i].text[cut:])
    return out


def _rising(numbers: list[tuple[int, int]]) -> set[int]:
    """Return the places of the longest run of numbers that rise by one to three, as page numbers do."""
    best: list[tuple[int, int, int]] = []  # length, place, link
    for at, (_, value) in enumerate(numbers):
        length, link = 1, -1
        for before in range(max(0, at - 40), at):
            if 1 <= value - numbers[before][1] <= 3 and best[before][0] + 1 > length:
                length, link = best[before][0] + 1, before
        best.append((length, at, link))
    chosen: set[int] = set()
    if best:
        at = max(best)[1]
        while at >= 0:
            chosen.add(numbers[at][0])
            at = best[at][2]
    return chosen


def _running(blocks: list[Block]) -> list[Block]:
    """Mark running heads: short lines that come again and again beside a page number, or with one in them."""
    bare = [re.sub(r"^\d{1,4}\s+|[\s|]+\d{1,4}$", "", block.text).strip() for block in blocks]
    shown: Counter[str] = Counter()
    for i, block in enumerate(blocks):
        beside = any(blocks[j].kind == "furniture" for j in (i - 1, i + 1) if 0 <= j < len(blocks))
        if len(block.text) <= 90 and (beside or bare[i] != block.text) and bare[i]:
            shown[bare[i]] += 1
    return [
        replace(block, kind="furniture")
        if block.kind == "body"
        and len(block.text) <= 90
        and shown[bare[i]] >= 4
        and not SENTENCE_END.search(block.text)
        else block
        for i, block in enumerate(blocks)
    ]


def _contents(blocks: list[Block]) -> tuple[list[Block], tuple[str, ...]]:
    """Mark the table of contents and return the titles in it."""
    out = list(blocks)
    titles: list[str] = []
    leaders = [i for i, block in enumerate(blocks) if block.kind != "furniture" and _LEADER.search(block.text)]
    listed = [i for i in leaders if _is_listing(blocks[i].text)]
    if sum(len(_ENTRY.findall(blocks[i].text)) for i in listed) >= 3:
        first, last = listed[0], listed[0]
        for i in listed[1:]:
            if i - last > 12:
                break
            last = i
        for i in range(first, last + 1):
            out[i] = replace(blocks[i], kind="contents")
            # An entry may be broken over lines; only what ends in a leader or is alone on its line is a title.
            titles += [match["title"] for match in _ENTRY.finditer(blocks[i].text)]
        if first and _CONTENTS.fullmatch(blocks[first - 1].text):
            out[first - 1] = replace(blocks[first - 1], kind="contents")
        return out, tuple(title.strip() for title in titles)
    for i, block in enumerate(blocks):
        if _CONTENTS.fullmatch(block.text):
            later = {squeeze(other.text) for other in blocks[i + 1 :] if len(other.text) <= 120}
            seen: set[str] = set()
            out[i] = replace(block, kind="contents")
            for j in range(i + 1, len(blocks)):
                key = squeeze(re.sub(r"\s+\d{1,4}$", "", blocks[j].text))
                again = any(squeeze(other.text) == key for other in blocks[j + 1 :]) if key in later else False
                if key in seen or not again or len(blocks[j].text) > 120:
                    break
                seen.add(key)
                titles.append(re.sub(r"\s+\d{1,4}$", "", blocks[j].text))
                out[j] = replace(blocks[j], kind="contents")
            break
    return out, tuple(titles)


def _is_listing(text: str) -> bool:
    """Tell whether a line is of a table of contents: leaders to page numbers, and no sentence."""
    entries = list(_ENTRY.finditer(text))
    paged = [entry for entry in entries if entry["page"]]
    return bool(paged) and (len(paged) > 1 or paged[0].end() >= len(text) - 1) and len(text) < 260 * len(entries)


def squeeze(text: str) -> str:
    """Return `text` for comparing titles: letters and digits only, case folded."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _aside(block: Block) -> Block:
    """Mark captions, sources of figures, and footnotes."""
    if block.kind != "body":
        return block
    if _CAPTION.match(block.text) and len(block.text) < 200:
        return replace(block, kind="caption")
    match = _FOOTNOTE.match(block.text)
    if match:
        rest = block.text[match.end() :]
        bracketed = block.text[0] in "(（[" and bool(re.match(r"[A-Za-z0-9\-]{2,12}：|[^：。]{2,30}：", rest))
        cited = bool(_ADDRESS.search(rest)) and len(rest) < 600
        bare = (
            block.text[0].isdigit()
            and bool(UNSPACED.search(rest))
            and len(rest) > 45
            and bool(SENTENCE_END.search(rest))
        )
        if bracketed or cited or bare or block.text[0] in "†‡¹²³":
            return replace(block, kind="footnote")
    if _ADDRESS.match(block.text) and " " not in block.text:
        return replace(block, kind="footnote")
    return block


def _marked(document: Document, blocks: list[Block]) -> list[Block]:
    """Add what the markup of the page says: levels of headings, items of lists, bold first words."""
    places = _raw_places(document, [block.start for block in blocks])
    html = "html" in document.media_type
    ranges = _tag_ranges(document.raw) if html else []
    starts = [begin for begin, _, _ in ranges]
    out = []
    for block, place in zip(blocks, places, strict=True):
        if block.kind not in ("body", "caption"):
            out.append(block)
        elif html:
            out.append(_from_html(block, place, ranges, starts))
        else:
            out.append(_from_text(block, place, document))
    return out


def _raw_places(document: Document, places: list[int]) -> list[int | None]:
    """Return where each clean place stands in the raw text."""
    starts = [segment.clean_start for segment in document.offsets]
    found: list[int | None] = []
    for place in places:
        at = bisect_right(starts, place) - 1
        segment = document.offsets[at] if at >= 0 else None
        if segment is None or place >= segment.clean_end:
            found.append(None)
        else:
            found.append(min(segment.raw_start + place - segment.clean_start, segment.raw_end))
    return found


def _tag_ranges(raw: str) -> list[tuple[int, int, str]]:
    open_at: dict[str, list[int]] = {}
    ranges = []
    for match in _TAG.finditer(raw):
        name = match[2].lower()
        if not match[1]:
            open_at.setdefault(name, []).append(match.end())
        elif open_at.get(name):
            ranges.append((open_at[name].pop(), match.start(), name))
    return sorted(ranges)


def _from_html(block: Block, place: int | None, ranges: list[tuple[int, int, str]], starts: list[int]) -> Block:
    if place is None:
        return block
    at = bisect_right(starts, place)
    level, bullet, lead = None, False, None
    for begin, end, name in ranges[max(0, at - 12) : at]:
        if not begin <= place < end:
            continue
        if name[0] == "h":
            level = int(name[1])
        elif name == "li":
            # Only the first paragraph of an item opens it.
            bullet = place - begin <= 40
        elif place - begin <= 8:
            lead = block.start + min(end - place, block.end - block.start)
    return replace(block, level=level, bullet=bullet, lead=lead)


def _from_text(block: Block, place: int | None, document: Document) -> Block:
    raw = document.raw
    if document.media_type == "application/pdf" or place is None:
        before = ""
    else:
        before = raw[max(raw.rfind("\n", 0, place) + 1, place - 60) : place]
    marks = re.match(r"(#{1,6})\s+", block.text) or re.match(r"\s*(#{1,6})\s+", before)
    level = len(marks[1]) if marks else None
    bullet = before.strip() != "" and before.strip()[0] in _BULLETS and not before.strip().startswith("**")
    lead = None
    bold = re.match(r"\*\*(.{2,80}?)\*\*|__(.{2,80}?)__", block.text)
    if bold:
        lead = block.start + bold.end()
    elif before.rstrip().endswith(("**", "__")) and place is not None:
        closing = raw.find(before.rstrip()[-2:], place, place + 200)
        if closing > place:
            lead = min(block.start + closing - place, block.end)
    return replace(block, level=level, bullet=bullet, lead=lead)
