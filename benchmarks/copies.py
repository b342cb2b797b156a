"""Print what `detente.reading.copies` catches of copies made from real articles, and what it groups wrongly.

usage: python benchmarks/copies.py [SHARED]   (SHARED holds the development data, ../shared by default)
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from detente.reading.copies import compare, group_copies, shingles
from detente.records import DateValue, Document

LEAD = (
    "This is a report of our partner agency. Subscribe to our newsletter for more news from the region every morning. "
)
TAIL = " All rights reserved. Follow us on all channels. Read more stories of this week on our home page."
FILLER = "ship river paper stone bridge garden window music winter summer market field road glass bread".split()
KNOWN = date(2020, 6, 1)


def document(name: str, text: str, day: date | None = KNOWN, publisher: str | None = None) -> Document:
    published = DateValue(day, day, "day") if day else DateValue()
    return Document(
        id=name, path=name, text=text, raw=text, media_type="text/plain", published=published, publisher=publisher
    )


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?。])\s*", text) if s.strip()]


def kept_share(text: str, share: float) -> str:
    found = sentences(text)
    return " ".join(found[: max(1, round(share * len(found)))])


def replaced(text: str, every: int, rng: random.Random) -> str:
    words = text.split()
    return " ".join(rng.choice(FILLER) if rng.random() < 1 / every else w for w in words)


def mixed(text: str, other: str, share: float, rng: random.Random) -> str:
    """Keep a share of the sentences, in order, and fill up with those of another article: a rewritten version."""
    own = [s for s in sentences(text) if rng.random() < share]
    foreign = sentences(other)
    return " ".join(own + foreign[: max(1, len(sentences(text)) - len(own))])


MADE: dict[str, Callable[[str, str, random.Random], str]] = {
    "same text, other lead and tail": lambda t, o, r: LEAD + t + TAIL,
    "first sentence replaced": lambda t, o, r: sentences(o)[0] + " " + " ".join(sentences(t)[1:]),
    "cut to a half": lambda t, o, r: kept_share(t, 0.5),
    "cut to a third, other lead": lambda t, o, r: LEAD + kept_share(t, 0.34),
    "cut to a fifth": lambda t, o, r: kept_share(t, 0.2),
    "every 20th word replaced": lambda t, o, r: replaced(t, 20, r),
    "every 12th word replaced": lambda t, o, r: replaced(t, 12, r),
    "every 6th word replaced": lambda t, o, r: replaced(t, 6, r),
    "every 3rd word replaced": lambda t, o, r: replaced(t, 3, r),
    "a half kept, filled up": lambda t, o, r: mixed(t, o, 0.5, r),
    "a third kept, filled up": lambda t, o, r: mixed(t, o, 0.33, r),
    "a fifth kept, filled up": lambda t, o, r: mixed(t, o, 0.2, r),
}


def body(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---", 2)[2].strip()


def kind_of(one: Document, other: Document) -> str:
    kinds = [group.kind for group in group_copies([one, other])]
    return kinds[0] if kinds else "apart"


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared"
    texts = {p.stem: body(p) for p in sorted((shared / "gold" / "news" / "articles").glob("*.md"))}
    names = list(texts)
    rng = random.Random(7)
    print(f"pairs made from {len(names)} articles, five of each        syndicated   near  apart   Jaccard containment")
    for title, change in MADE.items():
        counts = {"syndicated": 0, "near": 0, "apart": 0}
        alike, contained = 0.0, 0.0
        for round_number in range(5):
            for index, name in enumerate(names):
                other = texts[names[(index + 1 + round_number) % len(names)]]
                changed = change(texts[name], other, rng)
                a, c, _ = compare(shingles(texts[name]), shingles(changed))
                alike, contained = alike + a, contained + c
                counts[kind_of(document("a", texts[name]), document("b", changed))] += 1
        total = sum(counts.values())
        shares = "  ".join(f"{counts[kind] / total:7.2f}" for kind in counts)
        print(f"{title:48s} {shares}   {alike / total:7.2f} {contained / total:7.2f}")
    versions(texts, rng)
    different(shared, texts)


def versions(texts: dict[str, str], rng: random.Random) -> None:
    """Print what share of rewritten versions is grouped, by how much they share."""
    tally: dict[float, list[int]] = {}
    names = list(texts)
    for name, other in [(n, m) for n in names for m in rng.sample(names, 8) if n != m]:
        changed = mixed(texts[name], texts[other], rng.choice([0.1, 0.2, 0.3, 0.4, 0.5]), rng)
        alike, _, _ = compare(shingles(texts[name]), shingles(changed))
        found = kind_of(document("a", texts[name]), document("b", changed)) != "apart"
        bucket = tally.setdefault(min(int(alike * 10) / 10, 0.5), [0, 0])
        bucket[0] += found
        bucket[1] += 1
    print("\nrewritten versions, by Jaccard similarity: grouped / made")
    for low in sorted(tally):
        print(f"  {low:.1f}-{low + 0.1:.1f}  {tally[low][0]:4d} / {tally[low][1]}")


def different(shared: Path, texts: dict[str, str]) -> None:
    """Print what is grouped among texts that are no copies."""
    rows = (shared / "gold" / "news" / "current_events.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(row) for row in rows]
    documents = [document(item["id"], item["text"], date.fromisoformat(item["published"])) for item in items]
    documents += [document(name, text) for name, text in texts.items()]
    started = time.perf_counter()
    groups = group_copies(documents)
    seconds = time.perf_counter() - started
    print(f"\n{len(documents)} articles and items of different events: {len(groups)} groups in {seconds:.2f} s")
    for group in groups:
        print(f"  {group.kind} {group.similarity} {' '.join(group.documents)}")
    notices = [
        document(f"{p.parent.name}/{p.stem}", body(p), date.fromisoformat(p.stem[:10]), "the issuer")
        for p in sorted((shared / "gold" / "editions").glob("us_emergency_notice_*/*.txt"))
        if re.fullmatch(r"\d{4}-\d\d-\d\d.*", p.stem)
    ]
    kinds = [group.kind for group in group_copies(notices)]
    close = sum(
        abs(one.published.start - other.published.start) <= timedelta(days=31)
        for one, other in combinations(notices, 2)
        if one.published.start and other.published.start
    )
    print(
        f"{len(notices)} yearly notices ({close} pairs within a month): {kinds.count('syndicated')} syndicated groups, "
        f"{kinds.count('near')} near groups"
    )
    speeches = [
        document(f"{p.parent.name}/{p.stem}", body(p), None)
        for p in sorted((shared / "gold" / "editions").glob("un_general_debate_*/*.txt"))
    ]
    found = group_copies(speeches)
    print(f"{len(speeches)} speeches of the General Debate: {len(found)} groups {[g.documents for g in found]}")
    speed = [document(f"{n}-{i}", f"{i} " + text) for i in range(100) for n, text in texts.items()]
    speed = [document(d.id, replaced(d.text, 2, random.Random(d.id)), None) for d in speed]
    started = time.process_time()
    group_copies(speed)
    print(f"{len(speed) / (time.process_time() - started):.0f} documents a second of processor time on {len(speed)}")


if __name__ == "__main__":
    main()
