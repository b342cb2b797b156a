"""Charts: Vega-Lite made here, drawn on the server, each mark a link to what it stands for, each with its table."""

from detente.web.charts.bars import Bar, Panel, Point, bars, multiples
from detente.web.charts.download import FORMATS, respond, to_csv
from detente.web.charts.heat import Column, Row, Square, heat
from detente.web.charts.index import Sign, Tick, Track, Value, index
from detente.web.charts.records import Cell, Chart, Table
from detente.web.charts.svg import warm
from detente.web.charts.timeline import Count, Item, Lane, timeline

__all__ = [
    "FORMATS", "Bar", "Cell", "Chart", "Column", "Count", "Item", "Lane", "Panel", "Point", "Row", "Sign", "Square",
    "Table", "Tick", "Track", "Value", "bars", "heat", "index", "multiples", "respond", "timeline", "to_csv", "warm",
]  # fmt: skip
