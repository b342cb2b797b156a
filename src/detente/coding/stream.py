"""Work on many texts side by side, so that the parser gets the sentences of all of them in one go."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, TypeVar

from detente.coding.parsing import parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

T = TypeVar("T")

Parsing = Generator[list[str], "list[Doc]", T]
"""Work that asks for sentences to be parsed, gets them parsed, and returns its result in the end."""


def side_by_side(works: Sequence[Parsing[T]]) -> list[T]:
    """Run several works at once and return their results, in order.

    What all of them ask for is parsed together, which is a quarter faster than text by text, and a sentence that several
    ask for, as copies of an agency's report do, is parsed once.
    """
    results: dict[int, T] = {}
    answers: dict[int, list[Doc] | None] = dict.fromkeys(range(len(works)))
    while answers:
        asked: dict[int, list[str]] = {}
        for number, answer in answers.items():
            try:
                asked[number] = next(works[number]) if answer is None else works[number].send(answer)
            except StopIteration as done:
                results[number] = done.value
        once = list(dict.fromkeys(sentence for sentences in asked.values() for sentence in sentences))
        parsed = dict(zip(once, parse(once), strict=True))
        answers = {number: [parsed[sentence] for sentence in sentences] for number, sentences in asked.items()}
    return [results[number] for number in range(len(works))]
