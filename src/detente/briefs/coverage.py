"""What a brief rests on, how thin that is, and what was left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.briefs import wording
from detente.briefs.left_out import left_out
from detente.briefs.lines import Anchors
from detente.briefs.material import Material
from detente.briefs.names import language_name
from detente.briefs.parts import Line, Quote
from detente.briefs.sections import Coverage, Entry, Fact
from detente.briefs.web_address import is_web_address
from detente.measuring import Publishers
from detente.records import Document

# Publishers named one by one.
_MOST_NAMED = 12


def coverage_of(
    material: Material,
    anchors: Anchors,
    publishers: Publishers,
    shown: Sequence[Line],
    unsure: Sequence[Line],
    quotes: Sequence[Quote],
    least_confidence: float,
) -> Coverage:
    """Return the section on coverage.

    Args:
        material: What the brief is made from.
        anchors: The documents of the brief.
        publishers: Those of its documents.
        shown: Lines of the brief.
        unsure: Lines below `least_confidence`.
        quotes: What else is quoted.
        least_confidence: That bound.
    """
    documents = [*anchors.documents.values()]
    quoted: dict[str, list[str]] = defaultdict(list)
    for line in (*shown, *unsure):
        for report in line.reports:
            if line.id not in quoted[report.document]:
                quoted[report.document].append(line.id)
    for quote in quotes:
        if quote.id not in quoted[quote.document]:
            quoted[quote.document].append(quote.id)
    outside = sum(one.id not in anchors.documents for one in material.documents)
    return Coverage(
        facts=tuple(_facts(material, documents, anchors, publishers, shown)),
        entries=tuple(_entries(documents, anchors, quoted, material)),
        items=left_out(material, shown, unsure, least_confidence, outside=outside),
    )


def _facts(
    material: Material, documents: Sequence[Document], anchors: Anchors, publishers: Publishers, shown: Sequence[Line]
) -> Iterator[Fact]:
    yield Fact("Documents", f"{len(documents)} used of {material.read} read", _texts(documents, anchors))
    if not documents:
        return
    days = sorted(one.published.start for one in documents if one.published.start)
    if days:
        undated = len(documents) - len(days)
        more = f"; {wording.count(undated, 'document')} without a known date" if undated else ""
        yield Fact("Published", f"{wording.day(days[0])} to {wording.day(days[-1])}{more}")
    named = Counter(one.publisher for one in documents if one.publisher)
    parts = [f"{name} ({count})" for name, count in named.most_common(_MOST_NAMED)]
    rest = len(named) - _MOST_NAMED
    parts += [f"{rest} more"] if rest > 0 else []
    unknown = sum(one.publisher is None for one in documents)
    parts += [f"not known ({unknown})"] if unknown else []
    least = publishers.count(one.id for one in documents)
    yield Fact("Publishers", f"at least {least} independent: {'; '.join(parts)}")
    languages = Counter(language_name(one.language) if one.language else "not known" for one in documents)
    yield Fact("Languages", ", ".join(f"{name} ({count})" for name, count in languages.most_common()))
    if shown:
        yield from _thinness(shown)


def _thinness(shown: Sequence[Line]) -> Iterator[Fact]:
    whole = wording.count(len(shown), "act")
    single = tuple(line.id for line in shown if line.publishers == 1)
    yield Fact("Resting on one publisher alone", f"{len(single)} of {whole}", single)
    undated = tuple(line.id for line in shown if line.date.start is None)
    yield Fact("Without a date", f"{len(undated)} of {whole}", undated)
    counted = tuple(line.id for line in shown if line.counted)
    yield Fact("In the index", f"{len(counted)} of {whole}", counted)
    months = sorted({line.date.start.replace(day=1) for line in shown if line.counted and line.date.start})
    if months:
        first, last = months[0], months[-1]
        span = (last.year - first.year) * 12 + last.month - first.month + 1
        yield Fact("Months with an act in the index", f"{len(months)} of {span}")


def _texts(documents: Iterable[Document], anchors: Anchors) -> tuple[str, ...]:
    return tuple(f"entry-{anchors.text(one.id)}" for one in documents)


def _entries(
    documents: Iterable[Document], anchors: Anchors, quoted: Mapping[str, Sequence[str]], material: Material
) -> Iterator[Entry]:
    titles = {one.id: one.title or one.path for one in material.documents}
    titles |= {one.id: one.title or one.path for one in material.others}
    copies: dict[str, set[str]] = defaultdict(set)
    for group in material.groups:
        for member in group.documents:
            copies[member] |= set(group.documents) - {member}
    for document in documents:
        yield Entry(
            document=document.id,
            text=anchors.text(document.id),
            title=document.title or document.path,
            publisher=document.publisher,
            published=wording.when(document.published),
            basis=document.published_basis,
            language=language_name(document.language) if document.language else None,
            url=document.url if document.url and is_web_address(document.url) else None,
            paths=material.places.get(document.id, (document.path,)),
            copies=tuple(titles.get(copy, copy) for copy in sorted(copies[document.id])),
            versions=material.versions.get(document.id, 1),
            lines=tuple(quoted.get(document.id, ())),
        )
