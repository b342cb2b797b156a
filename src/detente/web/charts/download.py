"""Charts as files: PNG and SVG with real colours, the table as CSV, the specification as JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from io import StringIO
from typing import Final, Literal, get_args

from fastapi import HTTPException, Request, Response

from detente.web.charts import svg
from detente.web.charts.records import Chart, Table

Format = Literal["png", "svg", "csv", "json"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
_TYPES: Final[dict[Format, str]] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
# What a spreadsheet takes for a formula at the start of a cell.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def respond(request: Request, charts: Iterable[Chart]) -> Response | None:
    """Return the download that `?chart=ID&format=FORMAT` asks for, or None where the page itself is wanted.

    Args:
        request: The request of the page.
        charts: The charts of the page.

    Raises:
        HTTPException: 404 where the page has no such chart, or nothing of it can be drawn; 400 for an unknown format.
    """
    wanted = request.query_params.get("chart")
    if wanted is None:
        return None
    form = next((one for one in FORMATS if one == request.query_params.get("format", "svg")), None)
    if form is None:
        raise HTTPException(400, f"A chart is a file of {', '.join(FORMATS)}.")
    chart = next((one for one in charts if one.id == wanted), None)
    if chart is None:
        raise HTTPException(404, "This page has no such chart.")
    content = _content(chart, form)
    if content is None:
        raise HTTPException(404, chart.note or "There is not enough to draw.")
    headers = {"Content-Disposition": f'attachment; filename="detente-{chart.id}.{form}"'}
    return Response(content, media_type=_TYPES[form], headers=headers)


def to_csv(table: Table) -> str:
    """Return a table as CSV; words that a spreadsheet would take for a formula begin with an apostrophe."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_harmless(column) for column in table.columns])
    for row in table.rows:
        writer.writerow([cell.text.replace("−", "-") if cell.number else _harmless(cell.text) for cell in row])
    return out.getvalue()


def _content(chart: Chart, form: Format) -> str | bytes | None:
    if form == "csv":
        return to_csv(chart.table)
    if chart.spec is None:
        return None
    if form == "json":
        return json.dumps(chart.spec, ensure_ascii=False, indent=1)
    return svg.png(chart.spec) if form == "png" else svg.standalone(chart.spec)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
