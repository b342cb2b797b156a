"""What two workers gain over one: coding a corpus in shards, and the bare parser over the same texts beside it.

usage: uv run benchmarks/workers.py [--every N] [--shards N] [--rounds N]

The texts are those of benchmarks/coding.py, as a JSONL corpus cut into equal shards. Each measurement is a process of its own,
start included, as `detente code CORPUS --into FOLDER` runs it; rounds alternate, and the median of each is taken. Prints
seconds, the gain of two workers (seconds of one by seconds of two) of coder and parser, and what share of the parser's gain
the coder gets.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from coding import corpus  # the benchmark beside this one
from detente.cli.corpus import Shard, code_shard
from detente.coding import not_coded
from detente.coding.parsing import parse
from detente.coding.sentences import split_sentences
from detente.engines.cluster import map_tasks
from detente.reading import read_all
from detente.records import Document


def parse_shard(shard: Shard) -> int:
    """Parse every sentence of a shard with the bare parser; return how many there were."""
    with shard.path.open("rb") as file:
        file.seek(shard.start)
        texts = [json.loads(file.readline())["text"] for _ in range(shard.count)]
    sentences = [text[a:b] for text in texts for a, b in split_sentences(text)]
    return sum(1 for _ in parse(sentences))


def shards_of(path: Path, number: int, into: Path) -> list[Shard]:
    places, at = [], 0
    for line in path.read_bytes().splitlines(keepends=True):
        places.append(at)
        at += len(line)
    size = -(-len(places) // number)
    starts = range(0, len(places), size)
    return [Shard(path, places[i], i + 1, min(size, len(places) - i), into / "events" / f"{i}.jsonl") for i in starts]


def run_one(what: str, workers: int, path: Path, number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder)
        for name in ("events", "skipped"):
            (into / name).mkdir()
        shards = shards_of(path, number, into)
        done = list(map_tasks(code_shard if what == "coder" else parse_shard, shards, workers=workers))
        assert len(done) == len(shards)


def write_corpus(place: Path, every: int, shards: int) -> tuple[str, int]:
    name, paths = corpus([])
    documents = [d for d in read_all(paths) if isinstance(d, Document) and not_coded(d) is None][::every]
    # Dealt out by length, so that the shards are about equal.
    documents.sort(key=lambda d: len(d.text))
    documents = [d for first in range(shards) for d in documents[first::shards]]
    with place.open("w", encoding="utf-8") as file:
        for one in documents:
            fields = {"title": one.title, "text": one.text, "publisher": one.publisher, "language": one.language}
            file.write(json.dumps({k: v for k, v in fields.items() if v}) + "\n")
    return name, len(documents)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take only every N-th document")
    parser.add_argument("--shards", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", nargs=3, metavar=("WHAT", "WORKERS", "PATH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        what, workers, path = options.one
        run_one(what, int(workers), Path(path), options.shards)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.jsonl"
        name, documents = write_corpus(path, options.every, options.shards)
        part = f"every {options.every}th document of " if options.every > 1 else ""
        print(f"corpus: {part}{name}: {documents} documents in {options.shards} shards", flush=True)
        seconds: dict[tuple[str, int], list[float]] = {}
        for _ in range(options.rounds):
            for what in ("parser", "coder"):
                for workers in (1, 2):
                    start = time.perf_counter()
                    command = [sys.executable, __file__, "--shards", str(options.shards)]
                    subprocess.run([*command, "--one", what, str(workers), str(path)], check=True)
                    seconds.setdefault((what, workers), []).append(time.perf_counter() - start)
    middle = {key: statistics.median(values) for key, values in seconds.items()}
    gains = {what: middle[what, 1] / middle[what, 2] for what in ("parser", "coder")}
    for what, gain in gains.items():
        print(f"{what}: {middle[what, 1]:.1f} s with one worker, {middle[what, 2]:.1f} s with two: {gain:.2f} times")
    print(f"the coder gets {gains['coder'] / gains['parser']:.0%} of the parser's gain")


if __name__ == "__main__":
    main()
