"""PLOVER's types as the sets PLV and ZSP label them, for comparisons with coders that are given the actors.

Those sets follow CAMEO's roots more than PLOVER's manual does. `docs/coding.md` shows the mapping; events themselves keep the
types of `docs/coding.md`, where embargoes and tariffs are SANCTION and a treaty that is signed is SUPPORT or AGREE.
"""

from __future__ import annotations

import re

ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The fifteen root labels; YIELD holds PLOVER's RETREAT and CONCEDE."""

OFFERED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "AGREE"})
_HARD = frozenset({"REJECT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_PACT = re.compile(
    r"\b(agreements?|deals?|pacts?|treaty|treaties|accords?|memorand\w+|mou|settlements?|contracts?|truce)\b"
)
_CURB = re.compile(
    r"\b(sanction\w*|embargo\w*|tariff\w*|boycott\w*|blacklist\w*|dut(y|ies)|quotas?|curbs?|bans?|banned|restrict\w*|blocklist"
    r"|bar(s|red|ring)?|forb(id\w*|ade)|imports?|exports?|trade(?! talks)|assets|licen[cs]es?|(white|entity) list)\b"
)
# A promise to yield, as against yielding to what was asked: "agreed to lift", but "agreed to their demands".
_PROMISE = re.compile(
    r"^(\S+ ){0,3}?"
    r"(agree[ds]?|promis\w+|pledg\w+|offer\w*|vow\w*|undert\w+|commits?|committed|willing\w*|read(y|iness)|assur\w+)\b"
    r"(?! (to|with) (the|a|an|its|his|her|their|all|most|some|half|many|such|those|these|(demand|request|claim|call)s?|terms)\b)"
)
_BLOCKADE = re.compile(r"\bblockad\w*\b")
_GROUND = re.compile(
    r"\b(airports?|bases?|cit(y|ies)|capitals?|districts?|hills?|heights|islands?|(oil ?|gas ?)?fields?|ports?|positions"
    r"|provinces?|regions?|territor(y|ies)|towns?|villages?|zones?)\b"
)
_CYBER = re.compile(r"\b(cyber\w*|hack\w*)\b")


def root_of(kind: str, mode: str | None, status: str | None, trigger: str) -> str:
    """Return the root under which an act is labelled in those sets.

    Args:
        kind: PLOVER type.
        mode: PLOVER mode, or None.
        status: Status, or None.
        trigger: The words that carry the act, and a few that follow.

    Returns:
        One of `ROOTS`.
    """
    words = trigger.lower()
    if status in {"planned", "hypothetical"} and kind in OFFERED:
        return "AGREE"  # CAMEO root 03: what a side intends, or is ready, to do with or for another
    if status == "planned" and kind in _HARD:
        return "THREATEN"  # CAMEO root 13: what a side says that it will do against another
    if kind in {"RETREAT", "CONCEDE"}:
        return "AGREE" if _PROMISE.search(words) else "YIELD"  # CAMEO 035: intent to yield
    if kind == "AGREE" and status == "happened" and _PACT.search(words):
        return "SUPPORT"  # CAMEO 057: sign formal agreement
    if kind == "SANCTION" and mode == "convict":
        return "ACCUSE"
    if kind == "SANCTION" and _CURB.search(words):
        return "COERCE"  # CAMEO 163 and 172
    if kind == "COERCE" and (_BLOCKADE.search(words) or (mode == "seize" and _GROUND.search(words))):
        return "ASSAULT"  # CAMEO 191 and 192
    if kind == "COERCE" and (mode == "cyber" or _CYBER.search(words)):
        return "ASSAULT"
    return kind


_BY_CODE = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE",
    "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip


def root_of_code(cameo: str) -> str | None:
    """Return the root that a CAMEO code has in those sets, or None where it has none.

    163, embargoes and the like, is COERCE, and 176, attacks on computers, ASSAULT; all others follow the first two digits.
    """
    if cameo.startswith("163"):
        return "COERCE"
    if cameo.startswith("176"):
        return "ASSAULT"
    return _BY_CODE.get(cameo[:2])


def around(text: str, start: int, end: int) -> str:
    """Return the trigger at `[start, end)` of `text` with the six words after it, which tell what was signed or imposed."""
    return " ".join([text[start:end], *text[end:].split()[:6]])
