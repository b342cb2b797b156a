"""Reviewed tables, samples and templates that ship with the package, each with its source."""
