"""Speed of reading and coding on running news and official prose, with the bare parser beside it.

usage: uv run benchmarks/coding.py [--corpus DIR ...] [--every N]

The corpus is named in the output: by default the annotated articles and the General Debate speeches of `../shared/gold`
where those are, else the packaged samples. Prints documents and sentences a second for reading, for coding on one and on
two processes, for the parser alone on the same sentences, what the sieve passes and what it loses, and peak memory.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from detente.cli.work import CodeOne
from detente.coding import Coder, not_coded
from detente.coding.parsing import parse
from detente.coding.sentences import split_sentences
from detente.data.tables import data_path
from detente.engines.processes import map_ordered
from detente.reading import read_all
from detente.records import Document, Event

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "gold"


def corpus(chosen: list[Path]) -> tuple[str, list[Path]]:
    if chosen:
        return ", ".join(map(str, chosen)), chosen
    if SHARED.is_dir():
        speeches = sorted((SHARED / "editions").glob("un_general_debate_*"))
        return "../shared/gold/news/articles and the General Debate speeches of ../shared/gold/editions", [
            SHARED / "news" / "articles",
            *speeches,
        ]
    return "the packaged samples", [Path(str(data_path("samples/documents")))]


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = function()
    return time.perf_counter() - start, result


def events_of(coded: Iterable[Any]) -> list[Event]:
    return [event for _, found in coded if isinstance(found, list) for event in found]


def key(event: Event) -> tuple[Any, ...]:
    sides = (frozenset(p.country for p in event.source), frozenset(p.country for p in event.target))
    return event.document, event.trigger.start, event.type, event.status, sides


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, nargs="+", default=[])
    parser.add_argument("--every", type=int, default=1, help="take only every N-th document")
    options = parser.parse_args()
    name, paths = corpus(options.corpus)
    seconds, items = timed(lambda: list(read_all(paths)))
    documents = [d for d in items if isinstance(d, Document) and not_coded(d) is None][:: options.every]
    sentences = [d.text[a:b] for d in documents for a, b in split_sentences(d.text)]
    part = f"every {options.every}th document of " if options.every > 1 else ""
    print(f"corpus: {part}{name}: {len(documents)} documents in a coded language, {len(sentences)} sentences")
    print(f"reading: {len(items) / seconds:.0f} documents/s")

    seconds, _ = timed(lambda: sum(1 for _ in parse(sentences)))
    print(f"parser alone, every sentence, 1 process, start included: {len(sentences) / seconds:.0f} sentences/s")
    seconds, coded = timed(lambda: list(map_ordered(CodeOne(), documents)))
    found = events_of(coded)
    # The first round builds the readings of names that fuzzy matching needs; a long run has them soon.
    print(f"coding, 1 process, first round: {len(sentences) / seconds:.0f} sentences/s, {len(found)} events")
    seconds, _ = timed(lambda: list(map_ordered(CodeOne(), documents)))
    rates = f"{len(sentences) / seconds:.0f} sentences/s, {len(documents) / seconds:.1f} documents/s"
    print(f"coding, 1 process, second round: {rates}")
    seconds, _ = timed(lambda: list(map_ordered(CodeOne(), documents, workers=2)))
    print(f"coding, 2 processes, start included: {len(sentences) / seconds:.0f} sentences/s")
    whole = Coder(sieve=False)
    seconds, coded = timed(lambda: [(d, whole.code(d)) for d in documents])
    everything = {key(e) for e in events_of(coded)}
    print(f"coding without the sieve, 1 process: {len(sentences) / seconds:.0f} sentences/s, {len(everything)} events")
    lost = everything - {key(e) for e in found}
    print(
        f"lost by the sieve: {len(lost)} of {len(everything)} events ({100 * len(lost) / max(len(everything), 1):.1f} %)"
    )
    usage = resource.getrusage
    own, children = usage(resource.RUSAGE_SELF).ru_maxrss, usage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"peak memory: {own / 1024:.0f} MiB in this process, {children / 1024:.0f} MiB in the largest worker")


if __name__ == "__main__":
    main()
