from __future__ import annotations

import re
import sqlite3
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs" / "store.md"


def test_every_table_view_and_column_is_documented(store, path):
    text = DOCS.read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", text))
    database = sqlite3.connect(path)
    names = [
        name
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        if not re.search(r"^sqlite_|^(document_(words|trigrams)|listing_words)_", name)
    ]
    assert set(names) <= words
    dates = re.compile(r"^(date|published)_(start|end|precision|text|span_\w+|earliest|latest)$")
    tables = [
        name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if name in names
    ]
    columns = {row[1] for name in tables for row in database.execute(f"PRAGMA table_info({name})")}
    assert {column for column in columns if not dates.match(column)} <= words
