"""How much a text reads like text, to tell apart the encodings that the same bytes could be in."""

from __future__ import annotations

import re
from functools import lru_cache

# The commonest letters and characters of each script, most of them function words and endings: facts of the languages.
_COMMON_HAN = frozenset(
    "的一是不了在人有我他这為为个個中国國上来來到时時大地要以和就说說会會后後年月日对對也能下过過得着自之方发發成部多经經行家学學进進"
    "生民部面关關于於外本同前新次军軍事美日韩韓朝政府表示记者記者报報道总總统統议議长長公主领領导導两兩双雙合作安全防卫衛省相首"
    "協定条條约約战戰争爭问問题題题关系係系北南东東西京海域空機飞飛今昨与與及其中将將从從被由所者出入分三二四五六七八九十"
    "社会党委員员部間间内無无最加市新聞開开化現现法理高度制力等者代表明確认認求見见解決决定支持反対措施経済济貿贸易"
)
_COMMON_KANA = frozenset("のにはをがとでたしてるいなれさもらかこあすりくまんだっきようそどめえ")
_COMMON_HANGUL = frozenset(
    "이의은는을를에가다한고하로지도서정대국기사해일인부자으로과와리시전군어안보제장있것했했습니까라나만년월미북남중조수원회공동"
    "위성관계상협방한외교통령문청주무선민김박들면으며에서까지부터통신밝혔"
)
_COMMON_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэіїє")
_COMMON_ARABIC = frozenset("اليمونرتبةعدسفهكقحجشطصخذضزثءئأإىغظؤآپچگیک")
_COMMON_GREEK = frozenset("αοιετσνηυρπκμλςάέίόύήώδγθβχφξζψ")
_COMMON_HEBREW = frozenset("יוהלאמרתבשנעםדקחפכטגצסזןךץףײ")
_COMMON_THAI = frozenset("่านรกเงม้วอยาลสัดททิตปะีคบหแจพชุใขไผื็โ")
_COMMON_LATIN = frozenset("éèêàâáäãåæçñóôöòõøœßúüùûíîïìëýÿşğıİąćęłńśźżčďěňřšťůžőűăâîșțđ")
_PUNCTUATION = frozenset(
    "、。，．！？：；「」『』（）〈〉《》【】〔〕・…—–―‘’“”„～·　％＋－／＝№«»°§€£¥¢©®¡¿\u00a0，؛؟،〜"
)
# First and last character, script, its common characters, worth of one that is not common.
_SCRIPTS: tuple[tuple[str, str, str, frozenset[str], float], ...] = (
    ("\u0400", "\u045f", "cyrillic", _COMMON_CYRILLIC, 0.2),
    ("\u0490", "\u0491", "cyrillic", _COMMON_CYRILLIC, 0.5),
    ("\u0384", "\u03ff", "greek", _COMMON_GREEK, 0.2),
    ("\u05d0", "\u05f2", "hebrew", _COMMON_HEBREW, 0.2),
    ("\u0621", "\u06d5", "arabic", _COMMON_ARABIC, 0.2),
    ("\u0e01", "\u0e5b", "thai", _COMMON_THAI, 0.2),
    ("\u3041", "\u30fe", "kana", _COMMON_KANA, 0.75),
    ("\uac00", "\ud7a3", "hangul", _COMMON_HANGUL, 0.35),
    ("\u4e00", "\u9fff", "han", _COMMON_HAN, 0.25),
    ("\uff10", "\uff5a", "wide", frozenset(), 0.6),
    ("\uff66", "\uff9f", "halfkana", frozenset(), -0.6),
    ("\u00c0", "\u024f", "accented", _COMMON_LATIN, -0.2),
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_EAST_ASIAN = frozenset({"han", "kana", "hangul", "wide"})
_LATIN = frozenset({"latin", "accented"})


def score(text: str) -> float:
    """Return how much `text` reads like text and not like another encoding's bytes: above 0 is plausible, 1 is sure.

    Only characters beyond ASCII count. Common ones of a script add, rare ones add less; private, unassigned and drawing
    characters take away, and so do scripts that meet within a word, accented letters that come in rows, symbols within words
    and capitals after small letters, all of which wrong guesses give.
    """
    total = 0.0
    count = 0
    last = len(text) - 1
    for match in _BEYOND_ASCII.finditer(text):
        i, char = match.start(), match.group()
        count += 1
        worth, script = _worth(char)
        before = _script(text[i - 1]) if i else ""
        after = _script(text[i + 1]) if i < last else ""
        total += worth + _fit(char, script, before, after)
        if script in {"cyrillic", "greek", "accented"} and char.isupper() and i and text[i - 1].islower():
            total -= 0.8
    return total / count if count else 0.0


def _fit(char: str, script: str, before: str, after: str) -> float:
    """Return what a character's neighbours take from its worth."""
    if not script:
        # A quotation mark stands at the edge of a word, an apostrophe within.
        within = before in _LATIN and after in _LATIN and char not in "’·\u00a0—–…"
        return -1.6 if within else 0.0
    if script == "accented":
        return -0.9 if before == after == "accented" else -0.3 * ((before == "accented") + (after == "accented"))
    sides = (before in _LATIN) + (after in _LATIN)
    if script in _EAST_ASIAN:
        foreign = sum(1 for side in (before, after) if side and side not in _EAST_ASIAN and side != "latin")
        return -0.6 * foreign - (0.9 if sides == 2 else 0.0)
    if script == "halfkana":
        return 0.0
    return -1.2 * sum(1 for side in (before, after) if side not in ("", script))


def _script(char: str) -> str:
    if char < "\x80":
        return "latin" if char.isalpha() else ""
    return _worth(char)[1]


@lru_cache(maxsize=65_536)
def _worth(char: str) -> tuple[float, str]:
    """Return what a character adds, and its script; none for punctuation."""
    for low, high, script, common, rare in _SCRIPTS:
        if low <= char <= high:
            value = 1.0 if char.lower() in common else rare
            if script in {"cyrillic", "greek"} and char.isupper():
                value -= 0.35
            return value, script
    return (0.9, "") if char in _PUNCTUATION else (-1.0, "")
