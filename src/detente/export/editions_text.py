"""Changes between editions as text for a terminal: by country and topic, the weightiest first, with redlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from detente.actors.countries import display_name
from detente.editions.changes import edition_label
from detente.editions.compare import Comparison
from detente.editions.portrait import Portrait
from detente.editions.records import Change, Piece

_CONTEXT = 60
_MOST = 12


def lines(comparisons: Iterable[Comparison], *, trivial: bool = False) -> Iterator[str]:
    """Yield the lines of a report; `[-words-]` were cut and `{+words+}` are new."""
    for comparison in comparisons:
        before, after = comparison.before, comparison.after
        yield f"{after.series}: {edition_label(before)} → {edition_label(after)}"
        yield f"  {before.document.path} → {after.document.path}"
        real = comparison.real
        if not real:
            yield "  no change of substance"
        for country, topics in grouped(real):
            yield ""
            yield f"  {display_name(country) if country else 'No country named'}"
            for topic, changes in topics:
                yield f"    {topic or 'no topic of the table'}"
                for change in changes:
                    yield from _change(change)
        yield from _trivial(comparison.trivial, listed=trivial)
        yield ""


def portrait_lines(portraits: Sequence[Portrait]) -> Iterator[str]:
    """Yield the order of the countries and what each edition calls them, a line an edition."""
    ordered = [one for one in portraits if one.order.ranks]
    if ordered:
        yield "Order of the countries"
        for one in ordered:
            order = ", ".join(f"{rank.rank} {display_name(rank.country)}" for rank in one.order.ranks[:_MOST])
            more = f" and {len(one.order.ranks) - _MOST} more" if len(one.order.ranks) > _MOST else ""
            yield f"  {one.name} ({one.order.ranks[0].part or 'whole text'}, {one.order.ranks[0].basis}): {order}{more}"
        yield ""
    if any(one.labels for one in portraits):
        yield "What they are called"
        for one in portraits:
            called: dict[str, list[str]] = {}
            for label in one.labels:
                called.setdefault(label.country, []).append(label.words)
            for country, words in called.items():
                yield f"  {one.name} {display_name(country)}: {', '.join(dict.fromkeys(words))}"
        yield ""
    for one in portraits:
        for tone in one.tones:
            if tone.balance is not None:
                said = f"{tone.cooperative} cooperative, {tone.conflictual} conflictual statements"
                balance = f"{tone.balance:+.2f} ({tone.low:+.2f} to {tone.high:+.2f})"
                yield f"  {one.name} {display_name(tone.country)}: {said}; {balance}"


def grouped(
    changes: Sequence[Change],
) -> list[tuple[str | None, list[tuple[str | None, list[Change]]]]]:
    """Return changes by country and then by topic, each group in the order of its weightiest change."""
    countries: dict[str | None, dict[str | None, list[Change]]] = {}
    for change in sorted(changes, key=lambda change: (-change.weight, change.id)):
        countries.setdefault(change.country, {}).setdefault(change.topic, []).append(change)
    # What names no country comes last.
    listed = sorted(countries.items(), key=lambda item: item[0] is None)
    return [(country, list(topics.items())) for country, topics in listed]


def marked(pieces: Sequence[Piece]) -> str:
    """Return a redline in one line; long stretches that both have are shortened."""
    out = []
    for at, piece in enumerate(pieces):
        if piece.op == "cut":
            out.append(f"[-{piece.text}-]")
        elif piece.op == "new":
            out.append(f"{{+{piece.text}+}}")
        else:
            out.append(_short(piece.text, first=at == 0, last=at == len(pieces) - 1))
    return "".join(out)


def _short(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * _CONTEXT:
        return text
    start = "" if first else text[:_CONTEXT]
    return f"{start} … {'' if last else text[-_CONTEXT:]}"


def _change(change: Change) -> Iterator[str]:
    yield f"      {change.kind} ({change.weight:.2f})"
    if change.redline and change.kind != "moved":
        yield f"        {marked(change.redline)}"
    elif change.kind == "moved":
        yield f"        {_short(change.before or '', first=False, last=False)}"
    else:
        yield f"        {change.before or '–'} → {change.after or '–'}"
    if change.note:
        yield f"        {change.note}"
    if change.test is not None:
        yield f"        {change.test.rule}"
        if change.test.nearest is not None:
            quote = " ".join(change.test.nearest.quote.split())
            yield f"        nearest: {_short(quote, first=False, last=False)}"


def _trivial(changes: Sequence[Change], *, listed: bool) -> Iterator[str]:
    if not changes:
        return
    rules = Counter(change.trivial for change in changes)
    told = ", ".join(f"{count} by the rule “{rule}”" for rule, count in rules.most_common())
    yield ""
    yield f"  {len(changes)} trivial difference{'' if len(changes) == 1 else 's'}: {told}"
    if listed:
        for change in changes:
            yield f"    {change.trivial}: {marked(change.redline)}"
