"""What a chart is made of: a drawing, and the same in a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from detente.web.charts import svg


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words, where they lead to, and whether it is a figure."""

    text: str
    href: str | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The table that says what a chart shows; each row has a cell for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its table.

    Attributes:
        id: Short name, unique on its page: `?chart=ID&format=svg` downloads it.
        title: What it shows, as a heading.
        description: The same in a sentence or two, for those who do not see it.
        spec: Vega-Lite; None where there is not enough to draw, which `note` then says with the number.
        table: The same with the same links.
        note: What has to be known beside it, or None.
    """

    id: str
    title: str
    description: str
    spec: Mapping[str, Any] | None
    table: Table
    note: str | None = None

    @property
    def svg(self) -> Markup | None:
        """The drawing as an element of a page, None where there is none."""
        return None if self.spec is None else svg.inline(self.spec, self.id, self.title, self.description)
