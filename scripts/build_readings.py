"""Write `data/actors/readings.csv`: the Mandarin and Korean readings of the Han characters in the tables of people.

Run: python scripts/build_readings.py. The readings come from pypinyin (MIT) and hanja (MIT); both take longer to load
than the whole resolver may, so the few hundred characters that are needed are shipped. Run it after editing people.
"""

from __future__ import annotations

import csv

import hanja.table
from pypinyin import Style, pinyin

from detente.actors.loading import DATA, load


def main() -> None:
    characters = sorted({char for person in load().people.values() for char in person.han or "" if char >= "\u3400"})
    with (DATA / "readings.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["character", "mandarin", "hangul", "source"])
        for char in characters:
            mandarin = [reading for reading in pinyin(char, style=Style.NORMAL, heteronym=True)[0] if reading != char]
            hangul = hanja.table.hanja_table.get(char, "")
            writer.writerow([char, "|".join(dict.fromkeys(mandarin)), hangul, "dataset:pypinyin, hanja"])
    print(len(characters), "characters")


if __name__ == "__main__":
    main()
