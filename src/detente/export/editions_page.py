"""What the page of a comparison shows: outlines side by side, changes by country, texts with their marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Protocol

from detente.actors.countries import display_name
from detente.editions.blocks import squeeze
from detente.editions.changes import edition_label
from detente.editions.compare import Comparison
from detente.editions.records import Change, Edition, Label, Rank, Section, Tone
from detente.export.editions_text import grouped
from detente.records import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of an outline, with the anchor of its place in the text."""

    level: int
    words: str
    anchor: str
    key: str


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A heading of the older edition beside that of the newer one; one of them may be missing."""

    before: Heading | None
    after: Heading | None
    moved: bool = False

    @property
    def kind(self) -> str:
        """ "kept", "moved" where the other edition has it in another place, "cut" or "new"."""
        if self.before and self.after:
            return "kept"
        if self.moved:
            return "moved"
        return "cut" if self.before else "new"


@dataclass(frozen=True, slots=True)
class Shown:
    """A change with the anchors of its passages."""

    change: Change
    anchor: str
    passage_from: str | None
    passage_to: str | None
    nearest: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """The changes about one country, by topic."""

    name: str
    topics: tuple[tuple[str, tuple[Shown, ...]], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One comparison."""

    anchor: str
    title: str
    before: str
    after: str
    text_before: str
    text_after: str
    outline: tuple[OutlineRow, ...]
    groups: tuple[Group, ...]
    trivial: tuple[Shown, ...]
    rules: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text between two places where something begins or ends."""

    text: str
    marked: bool
    anchors: tuple[str, ...]
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """The text of an edition with its marks."""

    anchor: str
    edition: Edition
    label: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    title: str
    issuer: str | None
    editions: tuple[str, ...]
    panels: tuple[Panel, ...]
    texts: tuple[Text, ...]


class Placing(Protocol):
    """Tells where passages of editions can be seen."""

    def of(self, edition_id: str, span: Span | None, back: str | None = None) -> str | None:
        """Return where a passage can be seen, or None without one; `back` is the anchor of what shows it."""
        ...


class Places:
    """Gives every passage an anchor in its text, and remembers which marks lead there."""

    def __init__(self) -> None:
        """Begin without passages."""
        self.spans: dict[str, dict[Span, list[str]]] = defaultdict(dict)

    def of(self, edition_id: str, span: Span | None, back: str | None = None) -> str | None:
        """Return the anchor of a passage; `back` is the anchor of what shows it."""
        if span is None:
            return None
        backs = self.spans[edition_id].setdefault(span, [])
        if back is not None and back not in backs:
            backs.append(back)
        return passage_anchor(edition_id, span)


def passage_anchor(edition_id: str, span: Span) -> str:
    """Return the anchor of a passage in the text of an edition."""
    return f"{edition_id}-{span.start}-{span.end}"


def build(
    comparisons: Sequence[Comparison],
    ranks: Iterable[Rank] = (),
    labels: Iterable[Label] = (),
    tones: Iterable[Tone] = (),
) -> Page:
    """Return what the page shows.

    Args:
        comparisons: The comparisons, oldest first.
        ranks, labels, tones: What the editions show of each country; their passages get anchors, too.
    """
    places = Places()
    editions: dict[str, Edition] = {}
    panels = []
    for number, comparison in enumerate(comparisons, start=1):
        for edition in (comparison.before, comparison.after):
            editions.setdefault(edition.id, edition)
        panels.append(_panel(comparison, f"c{number}", places))
    for rank in ranks:
        places.of(rank.edition_id, rank.evidence)
    for label in labels:
        places.of(label.edition_id, label.trigger)
    for tone in tones:
        for span in tone.statements:
            places.of(tone.edition_id, span)
    newest = comparisons[-1].after if comparisons else None
    return Page(
        title=(newest.title if newest and len(editions) <= 2 else None) or (newest.series if newest else "Editions"),
        issuer=" · ".join(filter(None, [newest.issuer and display_name(newest.issuer), newest.issuer_body]))
        if newest
        else None,
        editions=tuple(edition_label(edition) for edition in editions.values()),
        panels=tuple(panels),
        texts=tuple(_text(edition, places.spans[edition.id]) for edition in editions.values()),
    )


def _panel(comparison: Comparison, anchor: str, places: Places) -> Panel:
    before, after = comparison.before, comparison.after
    shown = {one.change.id: one for one in shown_changes(comparison, anchor, places)}
    groups = tuple(
        Group(
            display_name(country) if country else "No country named",
            tuple((topic or "other", tuple(shown[one.id] for one in changes)) for topic, changes in topics),
        )
        for country, topics in grouped(comparison.real)
    )
    return Panel(
        anchor=anchor,
        title=f"{edition_label(before)} → {edition_label(after)}",
        before=edition_label(before),
        after=edition_label(after),
        text_before=f"text-{before.id}",
        text_after=f"text-{after.id}",
        outline=tuple(outlines(before, after, places)),
        groups=groups,
        trivial=tuple(shown[change.id] for change in comparison.trivial),
        rules=tuple(Counter(change.trivial or "" for change in comparison.trivial).most_common()),
        kinds=tuple(Counter(change.kind for change in comparison.real).most_common()),
    )


def shown_changes(comparison: Comparison, anchor: str, places: Placing) -> Iterator[Shown]:
    """Yield the changes in their order, each with where its passages are; `anchor` begins the anchor of each."""
    before, after = comparison.before, comparison.after
    for number, change in enumerate(comparison.changes, start=1):
        own = f"{anchor}-{number}"
        searched = after if change.kind == "removed" else before
        nearest = places.of(searched.id, change.test.nearest) if change.test else None
        yield Shown(
            change,
            own,
            places.of(before.id, change.evidence_from, own),
            places.of(after.id, change.evidence_to, own),
            nearest,
        )


def outlines(before: Edition, after: Edition, places: Placing) -> Iterator[OutlineRow]:
    """Yield the headings of both editions, those of one title in the same order beside each other."""
    first, second = _headings(before), _headings(after)
    both = {squeeze(section.title) for section in first} & {squeeze(section.title) for section in second}
    matcher = SequenceMatcher(
        None,
        [squeeze(section.title) for section in first],
        [squeeze(section.title) for section in second],
        autojunk=False,
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        left = [_heading(before, section, places) for section in first[a:b]]
        right = [_heading(after, section, places) for section in second[c:d]]
        if tag == "equal":
            yield from (OutlineRow(one, other) for one, other in zip(left, right, strict=True))
        else:
            yield from (OutlineRow(one, None, one.key in both) for one in left)
            yield from (OutlineRow(None, one, one.key in both) for one in right)


def _headings(edition: Edition) -> list[Section]:
    return [section for section in edition.outline if section.kind != "item"]


def _heading(edition: Edition, section: Section, places: Placing) -> Heading:
    anchor = places.of(edition.id, section.heading) or ""
    words = " ".join(filter(None, [section.number, section.title]))
    return Heading(min(section.level, 6), words or section.heading.quote, anchor, squeeze(section.title))


def _text(edition: Edition, spans: dict[Span, list[str]]) -> Text:
    """Cut the text where passages begin and end; the pieces make up the whole text."""
    text = edition.document.text
    headings = {section.heading for section in edition.outline}
    begins: dict[int, list[str]] = defaultdict(list)
    ends: dict[int, list[str]] = defaultdict(list)
    depth: Counter[int] = Counter()
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        begins[span.start].append(passage_anchor(edition.id, span))
        ends[span.end] += spans[span]
        if spans[span] or span not in headings:
            depth[span.start] += 1
            depth[span.end] -= 1
    cuts = sorted({0, len(text), *begins, *ends})
    stretches = []
    over = 0
    for start, end in pairwise(cuts):
        over += depth[start]
        stretches.append(
            Stretch(text[start:end], over > 0, tuple(begins.get(start, ())), tuple(dict.fromkeys(ends.get(end, ()))))
        )
    return Text(f"text-{edition.id}", edition, edition_label(edition), tuple(stretches))
