"""What a Chinese, Japanese or Korean sentence calls a country: the word of the table in the country's own clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.editions.labels_english import Called, Place
from detente.editions.labels_table import LabelTable

# What the word must stand in for the sentence to call a country so, by language: before the word, and after it.
_BEFORE = {
    "ja": re.compile(r"(?:は|が|を|にとって|である|として|な|の|との|、)[^。]{0,40}$"),
    "zh": re.compile(r"(?:是|为|作为|视为|称为|列为|看作|的|成为|，|中)[^。]{0,30}$"),
    "ko": re.compile(r"(?:은|는|이|가|을|를|과|와|로서|의|할|는|적|며|로|,)[^.]{0,50}$"),
}
_AFTER = {
    "ja": re.compile(
        r"(?:」|』)?(?:国)?(?:の一つ|の一員)?(?:である|であり|として|と(?:位置[付づ]け|し|みな|呼|な)|だ|です|関係|。|、|$)"
    ),
    "zh": re.compile(r"(?:”|」)?(?:国家|国|关系|之一)?(?:。|，|、|；|关系|，|$|的|，|注入)"),
    "ko": re.compile(
        r"(?:’|”|」)?(?:국가|국|관계)?(?:로서|로|이다|이며|이자|임|입니다|다|이고|으로|라고|관계|으로서|임을|\.|,|$)"
    ),
}
_DENIED = {
    "ja": re.compile(r"^[^。、]{0,12}(?:ではな|でな|とはいえ|とは言)"),
    "zh": re.compile(r"(?:不是|并非|不再是|不把|不应)[^。，]{0,20}$"),
    "ko": re.compile(r"^[^.,]{0,8}(?:아니|아닌)"),
}
_REPORTED = {
    "ja": re.compile(r"(?:主張|非難|称し|呼ん)"),
    "zh": re.compile(r"(?:声称|宣称|自称|指责|所谓)"),
    "ko": re.compile(r"(?:주장|비난|라고 칭)"),
}
_MODIFIER = {
    "ja": re.compile(r"(?:(?:最も|極めて|非常に)?[\u4e00-\u9fff]{1,8}(?:な|の|的な|的)|「)?$"),
    "zh": re.compile(r"(?:(?:最|更|真正|重要|主要|全面|战略|友好|新时代)+(?:的)?)?$"),
    "ko": re.compile(
        r"(?:(?:가장|매우|우리의|주요한?|가까운|중요한|협력해 나가야 할|함께 협력해 나가야 할|전략적|핵심)\s*)*$"
    ),
}
_VALUES = {
    "ja": re.compile(r"(?:基本的な?価値|普遍的(?:な)?価値|価値)[^。]{0,15}共有"),
    "zh": re.compile(r"共同(?:的)?价值|共享[^。]{0,8}价值"),
    "ko": re.compile(r"(?:기본\s?가치|보편적 가치|가치)[^.]{0,12}공유"),
}


def east_labels(
    text: str, table: LabelTable, places: Sequence[Place], language: str, *, issuer: str | None, topic: str | None
) -> Iterator[Called]:
    """Yield the labels of a sentence.

    Args:
        text: The sentence.
        table: The words to look for.
        places: The countries that it names, as (country, start, end).
        language: "zh", "ja" or "ko".
        issuer: Whose edition it is.
        topic: The country of the paragraph or heading, for a sentence that names none.
    """
    others = [place for place in places if place[0] != issuer]
    for word, start, end in table.find(text, language):
        before, after = text[:start], text[end:]
        if language == "ko" and start and re.match(r"[\uac00-\ud7a3]", text[start - 1]):
            continue
        if not _AFTER[language].match(after) or _REPORTED[language].search(text):
            continue
        if _DENIED[language].search(before if language == "zh" else after):
            continue
        countries = _bearers(text, others, start, end, language) or ([topic] if topic and not others else [])
        joined = language == "ja" and _JOINED.match(after) is not None
        if not countries or not (joined or _BEFORE[language].search(before) or not before.strip()):
            continue
        modifier = _MODIFIER[language].search(before)
        first = modifier.start() if modifier else start
        written = before[first:].strip("「 ")
        construction = "as" if re.match(r"(?:」|』)?(?:として|로서|으로서)", after) else "copula"
        begin = first + len(before[first:]) - len(before[first:].lstrip("「 "))
        for country in countries:
            yield Called(country, word.label, word.warmth, begin, end, (written,) if written else (), construction)
    for match in _VALUES[language].finditer(text):
        shared = others[0][0] if others else topic
        if shared is not None:
            yield Called(shared, "shared_values", None, match.start(), match.end(), (), "values")


def _bearers(text: str, others: Sequence[Place], start: int, end: int, language: str) -> list[str]:
    """Return who is called so: those named right after ("同盟国である米国"), else the nearest before that the clause is about."""
    if language == "ja" and (joined := _JOINED.match(text, end)):
        listed = []
        at = joined.end()
        for country, a, b in [place for place in others if place[1] >= joined.end()]:
            if not _LISTING.fullmatch(text, at, a):
                break
            listed.append(country)
            at = b
        if listed:
            return listed
    before = [place for place in others if place[2] <= start and _CASE[language].match(text, place[2])]
    return [before[-1][0]] if before else []


_JOINED = re.compile(r"(?:国)?(?:である|の)(?:G7、|G７、)?")
_LISTING = re.compile(r"[、，,・及びおよと「」（）()A-Za-z]*")
# What must follow a country for its clause to be about it.
_CASE = {
    "ja": re.compile(
        r"(?:」|）)?(?:政府|との関係|の(?:動向|軍事動向|対外的な?姿勢)[^。]{0,30}?)?(?:は|が|を|も|とは|とも|こそ|に(?:ついて|関して)は?|にとって|、)"
    ),
    "ko": re.compile(
        r"(?:’|”|\)|정권과 (?:북한군|군)|정부|군)*(?:은|는|이|가|을|를|과는|와는|과의? |와의? |과|와|의|에 대해)"
    ),
    "zh": re.compile(r"(?:政府)?(?:[^。；]{0,24})"),
}
