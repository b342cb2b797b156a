"""Make a store of real size, to measure on and to try the app with.

usage: uv run scripts/make_store.py OUT [--events 100000] [--icews FILE] [--news FOLDER]

The annotated news articles of FOLDER are read and coded as `detente code` does. The rest are rows of an ICEWS table of
named triples (Parquet: date, source, relation, target, cameo), spread evenly over its days: a document a day, in plain
sentences of this script's own, an event a line. Whose actors the names are comes from détente's tables, types from the
crosswalk of CAMEO to PLOVER; rows without a type, or not between two countries, are left out. ICEWS does not say how sure
a row is, so confidence is spread by a hash of the row. The same input gives the same documents and events.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import polars as pl

from detente.cli.reporting import Reporter
from detente.cli.work import code_documents, into_store, versions
from detente.coding import group_incidents
from detente.coding.ontology import SCALE
from detente.evidence import span_of
from detente.measuring.cameo import act_of
from detente.measuring.parties import Named, Parties, Party
from detente.reading import read_all
from detente.records import Attribution, DateValue, Document, Event, Participant, Segment, Skipped, content_id
from detente.store import Run, Store

SHARED = Path("../shared/gold")
Row = tuple[date, str, Party, str, str, Party, str]
"""Day, source's name and party, relation, target's name and party, CAMEO code."""


def rows(file: Path, wanted: int) -> list[Row]:
    """Return so many rows between two countries, evenly spread, in order of day; all there are if these are fewer."""
    table = (
        pl.read_parquet(file, columns=["date", "source", "relation", "target", "cameo"])
        .with_columns(pl.col("date").cast(pl.Date))
        .unique()
        .sort("date", "source", "target", "cameo")
    )
    typed = {code for code in table["cameo"].unique() if act_of(code).type is not None}
    table = table.filter(pl.col("cameo").is_in(sorted(typed)))
    parties = Parties("name")

    def party(name: str, day: date) -> Party:
        named = Named(name, None, None)
        return parties.in_year(named, day.year) or parties.on(named, day)

    # Every row is looked at in an order that is spread evenly, until there are enough.
    found: list[Row] = []
    for number in spread(table.height):
        if len(found) == wanted:
            break
        day, source, relation, target, cameo = table.row(number)
        one, other = party(source, day), party(target, day)
        if one.country and other.country and one.country != other.country:
            found.append((day, source, one, relation, target, other, cameo))
    return sorted(found, key=lambda row: (row[0], row[1], row[4], row[6]))


def spread(count: int) -> Iterator[int]:
    """Yield every number below `count` once, each stretch of them spread over the whole: van der Corput's sequence."""
    bits = max(count - 1, 1).bit_length()
    for number in range(1 << bits):
        place = int(format(number, f"0{bits}b")[::-1], 2)
        if place < count:
            yield place


def document(day: date, of_day: list[Row]) -> tuple[Document, list[Event]]:
    """Return the document of a day with its events, one for each line."""
    written = f"{day.day} {day:%B %Y}"
    text = f"ICEWS: what was reported of {written}.\n"
    lines: list[tuple[int, int, int, int]] = []
    for _, source, _, relation, target, _, _ in of_day:
        start = len(text) + 1
        act = f"“{relation}”"
        text += f"\n{source}: {act}, towards {target}."
        lines.append((start, len(text), start + len(source) + 2, len(text) - 1 - len(target)))
    made = Document(
        id=content_id("d", text),
        path=f"icews/{day:%Y}/{day}.txt",
        text=text,
        raw=text,
        media_type="text/plain",
        title=f"ICEWS, {written}",
        publisher="ICEWS",
        published=DateValue(day, day, "day", written, span_of(text, 30, 30 + len(written))),
        published_basis="text",
        language="en",
        language_basis="stated",
        encoding="utf-8",
        offsets=(Segment(0, len(text), 0, len(text)),),
    )
    return made, [event(made, row, *places) for row, places in zip(of_day, lines, strict=True)]


def event(made: Document, row: Row, start: int, end: int, act_at: int, target_at: int) -> Event:
    day, source, one, relation, target, other, cameo = row
    act = act_of(cameo)
    assert act.type is not None
    key = content_id("e", made.id, str(start), source, target, cameo)
    # Between 0.30 and 0.99, the same for the same row.
    confidence = 0.3 + int(hashlib.sha256(key.encode()).hexdigest()[:4], 16) / 0xFFFF * 0.69
    return Event(
        id=key,
        path=made.path,
        document=made.id,
        date=DateValue(day, day, "day", made.published.text, made.published.span),
        source=(participant(made, source, one, start),),
        target=(participant(made, target, other, target_at),),
        type=act.type,
        mode=act.mode,
        context=(),
        cameo=cameo,
        intensity=act.plover,
        scale=None if act.plover is None else SCALE,
        status="threatened" if act.type == "THREATEN" else "happened",
        contested=False,
        attribution=(Attribution("ICEWS", "organisation", None, span_of(made.text, 0, 5)),),
        evidence=span_of(made.text, start, end),
        trigger=span_of(made.text, act_at + 1, act_at + 1 + len(relation)),
        incident=key,
        confidence=round(confidence, 3),
    )


def participant(made: Document, name: str, party: Party, at: int) -> Participant:
    slug = re.sub(r"\W+", "-", name.casefold()).strip("-")
    return Participant(
        id=f"{(party.country or '').lower()}/{slug}",
        name=name,
        country=party.country,
        sector=party.sector,
        mention=span_of(made.text, at, at + len(name)),
    )


def news(store: Store, run: Run, folder: Path, reporter: Reporter) -> int:
    """Read and code the articles of a folder; return the number of events."""
    into_store(store, read_all([str(folder / "articles")]), run, reporter)
    count = 0
    for article, coded in code_documents(list(store.documents()), reporter):
        if isinstance(coded, Skipped):
            reporter.skip(coded)
            store.add_skipped(coded, run, article.id)
        else:
            store.add_events(article.id, coded, run)
            count += len(coded)
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--events", type=int, default=100_000, help="events in all (default 100000)")
    parser.add_argument("--icews", type=Path, default=SHARED / "events" / "icews_0515_named.parquet")
    parser.add_argument("--news", type=Path, default=SHARED / "news")
    options = parser.parse_args()
    if options.out.exists():
        sys.exit(f"{options.out}: exists already (remove it or name another file)")
    started = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - started:6.1f} s  {what}", flush=True)

    reporter = Reporter(quiet=False, as_json=False)
    with Store(options.out) as store, store.run("scripts/make_store.py", **versions()) as run:
        coded = news(store, run, options.news, reporter)
        say(f"{coded} events of news")
        chosen = rows(options.icews, options.events - coded)
        say(f"{len(chosen)} rows of ICEWS between two countries")
        days = [(day, list(of_day)) for day, of_day in groupby(chosen, key=lambda row: row[0])]
        made = [document(*one) for one in days]
        # Grouped before they are stored, so that what the store sums is summed once.
        grouped = {one.id: one for one in group_incidents([*store.events(), *(e for _, es in made for e in es)])}
        say(f"{len({one.incident for one in grouped.values()})} incidents")
        for one, events in made:
            store.add_document(one, run)
            store.add_events(one.id, [grouped[event.id] for event in events], run)
        store.set_incidents(grouped.values())
        say(f"{len(made)} documents of ICEWS and {len(grouped)} events in all stored")
    say(f"{options.out.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
