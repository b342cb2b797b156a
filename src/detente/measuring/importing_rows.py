"""Makes rows of the event table out of a data set's rows, and says of every row that it drops why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from detente.coding.ontology import intensity, modes_of
from detente.measuring.cameo import act_of, is_cameo, quad_number, repaired
from detente.measuring.country_codes import from_gdelt
from detente.measuring.formats.base import Format, complete
from detente.measuring.parties import Named, Parties, Party
from detente.measuring.successors import former_by_name
from detente.measuring.table import SCHEMA
from detente.records import EVENT_TYPES, STATE_SECTORS, EventType

_DATES: Final = ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%d-%B-%Y", "%d-%b-%Y", "%Y/%m/%d", "%m/%d/%Y")
# Columns of the rows that were left out.
DROPPED: Final = {"file": pl.String, "line": pl.UInt32, "id": pl.String, "reason": pl.String, "value": pl.String}
_TYPES: Final[dict[str, EventType]] = {kind: kind for kind in EVENT_TYPES}
_SIDES: Final = ("source", "target")
_KEY: Final = ("name", "place", "roles")
_PARTY: Final = {
    "country": pl.String,
    "former": pl.String,
    "cow": pl.Int16,
    "gw": pl.Int16,
    "sector": pl.String,
    "how": pl.String,
}
# Columns beside those of the table that the later steps need: hashes of the id and of the whole row.
HASHES: Final[dict[str, pl.DataType]] = {"id_hash": pl.UInt64(), "row_hash": pl.UInt64()}


@dataclass(frozen=True, slots=True)
class Made:
    """Rows of the event table, with `HASHES`; the rows that were dropped, by file, line, id, reason and value; counts."""

    rows: pl.DataFrame
    dropped: pl.DataFrame
    counts: Counter[str] = field(default_factory=Counter)


def table_rows(batch: pl.DataFrame, form: Format, parties: Parties) -> Made:
    """Return the rows of the event table that a batch of a data set's rows makes.

    Args:
        batch: Text columns of the data set, with `file` and `line`.
        form: The data set.
        parties: Knows whose actors names are.
    """
    counts: Counter[str] = Counter(read=batch.height)
    raw = complete(form.rows(batch))
    # The whole row as it was read, without its id: two of the same are one row that was written twice.
    ids = _id_columns(batch)
    whole = batch.drop("file", "line", *ids).hash_rows()
    if raw.height == batch.height:
        raw = raw.with_columns(row_hash=whole)
    else:
        raw = raw.with_columns(row_hash=raw.drop("file", "line", "id").hash_rows())
        counts["made of rows with several countries"] = raw.height - batch.height
    raw = raw.with_columns(id=pl.coalesce("id", pl.concat_str(["file", "line"], separator=":")))
    raw = raw.with_columns(id_hash=pl.col("id").hash())
    dated = _dated(raw)
    coded, numbers = _coded(dated, form)
    counts["codes that were numbers"] = numbers
    good, dropped = _parted(coded)
    rows = _with_parties(good, parties, counts)
    rows = rows.with_columns(_place(rows["place"], form, parties).alias("place_country"))
    rows = _mirrored(_finished(rows, form))
    counts["undirected acts written both ways"] = rows.height - good.height
    return Made(rows, dropped, counts)


def _id_columns(batch: pl.DataFrame) -> list[str]:
    names = ("event_id", "id", "eid", "event_id_cnty", "data_id", "event_id_no_cnty")
    return [name for name in names if name in batch.columns]


def _dated(raw: pl.DataFrame) -> pl.DataFrame:
    first, last = _day("date"), _day("date_end")
    middle = pl.col("day")
    end = pl.coalesce(pl.col("last"), middle)
    week, month = pl.col("span") == "week", pl.col("span") == "month"
    raw = raw.with_columns(day=first, last=last, said=_day("reported"))
    raw = raw.with_columns(
        day=pl.when(week).then(middle.dt.offset_by("-3d")).when(month).then(middle.dt.month_start()).otherwise(middle),
        last=pl.when(week).then(middle.dt.offset_by("3d")).when(month).then(middle.dt.month_end()).otherwise(end),
    )
    precision = (
        pl.when(month)
        .then(pl.lit("month"))
        .when(pl.col("day") == pl.col("last"))
        .then(pl.lit("day"))
        .otherwise(pl.lit("range"))
    )
    reason = (
        pl.when(pl.col("date").is_null())
        .then(pl.lit("no date"))
        .when(pl.col("day").is_null() | (pl.col("date_end").is_not_null() & pl.col("last").is_null()))
        .then(pl.lit("impossible date"))
        .when(pl.col("last") < pl.col("day"))
        .then(pl.lit("impossible date"))
        .when(pl.col("day") > pl.col("said"))
        .then(pl.lit("date after the report"))
    )
    return raw.with_columns(precision=precision, reason=reason, value=pl.col("date"))


def _day(name: str) -> pl.Expr:
    """Return a column of dates in any of the spellings of the data sets; null where it is no date of the calendar."""
    # A time of day after the date tells nothing that the table keeps.
    written = pl.col(name).str.replace(r"^(\d{4}-\d{2}-\d{2})[T ].*$", "$1")
    found = [written.str.to_date(form, strict=False, exact=True) for form in _DATES]
    day = pl.coalesce(found)
    # A year of two figures is read as one of the first century.
    return pl.when(day.dt.year() >= 1000).then(day)


def _coded(raw: pl.DataFrame, form: Format) -> tuple[pl.DataFrame, int]:
    """Add what the codes mean; return the number of codes that had lost their noughts."""
    keys = raw.select("cameo", "type", "mode").unique()
    rows = [_act(*row) for row in keys.iter_rows()]
    kinds = {
        "code": pl.String,
        "plover_type": pl.String,
        "plover_mode": pl.String,
        "quad": pl.UInt8,
        "plover": pl.Float64,
        "goldstein_icews": pl.Float64,
        "goldstein_phoenix": pl.Float64,
        "code_reason": pl.String,
        "repaired": pl.Boolean,
    }
    meanings = keys.hstack(pl.DataFrame(rows, schema=kinds, orient="row"))
    joined = raw.join(meanings, on=["cameo", "type", "mode"], how="left", nulls_equal=True, maintain_order="left")
    if not form.untyped:
        lost = pl.col("cameo").is_null() & pl.col("type").is_null()
        joined = joined.with_columns(code_reason=pl.when(lost).then(pl.lit("no code")).otherwise("code_reason"))
    wrong = pl.col("reason").is_null() & pl.col("code_reason").is_not_null()
    joined = joined.with_columns(
        reason=pl.coalesce("reason", "code_reason"),
        value=pl.when(wrong).then(pl.coalesce("cameo", "type")).otherwise(pl.col("value")),
    )
    return joined, int(joined.filter(pl.col("reason").is_null())["repaired"].sum())


def _act(cameo: str | None, kind: str | None, mode: str | None) -> tuple[object, ...]:
    """Return what a code or a PLOVER type means, why it is none, and whether its noughts had to be put back."""
    if cameo is not None:
        code = cameo if is_cameo(cameo) and (len(cameo) > 2 or cameo.startswith("0")) else repaired(cameo)
        if code is None:
            return None, None, None, None, None, None, None, "broken code", False
        act = act_of(code)
        scores = (act.plover, act.goldstein_icews, act.goldstein_phoenix)
        return code, act.type, act.mode, act.quad, *scores, None, code != cameo
    if kind is None:
        return None, None, None, None, None, None, None, None, False
    if kind not in _TYPES:
        return None, None, None, None, None, None, None, "broken code", False
    known = _TYPES[kind]
    kept = mode if mode in modes_of(known) else None
    return None, known, kept, quad_number(known), intensity(known, kept), None, None, None, False


def _parted(raw: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    dropped = raw.filter(pl.col("reason").is_not_null())
    columns = [pl.col(name).cast(kind) for name, kind in DROPPED.items()]
    return raw.filter(pl.col("reason").is_null()), dropped.select(columns)


def _with_parties(rows: pl.DataFrame, parties: Parties, counts: Counter[str]) -> pl.DataFrame:
    for side in _SIDES:
        keys = [f"{side}_{name}" for name in _KEY]
        rows = rows.with_columns(year=pl.col("day").dt.year())
        yearly = rows.select(*keys, "year").unique()
        known = [parties.in_year(Named(*key), year) for *key, year in yearly.iter_rows()]
        found = yearly.with_columns(_party_columns(side, known))
        rows = rows.join(found, on=[*keys, "year"], how="left", nulls_equal=True, maintain_order="left")
        if any(party is None for party in known):
            rows = _by_day(rows, side, keys, parties)
        for how, number in rows[f"{side}_how"].value_counts().iter_rows():
            counts[f"{side} {how}"] += number
    return rows


def _by_day(rows: pl.DataFrame, side: str, keys: list[str], parties: Parties) -> pl.DataFrame:
    """Fill in the sides whose actor changes hands within the year, by their day."""
    names = [f"{side}_{name}" for name in _PARTY]
    open_rows = rows.filter(pl.col(f"{side}_how").is_null()).select(*keys, "day").unique()
    found = open_rows.with_columns(
        _party_columns(side, [parties.on(Named(*key), day) for *key, day in open_rows.iter_rows()])
    )
    joined = rows.join(found, on=[*keys, "day"], how="left", nulls_equal=True, maintain_order="left", suffix="_then")
    return joined.with_columns(pl.coalesce(f"{name}_then", name).alias(name) for name in names).drop(
        f"{name}_then" for name in names
    )


def _party_columns(side: str, known: list[Party | None]) -> list[pl.Series]:
    return [
        pl.Series(f"{side}_{name}", [None if party is None else getattr(party, name) for party in known], dtype=kind)
        for name, kind in _PARTY.items()
    ]


def _place(places: pl.Series, form: Format, parties: Parties) -> pl.Series:
    values = places.unique().to_list()
    found = {place: _country(place, form, parties) for place in values if place is not None}
    return places.replace_strict(found, default=None, return_dtype=pl.String)


def _country(place: str, form: Format, parties: Parties) -> str | None:
    if form.place_scheme == "fips":
        return from_gdelt("fips", place)
    former = former_by_name(place)
    if former is not None:
        return former.counts_for
    return parties.country(place)


def _finished(rows: pl.DataFrame, form: Format) -> pl.DataFrame:
    """Return the columns of the table in their order and kinds, and the hashes."""
    acting = [pl.col(f"{side}_sector").is_in(sorted(STATE_SECTORS)) for side in _SIDES]
    two = pl.col("source_country") != pl.col("target_country")
    made = rows.with_columns(
        pl.lit(form.name).alias("dataset"),
        pl.col("day").alias("date"),
        pl.col("last").alias("date_end"),
        pl.col("plover_type").alias("type"),
        pl.col("plover_mode").alias("mode"),
        pl.col("code").alias("cameo"),
        pl.col("score").cast(pl.Float64, strict=False),
        pl.lit("happened").alias("status"),
        pl.lit(None).alias("confidence"),
        pl.lit(1.0).alias("weight"),
        pl.lit(None).alias("twin_of"),
        (pl.all_horizontal(acting) & two).fill_null(False).alias("counts"),
        pl.col("reports").cast(pl.UInt32, strict=False),
        pl.col("deaths").cast(pl.UInt32, strict=False),
        pl.lit(None).alias("incident"),
    )
    kinds: dict[str, pl.DataType] = {**SCHEMA, **HASHES}
    return made.select(*(pl.col(name).cast(kind) for name, kind in kinds.items()), "undirected")


def _mirrored(rows: pl.DataFrame) -> pl.DataFrame:
    """Write an act without a direction both ways, two rows that point to each other and weigh ½."""
    both = pl.col("undirected").fill_null("") == "yes"
    if not rows.select(both.any()).item():
        return rows.drop("undirected")
    there = rows.filter(both).with_columns(weight=pl.lit(0.5), twin_of=pl.col("id") + ":back")
    swapped = {f"{a}_{name}": f"{b}_{name}" for a, b in (_SIDES, _SIDES[::-1]) for name in _swapped(rows)}
    back = there.with_columns(
        *(pl.col(old).alias(new) for new, old in swapped.items()),
        id=pl.col("id") + ":back",
        twin_of=pl.col("id"),
        # Not a second row of the file: the hashes must differ from those of the first.
        id_hash=pl.col("id_hash") ^ 1,
        row_hash=pl.col("row_hash") ^ 1,
    )
    return pl.concat([rows.filter(~both), there, back]).drop("undirected")


def _swapped(rows: pl.DataFrame) -> list[str]:
    return [name.removeprefix("source_") for name in rows.columns if name.startswith("source_")]
