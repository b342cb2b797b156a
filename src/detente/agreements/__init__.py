"""Agreements: their terms, steps and deadlines, and who wants what of them."""

from detente.agreements.deadlines import due
from detente.agreements.ledger import Ledger, load_ledger
from detente.agreements.records import Agreement, Deadline, Period, Position, Step

__all__ = ["Agreement", "Deadline", "Ledger", "Period", "Position", "Step", "due", "load_ledger"]
