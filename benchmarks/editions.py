"""How fast two long editions are compared, with how much memory, and a run of short ones.

    python benchmarks/editions.py            made-up editions of 100,000 words each, and 165 short ones in a row
    python benchmarks/editions.py FILE FILE  two editions of your own

The made-up editions are sentences over a vocabulary whose words are as unequally frequent as those of real texts (Zipf), by
sections; of the second edition every tenth sentence is reworded, every twentieth is new, every twentieth is gone, and two
sections have changed places.
"""

from __future__ import annotations

import random
import resource
import sys
import time

from detente.editions.compare import compare, compare_all
from detente.editions.records import Edition
from detente.editions.series import edition_of, pairs_of
from detente.reading import read, read_bytes
from detente.records import Document

WORDS, PER_SENTENCE, PER_PARAGRAPH, SECTIONS = 100_000, 22, 5, 40
COUNTRIES = (
    "Japan|China|South Korea|North Korea|Russia|the United States|Australia|India|ASEAN|the European Union".split("|")
)


def vocabulary(source: random.Random, size: int = 12_000) -> list[str]:
    """Return made-up words of one to four syllables."""
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is", "on")]
    return ["".join(source.choice(syllables) for _ in range(source.randint(1, 4))) for _ in range(size)]


def sentence(source: random.Random, words: list[str], weights: list[float]) -> str:
    """Return a sentence that names a country now and then."""
    chosen = source.choices(words, cum_weights=weights, k=source.randint(PER_SENTENCE - 8, PER_SENTENCE + 8))
    if source.random() < 0.4:
        chosen[source.randrange(len(chosen))] = source.choice(COUNTRIES)
    text = " ".join(chosen)
    return text[0].upper() + text[1:] + "."


def sections(source: random.Random, total: int) -> list[list[str]]:
    """Return `SECTIONS` lists of sentences with `total` words together."""
    words = vocabulary(source)
    weights: list[float] = []
    for rank in range(len(words)):
        weights.append((weights[-1] if weights else 0.0) + 1 / (rank + 10))
    count = total // (PER_SENTENCE * SECTIONS)
    return [[sentence(source, words, weights) for _ in range(count)] for _ in range(SECTIONS)]


def changed(source: random.Random, before: list[list[str]], fresh: list[list[str]]) -> list[list[str]]:
    """Return the sections of the next edition."""
    after = []
    for old, new in zip(before, fresh, strict=True):
        out = []
        for at, text in enumerate(old):
            chance = source.random()
            if chance < 0.10:
                words = text.split()
                words[len(words) // 3 : len(words) // 3 + 3] = new[at].split()[2:6]
                out.append(" ".join(words))
            elif chance >= 0.15:
                out.append(text)
            if source.random() < 0.05:
                out.append(new[at])
        after.append(out)
    after[4], after[20] = after[20], after[4]
    return after


def made(parts: list[list[str]], year: int) -> Edition:
    """Return the edition of a year."""
    blocks = []
    for number, part in enumerate(parts, start=1):
        blocks.append(f"{number}. Section on subject {number}")
        blocks += [" ".join(part[at : at + PER_PARAGRAPH]) for at in range(0, len(part), PER_PARAGRAPH)]
    front = f"---\nseries: made_up\nedition: '{year}'\nissuer: Japan MOD\nlanguage: en\n---\n\n"
    (document,) = read_bytes((front + "\n\n".join(blocks)).encode(), path=f"{year}.txt")
    assert isinstance(document, Document)
    return edition_of(document)


def told(what: str, start: float, cpu: float, changes: int) -> None:
    """Print how long something took and the most memory so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{what}: {time.perf_counter() - start:.1f} s, {time.process_time() - cpu:.1f} s of processor time, "
        f"{changes} changes, at most {peak:.0f} MB"
    )


def main(paths: list[str]) -> None:
    """Run the benchmark."""
    source = random.Random(20)
    if paths:
        editions = [edition_of(read(path)) for path in paths]
    else:
        old = sections(source, WORDS)
        editions = [made(old, 2019), made(changed(source, old, sections(source, WORDS)), 2020)]
    start, cpu = time.perf_counter(), time.process_time()
    found = compare(editions[0], editions[1])
    told(" and ".join(f"{len(one.document.text.split()):,} words" for one in editions), start, cpu, len(found.changes))
    if paths:
        return
    short = [
        made([[text for text in part[:12] if source.random() > 0.1] for part in old[:2]], year)
        for year in range(1850, 2015)
    ]
    start, cpu = time.perf_counter(), time.process_time()
    count = sum(len(one.changes) for one in compare_all(pairs_of(short)))
    told("165 short editions in a row", start, cpu, count)


if __name__ == "__main__":
    main(sys.argv[1:])
