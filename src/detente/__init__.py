"""Reads what states do to each other, and say about each other, and measures how relations between them move."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.actors import resolve
    from detente.agreements.track import track
    from detente.coding import code
    from detente.editions import compare
    from detente.editions.claims import claims
    from detente.measuring import measure
    from detente.reading import read
    from detente.store import Store

__all__ = ["Store", "claims", "code", "compare", "measure", "read", "resolve", "track"]

# Loaded when first asked for, so that importing détente costs nothing that is not used.
_HOMES = {
    "Store": "detente.store",
    "claims": "detente.editions.claims",
    "code": "detente.coding",
    "compare": "detente.editions",
    "measure": "detente.measuring",
    "read": "detente.reading",
    "resolve": "detente.actors",
    "track": "detente.agreements.track",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
