"""The store: one SQLite file between the steps, with documented tables."""

from detente.store.case import Store
from detente.store.documents import Added, Summary, Versions
from detente.store.runs import Run
from detente.store.search import Hit
from detente.store.verify import Failure

__all__ = ["Added", "Failure", "Hit", "Run", "Store", "Summary", "Versions"]
