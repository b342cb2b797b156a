"""Romanisation of Korean syllables: Revised, McCune–Reischauer without marks, and the spellings of the press."""

from __future__ import annotations

from functools import cache

# Letters of a Hangul syllable in Unicode's order; each with its spellings: Revised | McCune-Reischauer | press.
_ONSETS = (
    "g k k", "kk kk k", "n n n", "d t t", "tt tt t", "r r r,l", "m m m", "b p p", "pp pp p", "s s s", "ss ss s",
    " , , ", "j ch j,ch", "jj tch j", "ch ch ch", "k k k", "t t t", "p p p", "h h h",
)  # fmt: skip
_VOWELS = (
    "a a a,ah", "ae ae ae,ai", "ya ya ya", "yae yae yae", "eo o u,o,eo,uh", "e e e", "yeo yo you,yu,yeo,yo,yuh", "ye ye ye",
    "o o o,oh", "wa wa wa", "wae wae wae", "oe oe oi,oe,oy", "yo yo yo", "u u oo,u,ou,w oo", "wo wo won,wo,weo,wu",
    "we we we", "wi wi wi,wee", "yu yu yu,yoo,you", "eu u eu,u", "ui ui ui,eui,ee", "i i i,ee,yi",
)  # fmt: skip
_CODAS = (
    "", "k k k,g", "k k k", "k k k", "n n n", "n n n", "n n n", "t t t", "l l l,r", "k k k", "m m m", "l l l", "l l l",
    "l l l", "p p p", "l l l", "m m m", "p p p,b", "p p p", "t t t", "t t t", "ng ng ng", "t t t", "t t t", "k k k",
    "t t t", "p p p", "t t t",
)  # fmt: skip
# How the press spells surnames, which follows custom and no system.
_SURNAMES = {
    "김": "kim gim", "이": "lee yi rhee ri li", "박": "park pak bak", "최": "choi choe", "정": "jeong chung jung chong",
    "강": "kang gang", "조": "cho jo", "윤": "yoon yun", "장": "jang chang", "임": "lim im rim", "한": "han",
    "오": "oh o", "서": "seo suh so", "신": "shin sin", "권": "kwon gwon", "황": "hwang", "안": "ahn an", "송": "song",
    "전": "jeon chun jun chon", "홍": "hong", "유": "yoo yu ryu you", "고": "ko koh go", "문": "moon mun", "양": "yang",
    "손": "son sohn", "배": "bae pae", "백": "baek paik paek", "허": "heo hur huh ho", "남": "nam", "심": "shim sim",
    "노": "roh noh no ro", "하": "ha", "곽": "kwak gwak", "성": "sung seong", "차": "cha", "주": "joo ju chu",
    "우": "woo u", "구": "koo ku gu", "나": "na ra", "민": "min", "류": "ryu yoo", "진": "jin chin", "지": "ji chi",
    "엄": "eom um", "채": "chae", "원": "won", "천": "cheon chun", "방": "bang pang", "공": "kong gong", "현": "hyun hyon",
    "여": "yeo yo", "염": "yeom yum", "추": "choo chu", "도": "do to", "소": "so soh", "석": "seok suk", "선": "sun seon",
    "설": "seol sul", "마": "ma", "길": "gil kil", "연": "yeon youn", "위": "wi wee", "표": "pyo", "명": "myung myong",
    "기": "ki gi", "반": "ban pan", "왕": "wang", "금": "keum kum", "옥": "ok", "육": "yook yuk", "인": "in",
    "맹": "maeng", "제": "je", "모": "mo", "탁": "tak", "국": "kook guk", "어": "eo", "은": "eun", "편": "pyun",
    "용": "yong", "리": "ri lee", "림": "rim lim", "량": "ryang", "렴": "ryom", "로": "ro roh",
}  # fmt: skip


def is_hangul(char: str) -> bool:
    """Tell whether `char` is a Hangul syllable."""
    return "가" <= char <= "힣"


def _parts(spec: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    if not spec.strip(" ,"):
        return ("",), ("",), ("",)
    first, second, third = spec.split(" ", 2)
    return (first,), (second,), tuple(dict.fromkeys(part.replace(" ", "") for part in third.split(",")))


@cache
def spellings(syllable: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the Revised spelling, the McCune–Reischauer spelling and all spellings of one Hangul syllable."""
    code = ord(syllable) - 0xAC00
    onset, vowel, coda = (
        _parts(_ONSETS[code // 588]), _parts(_VOWELS[code % 588 // 28]), _parts(_CODAS[code % 28]),
    )  # fmt: skip
    revised, mccune = (onset[i][0] + vowel[i][0] + coda[i][0] for i in (0, 1))
    onsets, vowels, codas = (dict.fromkeys((*p[0], *p[1], *p[2])) for p in (onset, vowel, coda))
    every = dict.fromkeys(a + b + c for a in onsets for b in vowels for c in codas)
    extra = ["woo"] if every.keys() >= {"oo"} else []
    return revised, mccune, (*every, *extra)


def surname_spellings(syllable: str) -> tuple[str, ...]:
    """Return how the press spells a surname, custom first."""
    customary = _SURNAMES.get(syllable, "").split()
    return tuple(dict.fromkeys((*customary, *spellings(syllable)[:2])))
