"""Two passages word by word: what stands in both, what was cut, what is new; Chinese and Japanese by character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from detente.editions.blocks import UNSPACED
from detente.editions.records import Piece

# A word with the space after it, so that pieces join to the passages again.
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W_]+(?:[.,’'\-–/][^\W_]+)*%?|\s+|[^\w\s]|_")
Op = tuple[str, list[str], list[str]]

_LINKING = frozenset(
    "a an the of to in on at by for with from and or but as is are was were be been has have had that this its it their "
    "will would which".split()
)


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from `before` to `after`.

    The pieces that are not new make up `before`, and those that are not cut make up `after`. What is cut stands before what
    replaces it. A lone small word that both happen to have inside a change is part of the change, as an editor would mark it.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if "".join(old) != before or "".join(new) != after:
        old, new = list(before), list(after)
    ops: list[Op] = [
        (tag, old[a:b], new[c:d]) for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    ]
    return tuple(_pieces(_without_islands(ops)))


def cut_and_new(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """Return each change of a redline as (cut, new); one of the two may be empty."""
    changes: list[tuple[str, str]] = []
    cut = new = ""
    for piece in [*pieces, Piece("same", "")]:
        if piece.op == "cut":
            cut += piece.text
        elif piece.op == "new":
            new += piece.text
        elif cut or new:
            changes.append((cut, new))
            cut = new = ""
    return changes


def _without_islands(ops: list[Op]) -> list[Op]:
    """Join changes that only a small word or a character or two of both texts part."""
    out: list[Op] = []
    for index, (tag, old, new) in enumerate(ops):
        inside = 0 < index < len(ops) - 1
        small = (
            tag == "equal" and inside and (not "".join(old).strip() or _is_small(old, ops[index - 1], ops[index + 1]))
        )
        if small or tag != "equal":
            if out and out[-1][0] != "equal":
                out[-1] = ("replace", out[-1][1] + old, out[-1][2] + new)
            else:
                out.append(("replace", list(old), list(new)))
        else:
            out.append((tag, old, new))
    return out


def _is_small(tokens: list[str], before: Op, after: Op) -> bool:
    # Between a pure cut and a pure insertion a common word stays where it is.
    if not all(op[1] and op[2] for op in (before, after)):
        return False
    words = [token for token in tokens if not token.isspace()]
    if len(words) != 1 or not words[0][0].isalnum():
        return False
    return bool(UNSPACED.match(words[0])) or words[0].lower() in _LINKING


def _pieces(ops: list[Op]) -> Iterator[Piece]:
    for tag, old, new in ops:
        if tag == "equal":
            yield Piece("same", "".join(old))
            continue
        if old:
            yield Piece("cut", "".join(old))
        if new:
            yield Piece("new", "".join(new))
