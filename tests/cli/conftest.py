"""What the tests of the commands share."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli import main

NOTE = """---
published: 2019-08-23
publisher: A test desk
language: en
title: A note
---
South Korea expelled two Japanese diplomats on 22 August 2019. Japan condemned South Korea on Friday.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "note.txt").write_text(NOTE, encoding="utf-8")
    return articles


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])
