"""Editions of official documents: what changed between two of them, and what news says changed."""

from detente.editions.compare import Comparison, compare, compare_all
from detente.editions.records import Change, Edition
from detente.editions.series import Series, edition_of, group_series

__all__ = ["Change", "Comparison", "Edition", "Series", "compare", "compare_all", "edition_of", "group_series"]
