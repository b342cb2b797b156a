"""From events to an index: cooperation and conflict between two states over time."""

from detente.measuring.incidents import Incident, Reason, Selection, incidents_between, reason_not_counted, select
from detente.measuring.index import LEAST_INCIDENTS, LEAST_PERIODS, SCHEMA, enough, measure
from detente.measuring.periods import Frequency, period_of, periods
from detente.measuring.publishers import Copies, Publishers, publisher_of

__all__ = [
    "LEAST_INCIDENTS",
    "LEAST_PERIODS",
    "SCHEMA",
    "Copies",
    "Frequency",
    "Incident",
    "Publishers",
    "Reason",
    "Selection",
    "enough",
    "incidents_between",
    "measure",
    "period_of",
    "periods",
    "publisher_of",
    "reason_not_counted",
    "select",
]
