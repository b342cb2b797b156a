"""The drawings of the page of editions: order as a bump chart, share and tone as small multiples, labels as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import escape

from detente.actors.countries import display_name
from detente.editions.records import Label, Rank, Tone
from detente.export.editions_page import passage_anchor
from detente.records import Span

_COLUMN, _ROW, _LEFT, _RIGHT, _TOP = 92, 30, 24, 150, 34
_SMALL_WIDTH, _SMALL_HEIGHT, _PAD = 220, 96, 18
_MOST_LINES, _HUES = 14, 7


@dataclass(frozen=True, slots=True)
class Cell:
    """A label of a country in one edition, with where its passage is."""

    words: str
    href: str
    warmth: int | None


@dataclass(frozen=True, slots=True)
class LabelTable:
    """What each edition calls each country: a row a country, a column an edition."""

    editions: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]


def label_table(
    labels: Iterable[Label], editions: Sequence[str], link: Callable[[str, Span], str] | None = None
) -> LabelTable:
    """Return the labels by country and edition, the country called most first.

    Args:
        labels: What the editions call the countries.
        editions: Names of the editions, in the order of the columns.
        link: Gives the address of a passage of an edition, by the edition's id; by default its anchor on the same page.
    """
    at = link or _anchor
    cells: dict[str, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    shown: set[str] = set()
    for label in labels:
        cell = Cell(label.words, at(label.edition_id, label.trigger), label.warmth)
        there = cells[label.country][label.edition]
        if all(other.words != cell.words for other in there):
            there.append(cell)
        shown.add(label.edition)
    columns = tuple(name for name in editions if name in shown)
    ordered = sorted(cells, key=lambda country: (-sum(map(len, cells[country].values())), country))
    rows = tuple((display_name(country), tuple(tuple(cells[country][name]) for name in columns)) for country in ordered)
    return LabelTable(columns, rows)


def _anchor(edition_id: str, span: Span) -> str:
    return f"#{passage_anchor(edition_id, span)}"


def bump(ranks: Sequence[Rank], editions: Sequence[str]) -> str:
    """Return the order of the countries over the editions as an SVG drawing; empty without ranks."""
    columns = [name for name in editions if any(rank.edition == name for rank in ranks)]
    by_country: dict[str, dict[str, Rank]] = defaultdict(dict)
    for rank in ranks:
        by_country[rank.country][rank.edition] = rank
    if not columns:
        return ""
    lowest = max(rank.rank for rank in ranks)
    width = _LEFT + _COLUMN * (len(columns) - 1) + _RIGHT
    height = _TOP + _ROW * lowest
    parts = [
        '<svg class="bump" role="img" aria-label="Order of the countries by edition" '
        f'viewBox="0 0 {width} {height}" width="{width}">'
    ]
    for at, name in enumerate(columns):
        parts.append(f'<text class="axis" x="{_LEFT + at * _COLUMN}" y="14" text-anchor="middle">{escape(name)}</text>')
    countries = sorted(by_country, key=lambda code: min(rank.rank for rank in by_country[code].values()))
    for number, country in enumerate(countries):
        parts += _line(country, by_country[country], columns, number % _HUES)
    return "".join([*parts, "</svg>"])


def _line(country: str, ranks: dict[str, Rank], columns: Sequence[str], hue: int) -> Iterator[str]:
    name = display_name(country)
    points = [
        (_LEFT + at * _COLUMN, _TOP + (ranks[column].rank - 0.5) * _ROW, ranks[column])
        for at, column in enumerate(columns)
        if column in ranks
    ]
    yield f'<g class="hue{hue}">'
    # A line joins neighbouring editions only: where one has no such country there is a gap.
    for (x, y, first), (u, v, second) in pairwise(points):
        if columns.index(second.edition) - columns.index(first.edition) == 1:
            yield f'<path d="M{x} {y}C{x + 40} {y} {u - 40} {v} {u} {v}"/>'
    for x, y, rank in points:
        said = f"{name}: {rank.rank} in {rank.edition}"
        yield (
            f'{_link(passage_anchor(rank.edition_id, rank.evidence), said)}<circle cx="{x}" cy="{y}" r="11"/>'
            f'<text class="rank" x="{x}" y="{y + 4}" text-anchor="middle">{rank.rank}</text></a>'
        )
    x, y, _ = points[-1]
    yield f'<text class="name" x="{x + 18}" y="{y + 4}">{escape(name)}</text></g>'


def shares(ranks: Sequence[Rank], editions: Sequence[str]) -> list[str]:
    """Return a small drawing a country: the share of the text that is about it, by edition."""
    values: dict[str, dict[str, tuple[float, str]]] = defaultdict(dict)
    for rank in ranks:
        values[rank.country][rank.edition] = (rank.share, passage_anchor(rank.edition_id, rank.evidence))
    top = max((share for of in values.values() for share, _ in of.values()), default=0.0)
    columns = [name for name in editions if any(name in of for of in values.values())]
    most = sorted(values, key=lambda country: -max(share for share, _ in values[country].values()))[:_MOST_LINES]
    return [_bars(country, values[country], columns, top) for country in most] if top else []


def _bars(country: str, values: dict[str, tuple[float, str]], columns: Sequence[str], top: float) -> str:
    name = display_name(country)
    width = (_SMALL_WIDTH - 2 * _PAD) / max(len(columns), 1)
    floor = _SMALL_HEIGHT - _PAD
    parts = [
        _opening(f"{name}: share of the text by edition"),
        f'<text class="name" x="{_PAD}" y="14">{escape(name)}</text>',
    ]
    for at, column in enumerate(columns):
        if column not in values:
            continue
        share, anchor = values[column]
        height = max(1.0, share / top * (floor - 24))
        said = f"{name}: {share:.1%} in {column}"
        parts.append(
            f'{_link(anchor, said)}<rect x="{_PAD + at * width:.1f}" y="{floor - height:.1f}"'
            f' width="{max(width * 0.8, 1):.1f}" height="{height:.1f}"/></a>'
        )
    return "".join([*parts, _ends(columns), "</svg>"])


def tones(records: Sequence[Tone], editions: Sequence[str]) -> list[str]:
    """Return a small drawing a country: the balance of cooperative and conflictual statements with its interval."""
    values: dict[str, dict[str, Tone]] = defaultdict(dict)
    for tone in records:
        if tone.balance is not None:
            values[tone.country][tone.edition] = tone
    columns = [name for name in editions if any(name in of for of in values.values())]
    most = sorted(values, key=lambda country: -sum(t.cooperative + t.conflictual for t in values[country].values()))
    return [_balances(country, values[country], columns) for country in most[:_MOST_LINES]]


def _balances(country: str, values: dict[str, Tone], columns: Sequence[str]) -> str:
    name = display_name(country)
    step = (_SMALL_WIDTH - 2 * _PAD) / max(len(columns), 1)
    middle, half = 22 + (_SMALL_HEIGHT - _PAD - 22) / 2, (_SMALL_HEIGHT - _PAD - 26) / 2
    parts = [
        _opening(f"{name}: cooperative and conflictual statements by edition"),
        f'<text class="name" x="{_PAD}" y="14">{escape(name)}</text>',
        f'<line class="zero" x1="{_PAD}" x2="{_SMALL_WIDTH - _PAD}" y1="{middle}" y2="{middle}"/>',
    ]
    for at, column in enumerate(columns):
        tone = values.get(column)
        if tone is None or tone.balance is None or tone.low is None or tone.high is None or not tone.statements:
            continue
        x = _PAD + (at + 0.4) * step
        said = (
            f"{name} in {column}: {tone.cooperative} cooperative, {tone.conflictual} conflictual statements; balance "
            f"{tone.balance:+.2f} ({tone.low:+.2f} to {tone.high:+.2f})"
        )
        parts.append(
            f'{_link(passage_anchor(tone.edition_id, tone.statements[0]), said)}<line class="interval" '
            f'x1="{x:.1f}" x2="{x:.1f}" y1="{middle - tone.high * half:.1f}" y2="{middle - tone.low * half:.1f}"/>'
            f'<circle cx="{x:.1f}" cy="{middle - tone.balance * half:.1f}" r="5"/></a>'
        )
    return "".join([*parts, _ends(columns), "</svg>"])


def _link(anchor: str, said: str) -> str:
    return f'<a href="#{escape(anchor)}" aria-label="{escape(said)}"><title>{escape(said)}</title>'


def _opening(said: str) -> str:
    return f'<svg class="small" role="img" aria-label="{escape(said)}" viewBox="0 0 {_SMALL_WIDTH} {_SMALL_HEIGHT}">'


def _ends(columns: Sequence[str]) -> str:
    if not columns:
        return ""
    y = _SMALL_HEIGHT - 4
    first = f'<text class="axis" x="{_PAD}" y="{y}">{escape(columns[0])}</text>'
    last = f'<text class="axis" x="{_SMALL_WIDTH - _PAD}" y="{y}" text-anchor="end">{escape(columns[-1])}</text>'
    return first + (last if len(columns) > 1 else "")
