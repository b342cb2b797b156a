"""Reads event files in batches of text columns: plain, gzipped or in zip archives, with or without a header, Parquet too.

A line that does not fit is named and left out; nothing else is judged here.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from detente.errors import ReadError
from detente.measuring.formats.base import Format, heading

# Bytes of a file in memory at once; some tens of thousands of lines.
_BLOCK: Final = 16 * 1024 * 1024
_ROWS: Final = 50_000
# A plain file without quotation marks is cut into pieces of this size, which several workers can take.
_PIECE: Final = 128 * 1024 * 1024
_LONGEST_FIELD: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file that is read by itself.

    Attributes:
        member: Name in a zip archive, else None.
        start, end: First byte and the byte after the last; None to the end. A piece begins at the first line that begins
            in it and ends with the last.
        line: Number of the first line that begins in it.
    """

    path: Path
    member: str | None = None
    start: int = 0
    end: int | None = None
    line: int = 1

    @property
    def name(self) -> str:
        """The file's name, with that of the member of an archive."""
        return self.path.name if self.member is None else f"{self.path.name}/{self.member}"


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that does not fit."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows as text, with the columns `file` and `line`, and the lines beside them that do not fit."""

    frame: pl.DataFrame
    broken: tuple[Broken, ...] = ()


def pieces(path: Path, form: Format) -> list[Piece]:
    """Return the parts of a file that can be read side by side.

    Raises:
        ReadError: If there is no such file, or it is an archive that cannot be opened or holds nothing.
    """
    if not path.is_file():
        raise ReadError(str(path), "is no file")
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir() and "__MACOSX" not in info.filename]
        if not members:
            raise ReadError(str(path), "holds no file")
        if any(info.flag_bits & 1 for info in members):
            raise ReadError(str(path), "is encrypted", "unpack it first")
        return [Piece(path, info.filename) for info in members]
    if form.quoted or path.suffix in {".gz", ".parquet"} or path.stat().st_size <= _PIECE * 3 // 2:
        return [Piece(path)]
    return list(_cut(path))


def _cut(path: Path) -> Iterator[Piece]:
    """Cut a plain file after the line that passes each multiple of the size of a piece, and count lines."""
    size = path.stat().st_size
    start, line = 0, 1
    with path.open("rb") as stream:
        while start < size:
            lines, end = 0, start
            while end < min(start + _PIECE, size):
                block = stream.read(min(_BLOCK, start + _PIECE - end))
                lines += block.count(b"\n")
                end += len(block)
            rest = stream.readline()
            end += len(rest)
            lines += rest.count(b"\n")
            yield Piece(path, None, start, end, line)
            start, line = end, line + lines


def batches(piece: Piece, form: Format) -> Iterator[Batch]:
    """Yield the rows of a piece as text, in order.

    Raises:
        ReadError: If the file is none of the format, or cannot be unpacked; it names the line where that is known.
    """
    if piece.path.suffix == ".parquet":
        yield from _parquet(piece, form)
        return
    try:
        with _opened(piece) as stream:
            first = _head(piece) if piece.start else stream.readline()
            separator = form.separator or _separator(first)
            columns, is_header = _columns(piece, form, first, separator)
            body = io.BytesIO(b"" if is_header or piece.start else first)
            line = piece.line + (1 if is_header and not piece.start else 0)
            length = None if piece.end is None else piece.end - piece.start - (len(first) if not piece.start else 0)
            if form.quoted:
                yield from _records(_joined(body, stream), columns, separator, piece.name, line)
            else:
                yield from _lines(_blocks(body, stream, length), columns, separator, piece.name, line)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise ReadError(piece.name, f"cannot be read to its end ({error})", "fetch it again") from error


@contextmanager
def _opened(piece: Piece) -> Iterator[IO[bytes]]:
    if piece.member is not None:
        with zipfile.ZipFile(piece.path) as archive, archive.open(piece.member) as stream:
            yield stream
    elif piece.path.suffix == ".gz":
        with gzip.open(piece.path) as unpacked:
            yield cast(IO[bytes], unpacked)
    else:
        with piece.path.open("rb") as stream:
            stream.seek(piece.start)
            yield stream


def _head(piece: Piece) -> bytes:
    with piece.path.open("rb") as stream:
        return stream.readline()


def _separator(first: bytes) -> str:
    """Return what stands most often in the first line of the three separators in use."""
    return max("\t,;", key=lambda one: first.count(one.encode()))


def _columns(piece: Piece, form: Format, first: bytes, separator: str) -> tuple[list[str], bool]:
    """Return the columns of a file, and whether its first line is a header."""
    fields = next(csv.reader([_decoded(first)], delimiter=separator), [])
    names = heading(fields)
    known = set(form.required) if form.required else set()
    if known and known <= set(names):
        return names, True
    if not known and form.layouts and len(set(names) & {n for layout in form.layouts.values() for n in layout}) > 3:
        return names, True
    if "globaleventid" in names:
        return list(_layout(piece, form, len(names))), True
    if form.layouts:
        return list(_layout(piece, form, len(fields))), False
    lacking = ", ".join(sorted(known - set(names)))
    raise ReadError(f"{piece.name}:1", f"is no {form.name} file: the columns {lacking} are missing")


def _layout(piece: Piece, form: Format, fields: int) -> tuple[str, ...]:
    if fields not in form.layouts:
        numbers = " or ".join(map(str, sorted(form.layouts)))
        raise ReadError(f"{piece.name}:1", f"is no {form.name} file: {fields} columns in place of {numbers}")
    return form.layouts[fields]


