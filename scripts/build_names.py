"""Write `data/actors/cldr_names.csv`: the English names of countries from CLDR, as babel carries them.

Run: python scripts/build_names.py, after an update of babel. Every start of the resolver needs these few hundred names, and
babel takes a tenth of a second to give them.
"""

from __future__ import annotations

import csv

from detente.actors.countries import names_in
from detente.actors.loading import DATA


def main() -> None:
    names = names_in("en")
    with (DATA / "cldr_names.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["country", "name", "source"])
        writer.writerows((code, name, "dataset:CLDR (babel)") for code, name in names)
    print(len(names), "names")


if __name__ == "__main__":
    main()
