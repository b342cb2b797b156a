"""An act found in a sentence, before date, attribution and ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.framing import Frame
from detente.coding.participants import Found
from detente.records import EventType, Status

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Draft:
    """An act found in a sentence, before date, attribution and ids.

    Attributes:
        act_object: Head of the object where it names an earlier act ("condemned the ruling") and no target is named.
    """

    type: EventType
    mode: str | None
    cameo: str | None
    sources: tuple[Found, ...]
    targets: tuple[Found, ...]
    status: Status
    predicate: Token
    frame: Frame
    reciprocal: bool
    nominal: bool
    act_object: Token | None = None
