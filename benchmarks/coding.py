# /// script
# requires-python = ">=3.11"
# dependencies = ["detente", "gensim"]
#
# [tool.uv.sources]
# detente = { path = ".." }
# ///
"""Speed of reading and coding on running news, with the bare parser beside it.

usage: uv run benchmarks/coding.py [--lee | --corpus DIR ...] [--every N]

The corpus is named in the output. With --lee it is the Lee corpus, 350 short reports of the Australian Broadcasting
Corporation's news mail of 2000 and 2001, as gensim ships it among its test data: a general newspaper's days, in which sport,
weather, courts and business stand beside diplomacy and war. Its reports bear no date, so they get December 2001. Otherwise it
is, by default, the annotated articles and the General Debate speeches of `../shared/gold` where those are, else the packaged
samples. Prints documents and sentences a second for reading, for coding on one process and on two (with their start, and once
warm), for the parser alone on the same sentences, what the sieve passes and what it loses, CPU time, and peak memory.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

from detente.cli.work import code_in_processes
from detente.coding import Coder, not_coded, stream
from detente.coding.parsing import parse
from detente.coding.sentences import split_sentences
from detente.data.tables import data_path
from detente.reading import read_all
from detente.records import DateValue, Document, Event, content_id

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "gold"
# Sentences that a long run has more than a short one.
LONG = 30_000
LEE_MONTH = DateValue(date(2001, 12, 1), date(2001, 12, 31), "month")


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


def lee() -> list[Document]:
    """Return the reports of the Lee corpus, one a line."""
    spec = find_spec("gensim")
    if spec is None or spec.origin is None:
        raise SystemExit("the Lee corpus comes with gensim: uv run benchmarks/coding.py --lee")
    folder = Path(spec.origin).parent / "test" / "test_data"
    documents: list[Document] = []
    for name in ("lee_background.cor", "lee.cor"):
        for line in (folder / name).read_text(encoding="latin-1").splitlines():
            text, path = line.strip(), f"{name}:{len(documents) + 1}"
            made = content_id("d", path, text)
            documents.append(
                Document(
                    made, path, text, text, "text/plain", published=LEE_MONTH, language="en", language_basis="stated"
                )
            )
    return documents


def parsed_by(code: Callable[[], Any]) -> int:
    """Return how many sentences the parser gets while `code` runs."""
    numbers: list[int] = []

    def counting(sentences: list[str]) -> Any:
        numbers.append(len(sentences))
        return parse(sentences)

    with patch.object(stream, "parse", counting):
        code()
    return sum(numbers)


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = function()
    return time.perf_counter() - start, result


def events_of(coded: Iterable[Any]) -> list[Event]:
    return [event for _, found in coded if isinstance(found, list) for event in found]


def key(event: Event) -> tuple[Any, ...]:
    sides = (frozenset(p.country for p in event.source), frozenset(p.country for p in event.target))
    return event.document, event.trigger.start, event.type, event.status, sides


def report(name: str, sentences: int, run: Callable[[], Any]) -> Any:
    before = time.process_time()
    seconds, result = timed(run)
    used = 1000 * (time.process_time() - before) / sentences
    here = f", {used:.2f} ms of CPU a sentence" if "1 process" in name else ""
    print(f"{name}: {sentences / seconds:.0f} sentences/s{here}")
    return result


def warm_rate(documents: list[Document], sentences: int) -> float:
    """Return sentences a second of two processes once they are warm: what a long run takes more than a short one.

    Both go over the corpus several times, as a run over a larger one would; copies of a report are too far apart in it to be
    parsed together.
    """
    more = max(1, LONG // sentences)
    short, _ = timed(lambda: list(code_in_processes(documents * 3, workers=2)))
    long, _ = timed(lambda: list(code_in_processes(documents * (3 + more), workers=2)))
    return more * sentences / (long - short)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, nargs="+", default=[])
    parser.add_argument("--lee", action="store_true", help="the Lee corpus of running news, from gensim")
    parser.add_argument("--every", type=int, default=1, help="take only every N-th document")
    options = parser.parse_args()
    if options.lee:
        name, everything = "the Lee corpus of gensim", lee()
    else:
        name, paths = corpus(options.corpus)
        seconds, items = timed(lambda: list(read_all(paths)))
        print(f"reading: {len(items) / seconds:.0f} documents/s")
        everything = [d for d in items if isinstance(d, Document) and not_coded(d) is None]
    documents = everything[:: options.every]
    sentences = [d.text[a:b] for d in documents for a, b in split_sentences(d.text)]
    number = len(sentences)
    part = f"every {options.every}th document of " if options.every > 1 else ""
    print(f"corpus: {part}{name}: {len(documents)} documents in a coded language, {number} sentences")

    # Workers first: what they share must not have been loaded here before.
    report("coding, 2 processes, start included", number, lambda: list(code_in_processes(documents, workers=2)))
    warm = warm_rate(documents, number)
    print(f"coding, 2 processes, once warm: {warm:.0f} sentences/s")
    report("parser alone, every sentence, 1 process, start included", number, lambda: sum(1 for _ in parse(sentences)))

    def run() -> list[Any]:
        return list(code_in_processes(documents))

    coded = report("coding, 1 process, first round", number, run)
    # The first round builds the readings of names that fuzzy matching needs; a long run has them soon.
    report("coding, 1 process, second round", number, run)
    found = events_of(coded)
    passed = parsed_by(run)
    print(f"parsed: {passed} of {number} sentences ({100 * passed / number:.0f} %); {len(found)} events")
    whole = Coder(sieve=False)
    coded = report("coding without the sieve, 1 process", number, lambda: list(whole.code_all(documents)))
    every = {key(e) for e in events_of(coded)}
    lost = every - {key(e) for e in found}
    print(f"lost by the sieve: {len(lost)} of {len(every)} events ({100 * len(lost) / max(len(every), 1):.1f} %)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:.0f} MiB in this process; a worker loads the same and shares most of it")


if __name__ == "__main__":
    main()
