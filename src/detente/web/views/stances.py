"""Who wants what of an agreement, by country."""

from __future__ import annotations

from detente.agreements.records import Agreement, Position


def positions_by_country(agreement: Agreement) -> list[tuple[str | None, list[Position]]]:
    """Return the positions by country, the parties first, then others, those of no country last; by date within each."""
    found: dict[str | None, list[Position]] = {}
    for position in agreement.positions:
        found.setdefault(position.country, []).append(position)
    for listed in found.values():
        listed.sort(key=lambda position: str(position.date.start or position.date.earliest or ""))
    order = {party: at for at, party in enumerate(agreement.parties)}
    return sorted(
        found.items(), key=lambda item: (item[0] is None, order.get(item[0] or "", len(order)), item[0] or "")
    )
