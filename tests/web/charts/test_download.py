from __future__ import annotations

import pytest

from detente.web.charts import Cell, Table, to_csv


def test_words_that_a_spreadsheet_would_run_are_harmless() -> None:
    table = Table(("Publisher", "Net"), ((Cell('=HYPERLINK("http://evil.example")'), Cell("−2.5", number=True)),))
    assert to_csv(table) == 'Publisher,Net\n"\'=HYPERLINK(""http://evil.example"")",-2.5\n'


@pytest.mark.parametrize(
    ("form", "kind", "start"),
    [
        ("png", "image/png", b"\x89PNG"),
        ("svg", "image/svg+xml", b"<svg"),
        ("csv", "text/csv", b"Between,"),
        ("json", "application/json", b"{"),
    ],
)
def test_a_page_gives_its_charts_as_files(client, form: str, kind: str, start: bytes) -> None:
    answer = client.get(f"/?chart=heat&format={form}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert f"detente-heat.{form}" in answer.headers["content-disposition"]
    assert answer.content.startswith(start)


def test_a_chart_that_is_not_there_is_not_found(client) -> None:
    assert client.get("/?chart=none&format=svg").status_code == 404


def test_an_unknown_format_is_refused(client) -> None:
    assert client.get("/?chart=heat&format=exe").status_code == 400
