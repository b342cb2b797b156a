"""Reading the tables of actors: the shipped CSV files and a user's own rows in YAML or CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from detente.actors.cells import Row
from detente.actors.tables import (
    Body,
    Calque,
    City,
    FixedName,
    Leader,
    Membership,
    Office,
    Organisation,
    Person,
    Role,
    Seat,
    StateName,
    Tables,
    Tenure,
    Thing,
)  # fmt: skip
from detente.errors import TableError

DATA = Path(__file__).resolve().parents[1] / "data" / "actors"

OFFICE_KINDS = frozenset(
    "head_of_state head_of_government deputy_head_of_government foreign_minister defence_minister interior_minister "
    "finance_minister trade_minister security_adviser chief_of_staff spokesperson ambassador speaker party_leader "
    "intelligence_chief central_bank_governor supreme_leader commander envoy other".split()
)
STATE_KINDS = frozenset("name short_name former_name adjective demonym capital seat nickname".split())
FIXED_KINDS = frozenset("block actor given_name surname word".split())
ROLE_KINDS = frozenset("title body qualifier noun private".split())


def load(extra: Sequence[Path] = (), root: Path = DATA) -> Tables:
    """Load every table under `root`, then the rows of `extra`, which add to them or override rows of the same key.

    Args:
        extra: YAML or CSV files of the user, in order.
        root: Folder of the shipped tables.

    Raises:
        TableError: On the first row that does not fit; the message names file, line and column.
    """
    tables = Tables()
    for path in sorted(root.rglob("*.csv")):
        name = _table_of(path, root)
        if name is not None:
            for row in _csv_rows(path, str(path.relative_to(root))):
                READERS[name](tables, row)
    for path in extra:
        for name, row in _user_rows(path):
            READERS[name](tables, row)
    if extra and (problems := check(tables)):
        raise TableError(problems[0])
    return tables


@cache
def load_states() -> tuple[StateName, ...]:
    """Return the shipped names of states alone, for those who need no more."""
    tables = Tables()
    for row in _csv_rows(DATA / "states" / "names.csv", "states/names.csv"):
        _state(tables, row)
    return tuple(tables.states.values())


def _table_of(path: Path, root: Path) -> str | None:
    """Return the table that a shipped file belongs to: its folder, or its stem at the top."""
    parts = path.relative_to(root).parts
    name = {"fixed_names": "fixed", "agents": "roles"}.get(path.stem, path.stem) if len(parts) == 1 else parts[0]
    return name if name in READERS else None


def _csv_rows(path: Path, shown: str) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            header = next(reader, [])
            columns = {name: index for index, name in enumerate(header)}
            for values in reader:
                if len(values) > len(header):
                    raise TableError(
                        f"{shown}:{reader.line_num}: {len(values)} cells under {len(header)} columns; "
                        "quote cells that hold a comma"
                    )
                if any(values):
                    yield Row(shown, reader.line_num, columns, values)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{shown}: cannot be read: {error}") from error


def _user_rows(path: Path) -> Iterator[tuple[str, Row]]:
    """Yield a user's rows with their table.

    A YAML file maps table names to lists of rows. A CSV file holds rows of one table, known by its file name
    (`people.csv`), or names the table of each row in a column `table`.
    """
    if path.suffix.lower() in {".yaml", ".yml"}:
        yield from _yaml_rows(path)
        return
    for row in _csv_rows(path, str(path)):
        name = row.maybe("table") or path.stem
        if name not in READERS:
            raise row.fail("table", f"{name!r} is no table; tables are {', '.join(sorted(READERS))}")
        yield name, row


def _yaml_rows(path: Path) -> Iterator[tuple[str, Row]]:
    import yaml  # noqa: PLC0415 - only a user's own file needs it

    try:
        loaded = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise TableError(f"{path}: cannot be read: {error}") from error
    if loaded is None:
        return
    if not isinstance(loaded, yaml.MappingNode):
        raise TableError(f"{path}:1: expected a mapping of table names to lists of rows")
    for key, rows in loaded.value:
        line = key.start_mark.line + 1
        if key.value not in READERS:
            raise TableError(f"{path}:{line}: {key.value!r} is no table; tables are {', '.join(sorted(READERS))}")
        if not isinstance(rows, yaml.SequenceNode):
            raise TableError(f"{path}:{line}: expected a list of rows under {key.value!r}")
        for item in rows.value:
            if not isinstance(item, yaml.MappingNode):
                raise TableError(f"{path}:{item.start_mark.line + 1}: expected a row of columns and values")
            cells = {name.value: _cell(value) for name, value in item.value}
            columns = {name: index for index, name in enumerate(cells)}
            yield key.value, Row(str(path), item.start_mark.line + 1, columns, list(cells.values()))


def _cell(node: Any) -> str:
    """Return a YAML node as a cell: a list joined by `|`, null as empty."""
    if isinstance(node.value, list):
        return "|".join(_cell(item) for item in node.value)
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _person(tables: Tables, row: Row) -> None:
    tables.people[row.text("id")] = Person(
        row.text("id"), row.text("name"), row.maybe("family"), row.maybe("given"), row.many("native"),
        row.maybe("han"), row.many("aliases"), row.country(),
    )  # fmt: skip


def _tenure(tables: Tables, row: Row) -> None:
    person, office = row.text("person"), row.text("office")
    tables.tenures[person, office, row.cell("start")] = Tenure(person, office, row.valid(), f"{row.path}:{row.line}")


def _office(tables: Tables, row: Row) -> None:
    tables.offices[row.text("id")] = Office(
        row.text("id"), row.country(), row.one_of("kind", OFFICE_KINDS), row.text("title"), row.many("aliases"),
        row.sector(), row.maybe("body"), row.valid(),
    )  # fmt: skip


def _body(tables: Tables, row: Row) -> None:
    tables.bodies[row.text("id")] = Body(
        row.text("id"), row.text("name"), row.country(), row.sector(), row.text("kind"), row.many("aliases"),
        row.many("native"), row.valid(),
    )  # fmt: skip


def _organisation(tables: Tables, row: Row) -> None:
    tables.organisations[row.text("id")] = Organisation(
        row.text("id"), row.text("name"), row.text("code"), row.many("aliases"), row.text("kind"), row.valid()
    )


def _membership(tables: Tables, row: Row) -> None:
    organisation, country = row.text("organisation"), row.country()
    if country is None:
        raise row.fail("country", "is empty")
    key = (organisation, country, row.cell("start"))
    tables.memberships[key] = Membership(organisation, country, row.valid())


def _thing(tables: Tables, row: Row) -> None:
    tables.things[row.text("id")] = Thing(
        row.text("id"), row.text("name"), row.text("kind"), row.many("aliases"), row.many("parties")
    )


def _calque(tables: Tables, row: Row) -> None:
    form, language = row.text("form"), row.cell("language")
    tables.calques[form, language] = Calque(form, language, row.text("means"), row.cell("reason"))


def _state(tables: Tables, row: Row) -> None:
    country, form = row.country(), row.text("form")
    if country is None:
        raise row.fail("country", "is empty")
    kind = row.one_of("kind", STATE_KINDS)
    key = (country, form, kind, row.cell("start"))
    tables.states[key] = StateName(country, form, kind, row.valid(), row.many("note"))


def _fixed(tables: Tables, row: Row) -> None:
    form, kind = row.text("form"), row.one_of("kind", FIXED_KINDS)
    tables.fixed[form, kind] = FixedName(form, kind, row.country(), row.sector(), row.cell("means"))


def _role(tables: Tables, row: Row) -> None:
    office = row.maybe("office")
    for kind in row.many("office"):
        if kind not in OFFICE_KINDS:
            raise row.fail("office", f"{kind!r} is none of {', '.join(sorted(OFFICE_KINDS))}")
    role = row.one_of("kind", ROLE_KINDS)
    for form in (row.text("form"), *row.many("forms")):
        tables.roles[form.lower(), role] = Role(form.lower(), role, row.sector(), office)


def _leader(tables: Tables, row: Row) -> None:
    country = row.country()
    if country is None:
        raise row.fail("country", "is empty")
    office = row.one_of("office", OFFICE_KINDS) if row.maybe("office") else None
    tables.leaders[country, row.cell("start")] = Leader(country, office, row.valid())


def _seat(tables: Tables, row: Row) -> None:
    tables.seats[row.text("form")] = Seat(row.text("form"), row.text("office"))


def _city(tables: Tables, row: Row) -> None:
    country = row.country()
    if country is None:
        raise row.fail("country", "is empty")
    for form in row.many("forms"):
        tables.cities[country, form] = City(country, form)


READERS: dict[str, Callable[[Tables, Row], None]] = {
    "people": _person, "tenures": _tenure, "offices": _office, "bodies": _body, "organisations": _organisation,
    "memberships": _membership, "things": _thing, "calques": _calque, "states": _state, "fixed": _fixed,
    "roles": _role, "seats": _seat, "cities": _city, "leaders": _leader,
}  # fmt: skip


def check(tables: Tables) -> list[str]:
    """Return what does not fit together across tables, one sentence each: dangling ids, offices held before they began."""
    problems = []
    for tenure in tables.tenures.values():
        if tenure.person not in tables.people:
            problems.append(f"{tenure.where}: no person {tenure.person!r}")
        if tenure.office not in tables.offices:
            problems.append(f"{tenure.where}: no office {tenure.office!r}")
    for membership in tables.memberships.values():
        if membership.organisation not in tables.organisations:
            problems.append(f"memberships: no organisation {membership.organisation!r}")
    for office in tables.offices.values():
        if office.body and office.body not in tables.bodies and office.body not in tables.organisations:
            problems.append(f"offices: {office.id}: no body {office.body!r}")
    for seat in tables.seats.values():
        if seat.office not in tables.offices:
            problems.append(f"seats: {seat.form}: no office {seat.office!r}")
    for calque in tables.calques.values():
        known = (tables.things, tables.bodies, tables.people, tables.organisations, tables.offices)
        if not any(calque.means in table for table in known) and not calque.means.isupper():
            problems.append(f"calques: {calque.form!r} means {calque.means!r}, which no table holds")
    return problems