def _joined(body: IO[bytes], stream: IO[bytes]) -> Iterator[bytes]:
    yield from body
    yield from stream


def _blocks(body: IO[bytes], stream: IO[bytes], length: int | None) -> Iterator[bytes]:
    """Yield blocks that end with a line's end, except the last."""
    rest = body.read()
    left = length
    while left is None or left > 0:
        block = stream.read(_BLOCK if left is None else min(_BLOCK, left))
        if not block:
            break
        left = None if left is None else left - len(block)
        cut = block.rfind(b"\n") + 1
        if cut:
            yield rest + block[:cut]
            rest = block[cut:]
        else:
            rest += block
    if rest:
        yield rest


def _lines(blocks: Iterable[bytes], columns: list[str], separator: str, file: str, line: int) -> Iterator[Batch]:
    """Yield batches of a file in which a line is a row."""
    code = ord(separator)
    for raw in blocks:
        block = _clean(raw if raw.endswith(b"\n") else raw + b"\n")
        data = np.frombuffer(block, dtype=np.uint8)
        ends = np.flatnonzero(data == ord("\n"))
        marks = np.searchsorted(np.flatnonzero(data == code), ends)
        found = np.diff(marks, prepend=0) + 1
        lengths = np.diff(ends, prepend=-1) - 1
        good = (found == len(columns)) & (lengths > 0)
        numbers = np.arange(line, line + len(ends), dtype=np.uint32)
        line += len(ends)
        broken: tuple[Broken, ...] = ()
        if not good.all():
            bad = np.flatnonzero(~good & (lengths > 0))
            broken = tuple(Broken(file, int(numbers[i]), f"{found[i]} fields in place of {len(columns)}") for i in bad)
            starts = np.concatenate(([0], ends[:-1] + 1))
            block = b"".join(block[starts[i] : ends[i] + 1] for i in np.flatnonzero(good))
        if not good.any():
            yield Batch(_empty(columns), broken)
            continue
        frame = pl.read_csv(
            block,
            separator=separator,
            has_header=False,
            new_columns=columns,
            quote_char=None,
            infer_schema=False,
        )
        if b'"' in block:
            frame = frame.with_columns(_unquoted(name) for name in columns)
        yield Batch(frame.with_columns(pl.lit(file).alias("file"), pl.Series("line", numbers[good])), broken)


def _unquoted(name: str) -> pl.Expr:
    """Take off the quotation marks around a field, which some exports of tab-separated files have."""
    column = pl.col(name)
    quoted = column.str.starts_with('"') & column.str.ends_with('"') & (column.str.len_bytes() > 1)
    return pl.when(quoted).then(column.str.slice(1, column.str.len_chars().cast(pl.Int64) - 2)).otherwise(column)


def _records(lines: Iterable[bytes], columns: list[str], separator: str, file: str, line: int) -> Iterator[Batch]:
    """Yield batches of a file whose fields may stand in quotation marks."""
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader((_decoded(one).replace("\0", "") for one in lines), delimiter=separator)
    rows: list[list[str]] = []
    numbers: list[int] = []
    broken: list[Broken] = []
    last = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            broken.append(Broken(file, line + last, str(error)))
            last = reader.line_num
            continue
        if row is None or len(rows) == _ROWS:
            yield Batch(_frame(rows, columns, file, numbers), tuple(broken))
            rows, numbers, broken = [], [], []
        if row is None:
            return
        if len(row) == len(columns):
            rows.append(row)
            numbers.append(line + last)
        elif row:
            broken.append(Broken(file, line + last, f"{len(row)} fields in place of {len(columns)}"))
        last = reader.line_num


def _parquet(piece: Piece, form: Format) -> Iterator[Batch]:
    try:
        with pq.ParquetFile(piece.path) as parquet:
            names = heading(parquet.schema_arrow.names)
            lacking = set(form.required) - set(names)
            if form.required and lacking:
                raise ReadError(
                    piece.name, f"is no {form.name} file: the columns {', '.join(sorted(lacking))} are missing"
                )
            line = 1
            for batch in parquet.iter_batches(_ROWS):
                frame = pl.DataFrame(pl.from_arrow(batch)).rename(dict(zip(batch.schema.names, names, strict=True)))
                numbers = pl.int_range(line, line + frame.height, dtype=pl.UInt32, eager=True)
                line += frame.height
                yield Batch(
                    frame.with_columns(pl.all().cast(pl.String)).with_columns(
                        pl.lit(piece.name).alias("file"), numbers.alias("line")
                    )
                )
    except (pa.ArrowInvalid, OSError) as error:
        raise ReadError(piece.name, "is no Parquet file") from error


def _frame(rows: list[list[str]], columns: list[str], file: str, numbers: list[int]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row") if rows else _empty(columns)
    lines = pl.Series("line", numbers, dtype=pl.UInt32)
    return frame.drop("file", "line", strict=False).with_columns(pl.lit(file).alias("file"), lines)


def _empty(columns: list[str]) -> pl.DataFrame:
    kinds: dict[str, type[pl.DataType]] = dict.fromkeys([*columns, "file"], pl.String)
    return pl.DataFrame(schema={**kinds, "line": pl.UInt32})


def _clean(block: bytes) -> bytes:
    """Return a block as UTF-8; a line that is none is taken for Windows-1252, which older files were written in."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
    try:
        block.decode()
    except UnicodeDecodeError:
        return b"".join(_decoded(one).encode() for one in block.splitlines(keepends=True))
    return block


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
