"""Headlines, paragraphs and sentences that stand twice in one text: one of each stays."""

from __future__ import annotations

import re

from detente.reading.align import Edit

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BREAK = re.compile(r"[.!?][\"”’')\]]*(?=\s+[\"“‘'(\[]?[^\s\W_a-z])|[。！？][」』”’）)]*")
_SHORTENED = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|St|Lt|Col|Capt|Maj|Adm|Sgt|Hon|Rev|Jr|Sr|No|Nos|vs|etc|al|Inc|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Art|Res|Fig|approx|dept|est))\.\Z"
)
# Words that may differ between two tellings of one sentence. Words that turn its meaning (not, by, from, against, will, may, if)
# are not among them.
_LIGHT = frozenset("a an the of in on at between and that this these those it its their his her also then".split())
_FIRST_PARAGRAPHS = 4
# Longer texts are no news reports: official papers repeat headings, sources and formulas on purpose.
_LONGEST_REPORT = 30_000
_SENTENCE_END = re.compile(r"[.!?。！？…][\"”’'」』»)）\]]*\Z")


def find(text: str, kept: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[Edit]]:
    """Find what stands twice among the paragraphs `kept` of `text`.

    A paragraph goes if it stood before word for word and is long, or is among the first few (a doubled headline), or follows its
    double, or, being long, stands inside another (a pull quote). A sentence goes if it stood before in its paragraph, or follows
    a sentence that says the same with other light words ("between Japan and South Korea" as "Japan-South Korea").

    Args:
        text: The text.
        kept: Ranges of its paragraphs.

    Returns:
        The paragraphs that stay, and the edits that take the others out.
    """
    edits: list[Edit] = []
    staying: list[tuple[int, int]] = []
    seen: dict[str, int] = {}
    keys = [key(text[start:end]) for start, end in kept]
    report = len(text) <= _LONGEST_REPORT
    whole = "\n".join(keys) if report else ""
    previous: tuple[str, ...] | None = None
    for i, (start, end) in enumerate(kept):
        this = keys[i]
        before = seen.get(this)
        near = (i < _FIRST_PARAGRAPHS or before == i - 1) and _tells(this, 3, 6)
        double = before is not None and (near or (report and is_long(this)))
        ended = _SENTENCE_END.search(text[max(start, end - 8) : end]) is not None
        quoted = report and not double and i > 0 and ended and is_long(this) and _inside_another(whole, this)
        seen.setdefault(this, i)
        if double or quoted:
            reason = "doubled headline" if double and before == 0 and i < _FIRST_PARAGRAPHS else "doubled paragraph"
            stop = end
            while stop < len(text) and text[stop].isspace():
                stop += 1
            edits.append(Edit(start, stop, "", reason if double else "passage that stands in the text"))
            continue
        cuts, previous, empty = _sentences(text, start, end, previous)
        edits += cuts
        if not empty:
            staying.append((start, end))
    return staying, edits


def key(text: str) -> str:
    """Return the words of `text` in lower case, apart from punctuation and spaces."""
    return " ".join(_WORD.findall(text.lower()))


def is_long(words: str) -> bool:
    """Tell whether a key is too long to come twice by chance: 8 words, or 20 characters of a script without spaces."""
    return _tells(words, 8, 20)


def _tells(key_: str, words: int, characters: int) -> bool:
    """Tell whether a key has that many words, or characters of a script without spaces."""
    return key_.count(" ") + 1 >= words or len(_HAN.findall(key_)) >= characters


def _inside_another(whole: str, this: str) -> bool:
    """Tell whether `this` stands in a longer paragraph as well; `whole` holds the keys of all, a line each."""
    at = whole.find(this)
    while at >= 0:
        left = at > 0 and whole[at - 1] == " "
        right = whole[at + len(this) : at + len(this) + 1] == " "
        bounded = (at == 0 or whole[at - 1] in " \n") and whole[at + len(this) : at + len(this) + 1] in (" ", "\n", "")
        if bounded and (left or right):
            return True
        at = whole.find(this, at + 1)
    return False


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split `text[start:end]` into sentences, well enough to see doubles; abbreviations end none."""
    found: list[tuple[int, int]] = []
    at = start
    for stop in _BREAK.finditer(text, start, end):
        if text[stop.start()] == "." and _SHORTENED.search(text, max(start, stop.start() - 12), stop.start() + 1):
            continue
        found.append((at, stop.end()))
        at = stop.end()
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        found.append((at, end))
    return found


def _sentences(
    text: str, start: int, end: int, previous: tuple[str, ...] | None
) -> tuple[list[Edit], tuple[str, ...] | None, bool]:
    """Find doubled sentences of one paragraph; `previous` is the gist of the last sentence of the paragraph before."""
    edits: list[Edit] = []
    seen: set[str] = set()
    last_key = ""
    last_gist = previous
    ranges = sentences(text, start, end)
    if len(ranges) == 1 and previous is None:
        return [], _gist(text[start:end]), False
    stays = 0
    for i, (a, b) in enumerate(ranges):
        this = key(text[a:b])
        gist = _gist(text[a:b])
        adjacent = this == last_key and _tells(this, 3, 8)
        again = this in seen and _tells(this, 6, 12)
        same = last_gist is not None and gist is not None and gist == last_gist
        if adjacent or again or same:
            stop = ranges[i + 1][0] if i + 1 < len(ranges) else end
            first = a
            while stop == end and first > start and text[first - 1].isspace():
                first -= 1
            if not stays and stop == end:
                while stop < len(text) and text[stop].isspace():
                    stop += 1
            edits.append(Edit(first, stop, "", "doubled sentence"))
            continue
        stays += 1
        seen.add(this)
        last_key, last_gist = this, gist
    return edits, last_gist, stays == 0


def _gist(sentence: str) -> tuple[str, ...] | None:
    """Return what two tellings of one sentence share, or None where it has too few words to tell.

    Names and numbers count in their order, so that "Japan criticised South Korea" is not "South Korea criticised Japan"; other
    words count as a bag.
    """
    names: list[str] = []
    rest: list[str] = []
    for word in _WORD.findall(sentence):
        lower = word.lower()
        if lower not in _LIGHT:
            (rest if word == lower and not word[0].isdigit() else names).append(lower)
    return (*names, "|", *sorted(rest)) if len(names) + len(rest) >= 5 else None
