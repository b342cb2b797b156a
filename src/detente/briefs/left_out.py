"""What a brief leaves out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from detente.briefs import wording
from detente.briefs.material import Material, Other
from detente.briefs.names import language_name
from detente.briefs.parts import Line
from detente.briefs.sections import Item
from detente.coding import CODED_LANGUAGES
from detente.records import Skipped

_DUPLICATE = "duplicate of "
# Names listed for one reason; the rest are counted.
_MOST_NAMES = 100


def left_out(
    material: Material, shown: Sequence[Line], unsure: Sequence[Line], least_confidence: float, *, outside: int
) -> tuple[Item, ...]:
    """Name everything that is not in the brief or not in its index.

    Args:
        material: What the brief is made from.
        shown: Lines of the brief.
        unsure: Lines below the least confidence.
        least_confidence: That bound.
        outside: Documents that report the dyad only outside the window of the brief.
    """
    told = {one.id for one in material.told}
    rest = [one for one in material.others if one.id not in told]
    uncoded = [one for one in rest if one.language not in CODED_LANGUAGES]
    silent = [one for one in rest if one.language in CODED_LANGUAGES]
    languages = Counter(one.language for one in uncoded)
    languages += Counter({code: n for code, n in material.unnamed.items() if code not in CODED_LANGUAGES})
    more_silent = sum(n for code, n in material.unnamed.items() if code in CODED_LANGUAGES)
    known = {one.path for one in uncoded}
    failed = [one for one in material.skipped if not one.reason.startswith(_DUPLICATE) and one.where not in known]
    duplicates = [one for one in material.skipped if one.reason.startswith(_DUPLICATE)]
    items = [
        Item("Skipped", len(failed), "could not be read or coded", _capped(map(_skipped, failed))),
        Item("Exact duplicates", len(duplicates), "the same content counts once", _capped(map(_skipped, duplicates))),
        Item(
            "Documents in languages that are not coded",
            languages.total(),
            ", ".join(f"{_language(code)}: {n}" for code, n in sorted(languages.items(), key=lambda one: str(one[0]))),
            _names(uncoded),
        ),
        Item(
            "Documents without any act of the two",
            len(silent) + more_silent,
            "read and coded, but about others",
            _names(silent),
        ),
        Item("Documents about other times", outside, "all their acts of the two lie outside the window"),
        Item(
            "Acts that are more doubtful than wanted",
            len(unsure),
            f"confidence below {least_confidence:g}; neither counted nor told above",
            lines=tuple(unsure),
        ),
    ]
    for reason in dict.fromkeys(line.why_not for line in shown if line.why_not):
        ids = tuple(line.id for line in shown if line.why_not == reason)
        items.append(Item("Acts told above but not in the index", len(ids), reason or "", links=ids))
    return tuple(item for item in items if item.count)


def _skipped(skipped: Skipped) -> str:
    remedy = f" ({skipped.remedy})" if skipped.remedy else ""
    return f"{skipped.where}: {skipped.reason}{remedy}"


def _names(others: Iterable[Other]) -> tuple[str, ...]:
    return _capped(f"{one.title} ({one.path})" if one.title else one.path for one in others)


def _capped(names: Iterable[str]) -> tuple[str, ...]:
    listed = list(names)
    rest = len(listed) - _MOST_NAMES
    return (*listed[:_MOST_NAMES], wording.count(rest, "more", "more")) if rest > 0 else tuple(listed)


def _language(code: str | None) -> str:
    return language_name(code) if code else "language not known"
