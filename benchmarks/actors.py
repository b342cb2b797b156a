"""Time and memory of the resolver: how soon it is ready, how fast names are found, how fast documents are read.

Run: python benchmarks/actors.py [TEXT_FILE ...]. Without files it reads a page of news prose of its own, over and over.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from datetime import date
from pathlib import Path

PROSE = """
Tokyo's foreign ministry summoned the Chinese ambassador on Friday after two coast guard ships entered waters around the
Senkaku Islands. Chief Cabinet Secretary Yoshihide Suga told reporters that Japan had lodged a strong protest with
Beijing. Chinese Foreign Ministry spokeswoman Hua Chunying said the vessels were on a routine patrol. In Seoul, President
Moon Jae-in met US Defense Secretary Mark Esper and said the alliance between South Korea and the United States remained
firm. The two sides discussed the military information agreement that South Korea signed with Japan in 2016. Analysts at
Yonsei University expected no quick end to the quarrel over export controls, which the European Union and ASEAN members
have followed with concern. Russian Foreign Minister Sergey Lavrov, who visited Hanoi, called on both governments to talk.
A group of farmers drove their tractors to the parliament and left in the evening; rain fell on the harbour, and the
shops along the quay stayed closed while workers repaired the road that last week's storm had washed away.
"""


def main() -> None:
    started = time.perf_counter()
    from detente.actors import Resolver  # noqa: PLC0415 - the import is part of what is timed
    from detente.records import DateValue, Document  # noqa: PLC0415

    resolver = Resolver.default()
    print(f"ready in {time.perf_counter() - started:.2f} s, {len(resolver.gazetteer):,} forms")
    texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]] or [PROSE]
    text = "\n".join(texts)
    text *= max(1, 4_000_000 // len(text))
    size = len(text.encode()) / 1e6
    gc.collect()
    started = time.perf_counter()
    hits = resolver.gazetteer.find(text)
    spent = time.perf_counter() - started
    print(f"gazetteer: {size / spent:.1f} MB/s ({len(hits):,} names in {size:.1f} MB)")
    day = date(2019, 8, 9)
    page = "\n".join(texts)[:4000]
    document = Document("x", "x", page, page, "text/plain", published=DateValue(day, day, "day"))
    resolver.read(document)
    started = time.perf_counter()
    for _ in range(20):
        resolver.read(document)
    print(f"documents: {20 * len(page) / 1e3 / (time.perf_counter() - started):.0f} kB/s of mentions with coreference")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
