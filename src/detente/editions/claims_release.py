"""Claims about when an edition came out or is expected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.editions.claims_scene import Scene, Sketch
from detente.reading.timex import TimeExpression

_OUT = (
    r"(?:releas(?:e|es|ed|ing)|publish(?:es|ed|ing)?|issu(?:e|es|ed|ing)|unveil(?:s|ed|ing)?|adopt(?:s|ed|"
    r"ing)?|approv(?:e|es|ed|ing)|"
    r"put(?:s)? out|c(?:ame|omes?) out|announc(?:e|es|ed)|deliver(?:s|ed)?|submit(?:s|ted)?|endors(?:e|es|"
    r"ed)|made public|publication|release|"
    r"finaliz\w+|finalis\w+|revis(?:e|es|ed)|present(?:s|ed)?|draw(?:n)? up|compil(?:e|es|ed))"
)
_RELEASE = re.compile(
    rf"#\d+(?: (?!#)[^ ;]+){{0,9}}? (?P<verb>{_OUT})\b|\b(?P<verb2>{_OUT})(?: (?!#)[^ ;]+){{0,7}}? (?P<paper>#\d+)"
)
_EXPECTED = re.compile(
    r"\b(?:expect\w*|schedul\w+|slated|due|set to|plan\w*|will|to be|likely|intend\w*|aim\w* to|hopes to|"
    r"upcoming|forthcoming)\b"
)
_LAST = re.compile(
    r"\b(?:the )?(?:last|previous) (?:one|edition|release|version|issue|time)? ?(?:was |being"
    r" )?(?:release\w*|publish\w*|came out|issued)? ?(?:in|on)\b"
)
_DENIED = re.compile(r"\b(?:not|never|delay\w*|postpon\w*)\b")


def release_claims(scene: Scene, times: Sequence[TimeExpression]) -> Iterator[Sketch]:
    """Yield when an edition of the sentence came out, or is expected.

    Args:
        times: The time expressions of the sentence.
    """
    line = scene.line
    dated = [t for t in times if t.value.precision in {"day", "range", "month", "year"} and t.kind != "duration"]
    named = [line.place(*found.span()) for found in re.finditer(r"#\d+", line.text)]
    dated = [t for t in dated if not any(a <= t.span.start < b for a, b in named)]
    last = line.search(_LAST)
    for match in line.all(_RELEASE):
        which = scene.paper_in(match.found.group()) or scene.which
        start, end = line.place(*match.found.span())
        near = [t for t in dated if start - 60 <= t.span.start <= end + 60 and not _names_edition(line.source, t)]
        if last is not None and (stop := last.span()) is not None:
            near = [t for t in near if t.span.start < stop[0]]
        if not near or which.old or which.edition is None:
            continue
        time = min(
            near, key=lambda t: (t.value.precision != "day", min(abs(t.span.start - end), abs(start - t.span.end)))
        )
        yield Sketch("release", None, None, told(time), (start, end), which=which, expected=time.value)
        break
    if last is not None and scene.which.reference is not None:
        stop = last.span()
        assert stop is not None
        for time in dated:
            if time.span.start >= stop[1] - 1:
                yield Sketch(
                    "release", None, None, told(time), stop, which=scene.which, expected=time.value, issuer="last"
                )
                return


def is_expected(words: str) -> bool:
    """Tell whether a release is still to come."""
    return bool(_EXPECTED.search(words.lower()))


def _names_edition(source: str, time: TimeExpression) -> bool:
    """Tell a year that names an edition ("the white paper of 2018") from the day on which it came out."""
    if time.value.precision != "year":
        return False
    before = source[max(0, time.span.start - 40) : time.span.start].lower()
    return bool(
        re.search(r"(?:paper|strategy|bluebook|edition|report|the|book)(?: (?:of|in|for))? ?(?:the )?$", before)
    )


def told(time: TimeExpression) -> str:
    """Return a time as written, with the days that it stands for where they are known."""
    value, words = time.value, re.sub(r"\s+", " ", time.span.quote)
    if value.start is None or value.end is None:
        return words
    if value.start == value.end:
        return value.start.isoformat()
    return f"{words} ({value.start.isoformat()} to {value.end.isoformat()})"
