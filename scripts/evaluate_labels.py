"""Score labels against reported ones, and tone against hand-labelled speeches in the Security Council.

Usage: python scripts/evaluate_labels.py [FOLDER]

FOLDER is the development data, ../shared by default. Labels: of each row of gold/editions/labels_dev.csv whose edition lies
there, the label must be found in its text; of the others the words that the press gives must be read for the right country
and the right row of the table, in English and in the original. Tone: a sentence of gold/coding/unscon_dev.csv that evaluates
a state negatively must come out as a conflictual statement about that state.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from detente.actors.countries import country
from detente.editions.labels import labels_of, table_of
from detente.editions.records import Edition
from detente.editions.series import edition_of
from detente.editions.tone import tones_of
from detente.reading import read
from detente.records import DateValue, Document, content_id

SPEAKERS = {"Russian_Federation": "RUS", "Republic_Of_Korea": "KOR"}


@dataclass(slots=True)
class Score:
    """Counts of a comparison."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        return f"precision {precision:.3f}, recall {recall:.3f} ({self.right} right, {self.found} found, {self.wanted} wanted)"


def edition_from(text: str, issuer: str, language: str = "en") -> Edition:
    """Return an edition that consists of `text`."""
    document = Document(
        content_id("doc", text), "text", text, text, "text/plain", language=language, published=DateValue()
    )
    return Edition(
        content_id("edition", document.id, issuer),
        "series",
        "0",
        None,
        None,
        issuer,
        None,
        None,
        DateValue(),
        language,
        document,
        (),
    )


def code_of(name: str) -> str:
    """Return the code of a country or group."""
    return country(name)


def labels(folder: Path) -> None:
    """Print how the reported labels fare."""
    with (folder / "gold/editions/labels_dev.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["label_en"] or row["label_original"]]
    texts, words, missed = Score(), Score(), []
    for row in rows:
        paths = sorted((folder / "gold/editions" / row["series"]).glob(f"{row['edition']}*"))
        code, issuer = code_of(row["country"]), {"kr": "KOR", "jp": "JPN", "us": "USA"}[row["series"][:2]]
        if paths:
            texts.wanted += 1
            keys = {word.label for word, _, _ in table_of().find(row["label_en"], "en")}
            texts.right += any(
                one.country == code and one.label in keys for one in labels_of(edition_of(read(paths[0])))
            )
            continue
        for told, language in ((row["label_en"], "en"), (row["label_original"], language_of(row["label_original"]))):
            for sentence in sentences(told, row["country"], issuer, language):
                words.wanted += 1
                found = labels_of(edition_from(sentence, issuer, language))
                words.found += bool(found)
                hit = any(one.country == code for one in found)
                words.right += hit
                if not hit:
                    missed.append(sentence)
    print(f"labels of editions at hand: {texts.right} of {texts.wanted}")
    print(f"labels as reported, put into a sentence: {words}")
    for sentence in missed:
        print(f"  missed: {sentence}")


def language_of(words: str) -> str:
    """Return the language of a label by its script."""
    if re.search(r"[\uac00-\ud7a3]", words):
        return "ko"
    return "ja" if re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", words) else "en"


def sentences(told: str, name: str, issuer: str, language: str) -> list[str]:
    """Return sentences that call the country what was reported; notes in brackets and "no label" are left out."""
    made = []
    for part in re.split(r";| / ", re.sub(r"\([^()]*\)", "", told)):
        words = part.strip(" ,")
        if not words or words.startswith(("no ", "unnamed")) or (language == "en" and not words.isascii()):
            continue
        if language == "en":
            shares = words.startswith("shares ")
            made.append(f"{name} {words}." if shares else f"{name} is {_article(words)}{words}.")
        elif language == "ko":
            korean = {"Japan": "일본", "North Korea": "북한", "China": "중국"}.get(name, name)
            made.append(f"{korean}은 {words}이다." if "공유" not in words else f"{korean}과 {words}한다.")
        else:
            japanese = {"South Korea": "韓国", "Australia": "オーストラリア"}.get(name, name)
            made.append(f"{japanese}は{words}である。")
    return made


def _article(words: str) -> str:
    if re.match(r"(?:the|an?|one|our|close ties)\b", words):
        return ""
    return "an " if words[0] in "aeiou" else "a "


def tone(folder: Path) -> None:
    """Print how negative statements about states are found."""
    speeches: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with (folder / "gold/coding/unscon_dev.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            speeches[row["filename"], row["country"]].append(row)
    negative, targeted = Score(), Score()
    for (_, speaker), rows in speeches.items():
        issuer = SPEAKERS.get(speaker) or country(speaker.replace("_", " "))
        text, places = "", []
        for row in rows:
            sentence = re.sub(r"\s+([,.;:)!?’'])", r"\1", re.sub(r"\s+", " ", row["sentence_text"])).strip()
            places.append((len(text), len(text) + len(sentence)))
            text += sentence + "\n"
        told: dict[int, set[str]] = defaultdict(set)
        for one in tones_of(edition_from(text, issuer)):
            for span in one.statements[one.cooperative :]:
                at = next((i for i, (a, b) in enumerate(places) if a <= span.start < b), None)
                if at is not None:
                    told[at].add(one.country)
        for at, row in enumerate(rows):
            state = row["A4"] if row["A0"].endswith("NegEval") and row["A2"] == "Country" else "-NONE-"
            wanted = None if state in {"-NONE-", "_"} else country(state.replace("_", " "))
            negative.wanted += wanted is not None
            negative.found += bool(told[at])
            negative.right += bool(told[at]) and wanted is not None
            targeted.wanted += wanted is not None
            targeted.found += len(told[at])
            targeted.right += wanted in told[at]
    print(f"sentences that evaluate a state negatively: {negative}")
    print(f"and which state: {targeted}")


def main() -> None:
    """Run both."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared")
    labels(folder)
    tone(folder)


if __name__ == "__main__":
    main()
