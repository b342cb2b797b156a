"""The language of a text, by its script first and a bundled model second; None when unsure.

The model is py3langid's (142 languages, shipped in its package). It loads at the first text that the script does not
settle. Pairs that short texts do not tell apart (Bosnian, Croatian and Serbian in Latin letters; Indonesian and Malay)
stay None unless the model clearly prefers one.
"""

from __future__ import annotations

import copy
import re
from functools import lru_cache
from typing import Any

_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|[@#]\w+|\d+")
_SCRIPTS = {
    "latin": re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ]"),
    "cyrillic": re.compile(r"[Ѐ-ԯ]"),
    "greek": re.compile(r"[Ͱ-Ͽἀ-῿]"),
    "hebrew": re.compile(r"[\u0590-\u05ff]"),
    "arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
    "han": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    "kana": re.compile(r"[\u3041-\u3096\u30a1-\u30fa]"),
    "hangul": re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"),
    "devanagari": re.compile(r"[\u0900-\u097f]"),
    "bengali": re.compile(r"[\u0980-\u09ff]"),
    "ethiopic": re.compile(r"[\u1200-\u137f]"),
    "thai": re.compile(r"[\u0e00-\u0e7f]"),
    "georgian": re.compile(r"[\u10a0-\u10ff]"),
    "armenian": re.compile(r"[\u0530-\u058f]"),
    "gurmukhi": re.compile(r"[\u0a00-\u0a7f]"),
    "gujarati": re.compile(r"[\u0a80-\u0aff]"),
    "oriya": re.compile(r"[\u0b00-\u0b7f]"),
    "tamil": re.compile(r"[\u0b80-\u0bff]"),
    "telugu": re.compile(r"[\u0c00-\u0c7f]"),
    "kannada": re.compile(r"[\u0c80-\u0cff]"),
    "malayalam": re.compile(r"[\u0d00-\u0d7f]"),
    "sinhala": re.compile(r"[\u0d80-\u0dff]"),
    "lao": re.compile(r"[\u0e80-\u0eff]"),
    "burmese": re.compile(r"[\u1000-\u109f]"),
    "khmer": re.compile(r"[\u1780-\u17ff]"),
}
# Scripts that one language of the model uses.
_ONLY = {
    "greek": "el", "hebrew": "he", "hangul": "ko", "thai": "th", "georgian": "ka", "armenian": "hy", "gurmukhi": "pa",
    "gujarati": "gu", "oriya": "or", "tamil": "ta", "telugu": "te", "kannada": "kn", "malayalam": "ml", "sinhala": "si",
    "lao": "lo", "burmese": "my", "khmer": "km",
}  # fmt: skip
_SHARED = {
    "cyrillic": ("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg", "tt", "ba"),
    "arabic": ("ar", "fa", "ur", "ps", "ug", "ku", "ary", "arz", "sdh"),
    "devanagari": ("hi", "mr", "ne", "sa", "gom"),
    "bengali": ("bn", "as"),
    "ethiopic": ("am",),
}
_NOT_LATIN = {*_ONLY.values(), "zh", "ja", "wuu", "yue", "zxx", "grc", "hbo", "dz"} | {
    code for codes in _SHARED.values() for code in codes if code not in ("sr", "uz", "ku", "tt")
}
_DIALECTS = {"nb": "no", "nn": "no", "ary": "ar", "arz": "ar", "sdh": "ku"}
# Letters or words that only one of two near languages writes.
_MARKS = {
    "uk": re.compile(r"[іїєґІЇЄҐ]"),
    "be": re.compile(r"[ўЎ]"),
    "ru": re.compile(r"[ыэъёЫЭЪЁ]"),
    "mk": re.compile(r"[ѓќѕЃЌЅ]"),
    "sr": re.compile(r"[ђћЂЋ]"),
}
_CHINESE_WORDS = re.compile(r"[的是了在和与與对對不也这這为為将將被向就于称稱]")
_JAPANESE_FORMS = re.compile(r"[国際関対検討経済変圏売単協帰応総実戦権労気両]")
_SAMPLE = 1600
_LEAST_LETTERS, _LEAST_EASTERN = 12, 5
_LEAST_SHARE, _LEAST_KANA = 0.6, 0.04
# An East Asian character carries about as much text as so many letters.
_EASTERN_WEIGHT = 2.5
_SURE, _MARGIN = 0.5, 2.5


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that most of `text` is in, or None where it is too short or unclear.

    Args:
        text: Clean text; at most 1,600 characters of it are looked at, from its beginning, middle and end.
    """
    sample = _sample(text)
    counts = {name: found for name, pattern in _SCRIPTS.items() if (found := len(pattern.findall(sample)))}
    weighed = {name: n * (_EASTERN_WEIGHT if name in ("han", "kana", "hangul") else 1.0) for name, n in counts.items()}
    eastern = counts.get("han", 0) + counts.get("kana", 0)
    weighed["japanese or chinese"] = weighed.pop("han", 0.0) + weighed.pop("kana", 0.0)
    script = max(weighed, key=lambda name: weighed[name])
    if weighed[script] < _LEAST_SHARE * sum(weighed.values()):
        return None
    if script == "japanese or chinese":
        return _japanese_or_chinese(sample, counts) if eastern >= _LEAST_EASTERN else None
    if script == "hangul":
        return "ko" if counts[script] >= _LEAST_EASTERN else None
    if counts[script] < _LEAST_LETTERS:
        return None
    return _ONLY.get(script) or _by_model(sample, script)


def _sample(text: str) -> str:
    if len(text) > 3 * _SAMPLE:
        third, middle = _SAMPLE // 3, len(text) // 2
        text = f"{text[:third]}\n{text[middle : middle + third]}\n{text[-third:]}"
    return " ".join(_NOISE.sub(" ", text[: 2 * _SAMPLE]).split())[:_SAMPLE]


def _japanese_or_chinese(sample: str, counts: dict[str, int]) -> str | None:
    kana, han = counts.get("kana", 0), counts.get("han", 0)
    if kana >= max(2, _LEAST_KANA * (kana + han)):
        return "ja"
    if _CHINESE_WORDS.search(sample) and not (kana and han < 20):
        return "zh"
    if han >= _LEAST_LETTERS and not kana:
        return None if _JAPANESE_FORMS.search(sample) else "zh"
    return None


def _by_model(sample: str, script: str) -> str | None:
    letters = [c for c in sample if c.isalpha()]
    if sum(c.isupper() for c in letters) > 0.5 * len(letters):
        sample = sample.lower()
    marked = [code for code, pattern in _MARKS.items() if pattern.search(sample)] if script == "cyrillic" else []
    ranked: dict[str, float] = {}
    for code, score in _identifier(script).rank(sample):
        whole = _DIALECTS.get(code, code)
        ranked[whole] = ranked.get(whole, 0.0) + score
    order = sorted(ranked, key=lambda code: -ranked[code])
    best = order[0]
    if ranked[best] < _SURE or (len(order) > 1 and ranked[best] < _MARGIN * ranked[order[1]]):
        best = marked[0] if len(marked) == 1 and ranked[marked[0]] > 0.1 else ""
    return best if len(best) == 2 else None


@lru_cache(maxsize=1)
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second, only when needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=len(_SCRIPTS))
def _identifier(script: str) -> Any:
    """Return the model restricted to the languages of a script."""
    restricted = copy.copy(_model())
    known = set(restricted.labels)
    restricted.set_languages(known & set(_SHARED[script]) if script in _SHARED else known - _NOT_LATIN)
    return restricted
