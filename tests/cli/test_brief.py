"""`detente brief`: formats and judgements."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import run


def test_ending_of_the_file_chooses_the_format(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "case.db"
    run("code", folder, "--store", store)
    for name, start in (("b.docx", b"PK"), ("b.md", b"# "), ("b.json", b"{"), ("b.html", b"<!DOCTYPE")):
        assert run("brief", "KOR", "JPN", "--store", store, "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(start)


def test_word_file_is_not_written_to_a_terminal(folder: Path) -> None:
    result = run("brief", "KOR", "JPN", "--from", folder, "--format", "docx")
    assert result.exit_code == 2
    assert "-o brief.docx" in result.output


def test_judgements_need_a_store(folder: Path) -> None:
    assert run("brief", "KOR", "JPN", "--from", folder, "--judgements", "off").exit_code == 2
