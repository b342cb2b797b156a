"""What a brief leaves out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from detente.briefs.material import Material, Other
from detente.briefs.names import language_name
from detente.briefs.records import Item, LeftOut, Line
from detente.coding import CODED_LANGUAGES
from detente.records import Skipped

_DUPLICATE = "duplicate of "


def left_out(
    material: Material, shown: Sequence[Line], unsure: Sequence[Line], least_confidence: float, *, outside: int
) -> LeftOut:
    """Name everything that is not in the brief or not in its index.

    Args:
        material: What the brief is made from.
        shown: Lines of the brief.
        unsure: Lines below the least confidence.
        least_confidence: That bound.
        outside: Documents that report the dyad only outside the window of the brief.
    """
    uncoded = [one for one in material.others if one.language not in CODED_LANGUAGES]
    silent = [one for one in material.others if one.language in CODED_LANGUAGES]
    known = {one.path for one in uncoded}
    failed = [one for one in material.skipped if not one.reason.startswith(_DUPLICATE) and one.where not in known]
    duplicates = [one for one in material.skipped if one.reason.startswith(_DUPLICATE)]
    items = [
        Item("Skipped", len(failed), "could not be read or coded", tuple(map(_skipped, failed))),
        Item("Exact duplicates", len(duplicates), "the same content counts once", tuple(map(_skipped, duplicates))),
        Item("Documents in languages that are not coded", len(uncoded), _languages(uncoded), _names(uncoded)),
        Item("Documents without any act of the two", len(silent), "read and coded, but about others", _names(silent)),
        Item("Documents about other times", outside, "all their acts of the two lie outside the window"),
        Item(
            "Acts that are more doubtful than wanted",
            len(unsure),
            f"confidence below {least_confidence:g}; neither counted nor told above",
            lines=tuple(unsure),
        ),
    ]
    reasons = dict.fromkeys(line.why_not for line in shown if line.why_not)
    for reason in reasons:
        ids = tuple(line.id for line in shown if line.why_not == reason)
        items.append(Item("Acts told above but not in the index", len(ids), reason or "", links=ids))
    return LeftOut(tuple(item for item in items if item.count))


def _skipped(skipped: Skipped) -> str:
    remedy = f" ({skipped.remedy})" if skipped.remedy else ""
    return f"{skipped.where}: {skipped.reason}{remedy}"


def _names(others: Iterable[Other]) -> tuple[str, ...]:
    return tuple(f"{one.title} ({one.path})" if one.title else one.path for one in others)


def _languages(others: Iterable[Other]) -> str:
    counts = Counter(language_name(one.language) if one.language else "language not known" for one in others)
    return ", ".join(f"{name}: {number}" for name, number in sorted(counts.items()))
