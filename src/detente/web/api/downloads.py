"""Tables to take away: CSV and Parquet, written and sent a few thousand rows at a time."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Annotated, Any, Literal

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from fastapi import Path, Request
from fastapi.responses import Response, StreamingResponse

from detente.web.api.route import has
from detente.web.case import Case

Form = Annotated[Literal["csv", "parquet"], Path(description="Kind of file.", examples=["csv"])]
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}
# What the OpenAPI document says a download answers with.
RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The table: CSV in UTF-8 with a header line, or Parquet.",
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/vnd.apache.parquet": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
# Rows read, written and sent together.
BATCH = 2000

Row = Mapping[str, Any]


def download(
    request: Request, case: Case, form: str, name: str, schema: pa.Schema, batches: Iterable[Sequence[Row]]
) -> Response:
    """Return a table as a file, written while it is sent; 304 without it where the asker has this version of the store.

    Args:
        request: May say which version the asker has.
        case: The case that the rows come from.
        form: "csv" or "parquet".
        name: Name of the file without its ending.
        schema: Its columns.
        batches: Rows, some at a time. Each batch may be asked for by another thread, so that the iterator must not keep a
            connection to the store between them.
    """
    tag = f'W/"{hashlib.blake2b(f"{case.version} {request.url}".encode(), digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    write = _csv if form == "csv" else _parquet
    headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    # Made before the answer begins, so that what fails at once is told as a problem.
    chunks = write(schema, batches)
    first = next(chunks)
    return StreamingResponse(chain([first], chunks), media_type=MEDIA_TYPES[form], headers=headers)


def frame_download(request: Request, form: str, name: str, frame: pl.DataFrame) -> Response:
    """Return a frame as a file; small enough to be written at once."""
    buffer = io.BytesIO()
    if form == "csv":
        frame.write_csv(buffer)
    else:
        frame.write_parquet(buffer)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(buffer.getvalue(), media_type=MEDIA_TYPES[form], headers=headers)


def joined(values: Iterable[str | None]) -> str:
    """Return several values as one cell, with semicolons between; what is not known is left out."""
    return "; ".join(value for value in values if value is not None)


def _csv(schema: pa.Schema, batches: Iterable[Sequence[Row]]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")  # as RFC 4180 has it
    writer.writerow(schema.names)
    for batch in batches:
        writer.writerows([_cell(row[name]) for name in schema.names] for row in batch)
        yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    """Return a value as a cell that no spreadsheet takes for a formula: hostile texts could begin with one."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


class _Sink(io.RawIOBase):
    """Keeps what is written until it is taken."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(self._pieces[-1])

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def _parquet(schema: pa.Schema, batches: Iterable[Sequence[Row]]) -> Iterator[bytes]:
    sink = _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, "w"), schema, compression="zstd") as writer:
        for batch in batches:
            if batch:
                writer.write_table(pa.Table.from_pylist(list(batch), schema))
                yield sink.take()
    yield sink.take()
