"""The store: one SQLite file between the steps, with documented tables."""

from detente.store.case import Store
from detente.store.counting import ActorCount, DyadSummary, Facet, Facets, HeatCell, PublisherCount
from detente.store.coverage import Coverage, Covered, SkippedCount
from detente.store.documents import Added, Summary, Versions
from detente.store.filters import EventFilter, Found, Order
from detente.store.finding import IncidentSummary
from detente.store.glances import Held, StatusChange, Told
from detente.store.judging import Verdict
from detente.store.runs import Run
from detente.store.search import Hit
from detente.store.verify import Failure

__all__ = [
    "ActorCount",
    "Added",
    "Coverage",
    "Covered",
    "DyadSummary",
    "EventFilter",
    "Facet",
    "Facets",
    "Failure",
    "Found",
    "HeatCell",
    "Held",
    "Hit",
    "IncidentSummary",
    "Order",
    "PublisherCount",
    "Run",
    "SkippedCount",
    "StatusChange",
    "Store",
    "Summary",
    "Told",
    "Verdict",
    "Versions",
]
