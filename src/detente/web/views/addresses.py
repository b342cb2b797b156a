"""Addresses of lists and of the acts behind a value, with the choice about judgements that the page was made with."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from detente.web.case import Case


def address(case: Case, path: str, **parameters: object) -> str:
    """Return the address of a page of this app.

    Args:
        case: Adds `judgements=off` where the page was made without judgements.
        path: Path of the page.
        parameters: Its query; None leaves one out, a list or tuple repeats it, a trailing `_` of a name is dropped.
    """
    pairs: list[tuple[str, str]] = []
    for name, value in parameters.items():
        values = value if isinstance(value, list | tuple) else [value]
        pairs += [(name.rstrip("_"), str(one)) for one in values if one is not None and one != ""]
    if not case.judged:
        pairs.append(("judgements", "off"))
    return path + (f"?{urlencode(pairs)}" if pairs else "")


def dyad_path(a: str, b: str) -> str:
    """Return the path of the page of two countries."""
    return f"/dyads/{a}-{b}"


def acts_address(
    case: Case,
    dyad: tuple[str, str],
    freq: str,
    period: date,
    *,
    direction: str = "both",
    kind: str = "net",
    **more: object,
) -> str:
    """Return the address of the acts in one value of an index.

    Args:
        case: The case.
        dyad: The two countries.
        freq: Length of the period.
        period: Its first day.
        direction: `both`, or `KOR-JPN` for what South Korea does to Japan.
        kind: `cooperation`, `conflict` or `net`.
        more: How the index is measured, where not in the usual way: `scale`, `window`, `half_life`.
    """
    path = f"{dyad_path(*dyad)}/acts"
    return address(case, path, freq=freq, period=period.isoformat(), direction=direction, kind=kind, **more)
