"""How a brief was made, in terms that a reader can check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import version

from detente.briefs import wording
from detente.briefs.material import Material
from detente.briefs.records import Line, Method
from detente.store import Run

_TERMS = (
    ("Act", "One act of one side on the other, read out of a sentence; several reports of it are one line."),
    ("Type", "PLOVER's class of the act, with its mode; the CAMEO code stands beside it."),
    (
        "Cooperation and conflict",
        "Sums of the positive and of the negative scores of acts that happened, go on, or are threats uttered; "
        "conflict is zero or less. Of several reports of an act the most confident one gives the score.",
    ),
    (
        "Both directions",
        "An act without a direction, such as a meeting, counts once in each direction and once in both.",
    ),
    (
        "Who counts",
        "Governments, armed forces, courts, legislatures, police, intelligence services and international "
        "organisations act for their state; firms, media, parties and crowds do not.",
    ),
    (
        "Independent publishers",
        "The least number of publishers that the reports can be from; of copies of one text only the first counts.",
    ),
    ("Claimed by one side only", "Every report says that one of the two sides asserts the act."),
    ("Confidence", "The coder's probability that the two sides, the type and the status are all right."),
    ("Dates", "As the text gives them; a date that is not known stays so, with its bounds."),
)


def method(material: Material, lines: Iterable[Line]) -> Method:
    """Return the definitions behind the numbers, the scale, and the versions that made them."""
    scales = {report.event.scale for line in lines for report in line.reports if report.event.scale}
    scale = wording.listing(sorted(scales)) or "none of the acts has a score"
    return Method((*_TERMS, ("Scale of the scores", scale), ("Made by", _versions(material.runs))))


def _versions(runs: Sequence[Run]) -> str:
    """Name détente and, where a store recorded them, the models and tables of the latest run that had any."""
    parts = [f"détente {version('detente')}"]
    latest = next((run for run in reversed(runs) if run.models or run.tables), None)
    if latest:
        parts[0] = f"détente {latest.code}"
        parts += [f"{name} {one}" for name, one in sorted({**latest.models, **latest.tables}.items())]
    return ", ".join(parts)
