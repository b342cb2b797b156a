"""Claims held against the editions at hand: confirmed, contradicted, true but not new, or unchecked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.editions.changes import edition_label
from detente.editions.matching_edition import Shown
from detente.editions.matching_kinds import Compared, Finding, find
from detente.editions.records import Claim, Edition, Verdict
from detente.editions.series import Series


def check_claims(claims: Iterable[Claim], series: Sequence[Series]) -> list[Verdict]:
    """Return how each claim fares against the editions at hand.

    Args:
        claims: What documents say about editions.
        series: The editions at hand, by series.

    Returns:
        One verdict a claim, with the editions and versions that were compared and the passages in both; "unchecked" where an
        edition is not at hand or its text does not settle it.
    """
    shown: dict[str, Shown] = {}
    return [_check(claim, series, shown) for claim in claims]


def _check(claim: Claim, series: Sequence[Series], shown: dict[str, Shown]) -> Verdict:
    own = series_of_claim(claim, series)
    if own is None:
        named = claim.series or "a series that the text does not name"
        return Verdict(claim, "unchecked", f"no edition of {named} is at hand")
    versions = [edition for edition in own.editions if _is_named(edition, claim.edition)]
    if not versions:
        return Verdict(claim, "unchecked", f"the edition {claim.edition or 'meant'} of {own.name} is not at hand")
    before = _reference(claim, own, versions[0])
    earlier = [e for e in own.editions if _comes_before(e, before or versions[0])]

    def show(edition: Edition) -> Shown:
        return shown.setdefault(edition.id, Shown(edition))

    older, past = show(before) if before else None, tuple(map(show, earlier))
    findings = [(edition, find(claim, Compared(show(edition), older, past))) for edition in versions]
    best = _best(findings)
    if best is None:
        edition = versions[-1]
        reason = f"the text of {edition_label(edition)} does not settle it"
        return Verdict(claim, "unchecked", reason, edition_label(before) if before else None, edition_label(edition))
    edition, finding = best
    verdict = _verdict(claim, edition, before, finding)
    others = [f"{edition_label(e)}: {f.verdict.replace('_', ' ')}" for e, f in findings if f and e is not edition]
    return replace(verdict, reason=f"{verdict.reason} (other versions: {'; '.join(others)})") if others else verdict


def _verdict(claim: Claim, edition: Edition, before: Edition | None, finding: Finding) -> Verdict:
    versions = (
        f"compared: {edition_label(before)} with {edition_label(edition)}"
        if before
        else f"compared: {edition_label(edition)}"
    )
    return Verdict(
        claim=claim,
        verdict=finding.verdict,
        reason=f"{finding.reason}; {versions}",
        edition_from=edition_label(before) if before else None,
        edition_to=edition_label(edition),
        passage_from=finding.passage_from,
        passage_to=finding.passage_to,
    )


def _best(findings: Sequence[tuple[Edition, Finding | None]]) -> tuple[Edition, Finding] | None:
    """Return the finding on the version that a report most likely saw: the first that bears it out, else the first settled."""
    settled = [
        (edition, finding) for edition, finding in findings if finding is not None and finding.verdict != "unchecked"
    ]
    borne_out = [pair for pair in settled if pair[1].verdict in {"confirmed", "not_new"}]
    loose = [(edition, finding) for edition, finding in findings if finding is not None]
    ordered = borne_out or settled or loose
    return ordered[0] if ordered else None


def series_of_claim(claim: Claim, series: Sequence[Series]) -> Series | None:
    """Return the series at hand that a claim is about: by name, else the one of its issuer with the same words."""
    named = [one for one in series if one.name == claim.series]
    if named:
        return named[0]
    wanted = _words(claim.series or "")
    own = [one for one in series if claim.issuer is not None and one.editions[0].issuer == claim.issuer]
    alike = [one for one in own if wanted and (wanted <= _words(one.name) or _words(one.name) <= wanted)]
    return alike[0] if len(alike) == 1 else None


def _words(name: str) -> set[str]:
    return {word.replace("defence", "defense") for word in re.findall(r"[a-z]{3,}", name.lower())}


def _is_named(edition: Edition, name: str | None) -> bool:
    """Tell whether a claim's name of an edition fits: "2014-01" fits the edition of 29 January 2014, "2014" only a year's."""
    if name is None:
        return False
    bare = re.sub(r" \([^()]*\)$", "", edition.name)
    if bare == name or (len(name) > 4 and bare.startswith(name)):
        return True
    return str(edition.year) == name and len(bare) <= 7


def _reference(claim: Claim, own: Series, edition: Edition) -> Edition | None:
    """Return the edition compared with: the one that the claim names, else the one before."""
    named = [one for one in own.editions if _is_named(one, claim.reference_edition)]
    before = [one for one in own.editions if _comes_before(one, edition)]
    found = named or before
    return found[-1] if found else None


def _comes_before(one: Edition, other: Edition) -> bool:
    first, second = (re.sub(r" \([^()]*\)$", "", e.name) for e in (one, other))
    return (one.year or 0, first) < (other.year or 0, second)
