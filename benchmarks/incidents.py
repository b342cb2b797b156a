"""How the cost of grouping events into incidents, and of coding one long document, grows with their number.

usage: uv run benchmarks/incidents.py [--document]

Makes reports of acts of a few busy dyads over four years, ten reports an act from different documents, and prints seconds
and seconds per thousand events for doubling numbers of them, and the longest block. With --document it also codes the
packaged samples joined to one text of 0.3, 0.6 and 1.3 MB.
"""

from __future__ import annotations

import argparse
import random
import time
from datetime import date, timedelta
from pathlib import Path

from detente.coding import Coder, group_incidents
from detente.coding.contradictions import incidents_of
from detente.data.tables import data_path
from detente.reading import read_all
from detente.records import DateValue, Document, Event, EventType, Participant, Span

PLACES = "Odesa Kharkiv Kherson Sumy Lviv Dnipro Izium Bakhmut Mariupol Kupiansk Melitopol Nikopol".split()
VERBS = ("struck", "shelled", "bombed", "attacked", "hit")
TYPES: tuple[EventType, ...] = ("ASSAULT", "ACCUSE", "SANCTION")
SIZES = (5_000, 10_000, 20_000, 40_000)


def report(number: int, act: int, chance: random.Random) -> Event:
    """One report of act number `act`: its day or the month, its place, one of five verbs."""
    start = date(2022, 3, 1) + timedelta(days=act % 1400)
    wide = chance.random() < 0.1
    low = start.replace(day=1) if wide else start
    high = low + timedelta(days=27) if wide else start
    verb = VERBS[act % len(VERBS)]
    quote = (
        f"Russian forces {verb} {PLACES[act % len(PLACES)]} and killed {act % 40} people, officials of Ukraine said."
    )
    at = quote.index(verb)
    side = Participant("RUS", "Russia", "RUS", "military", Span(0, 14, quote[:14]))
    other = Participant("UKR", "Ukraine", "UKR", "government", Span(len(quote) - 14, len(quote) - 7, "Ukraine"))
    return Event(
        id=f"e-{number}", path="", document=f"d-{number}", date=DateValue(low, high, "month" if wide else "day"),
        source=(side,), target=(other,), type=TYPES[act % 3], mode=None, context=(), cameo=None, intensity=None, scale=None,
        status="happened", contested=False, attribution=(), evidence=Span(0, len(quote), quote),
        trigger=Span(at, at + len(verb), verb), incident="", confidence=0.9,
    )  # fmt: skip


def grouping() -> None:
    print("events  incidents  seconds  seconds per 1,000")
    for size in SIZES:
        chance = random.Random(7)
        events = [report(number, number // 10, chance) for number in range(size)]
        chance.shuffle(events)
        start = time.process_time()
        grouped = group_incidents(events)
        found = incidents_of(grouped)
        spent = time.process_time() - start
        print(f"{size:6}  {len(found):9}  {spent:7.2f}  {1000 * spent / size:17.3f}")


def long_document() -> None:
    documents = [d for d in read_all([Path(str(data_path("samples/documents")))]) if isinstance(d, Document)]
    unit = "\n\n".join(d.text for d in documents if d.language == "en")
    coder = Coder()
    print("megabytes  events  seconds  seconds per megabyte")
    for megabytes in (0.3, 0.6, 1.3):
        text = (unit + "\n\n") * (int(megabytes * 1e6 / len(unit)) + 1)
        text = text[: int(megabytes * 1e6)]
        published = DateValue(date(2019, 8, 23), date(2019, 8, 23), "day")
        long = Document(id="d-long", path="long.txt", text=text, raw=text, media_type="text/plain", language="en",
                        published=published)  # fmt: skip
        start = time.process_time()
        events = coder.code(long)
        spent = time.process_time() - start
        print(f"{megabytes:9}  {len(events):6}  {spent:7.1f}  {spent / megabytes:20.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--document", action="store_true")
    grouping()
    if parser.parse_args().document:
        long_document()


if __name__ == "__main__":
    main()
