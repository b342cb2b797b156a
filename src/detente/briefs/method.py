"""How a brief was made, in terms that a reader can check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import yaml

from detente.briefs import wording
from detente.briefs.material import Judged, Material
from detente.briefs.parts import Line
from detente.briefs.sections import Method
from detente.store import Run

_TERMS = (
    ("Act", "One act of one side on the other, read out of a sentence; several reports of it are one line."),
    ("Type", "PLOVER’s class of the act, with its mode; the CAMEO code stands beside it."),
    (
        "Cooperation and conflict",
        "Sums of the positive and of the negative scores of acts that happened, go on, or are threats uttered; "
        "conflict is zero or less. Of several reports of an act the most confident one gives the score.",
    ),
    (
        "Level",
        "What the sums are drawn about: a state-space model of cooperation and of conflict, together, with its interval of "
        "90 %. It takes reporting as even over time and shows nothing where there are too few acts.",
    ),
    (
        "Turning point",
        "A month in which relations turned, looking back over the whole series; the probability is that a turn which a "
        "chronicle would name lies within a month of it.",
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
    ("Confidence", "The coder’s probability that the two sides, the type and the status are all right."),
    ("Dates", "As the text gives them; a date that is not known stays so, with its bounds."),
)


def method(material: Material, lines: Iterable[Line], most_read: int) -> Method:
    """Return the definitions behind the numbers, how right they are, what was judged, and the versions that made them."""
    scales = {report.event.scale for line in lines for report in line.reports if report.event.scale}
    scale = wording.listing(sorted(scales)) or "none of the acts has a score"
    return Method(
        (
            *_TERMS,
            (
                "Agreements and official documents",
                "What an edition shows is kept apart from what is reported of it. At most the newest "
                f"{most_read} documents are read for agreements, and as many for reports about editions.",
            ),
            ("Scale of the scores", scale),
            ("Measured accuracy", _accuracy()),
            ("Judgements", _judgements(material.judged)),
            ("Made by", _versions(material.runs)),
        )
    )


@cache
def _measured() -> dict[str, Any]:
    return dict(yaml.safe_load((files("detente.briefs") / "measured.yaml").read_text(encoding="utf-8")))


def _accuracy() -> str:
    """Say how right the coder was when it was measured."""
    found = _measured()
    levels = [
        f"{one['level']}: precision {one['precision']:.2f}, recall {one['recall']:.2f}" for one in found["levels"]
    ]
    return f"On {found['texts']} ({found['command']}): {'; '.join(levels)}. {found['note']}"


def _judgements(judged: Judged | None) -> str:
    if judged is None:
        return "None: the documents were read without a store, which keeps judgements."
    counts = [
        f"{n} {word}"
        for word, n in (
            ("accepted", judged.accepted),
            ("rejected", judged.rejected),
            ("corrected", judged.corrected),
            ("disputed between reviewers", judged.disputed),
        )
        if n
    ]
    if not counts:
        return "No act of the two has been judged by a person." + ("" if judged.applied else " (They were left aside.)")
    told = f"acts of the two judged by people: {wording.listing(counts)}"
    if not judged.applied:
        return f"Not applied: this is the machine’s record alone. There are {told}."
    return f"Applied; {told}. Rejected acts are left out, corrected ones stand as corrected."


def _versions(runs: Sequence[Run]) -> str:
    """Name détente and, where a store recorded them, the models and tables of the latest run that had any."""
    parts = [f"détente {version('detente')}"]
    latest = next((run for run in reversed(runs) if run.models or run.tables), None)
    if latest:
        parts[0] = f"détente {latest.code}"
        parts += [f"{name} {one}" for name, one in sorted({**latest.models, **latest.tables}.items())]
    return ", ".join(parts)
