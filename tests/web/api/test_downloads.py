"""Tables to take away hold the same as the lists."""

from __future__ import annotations

import csv
import io
from typing import Any

import polars as pl
import pytest
from starlette.testclient import TestClient

TABLES = {
    "events": "dyad=KOR-JPN&order=oldest",
    "incidents": "type=CONSULT&type=AGREE",
    "dyads/JPN-KOR/index": "freq=year",
    "heat": "freq=quarter",
}


def whole(client: TestClient, path: str, query: str) -> list[dict[str, Any]]:
    url, items = f"/api/v1/{path}?{query}&per_page=200", []
    while url:
        page = client.get(url).json()
        items += page["items"]
        url = page["next"]
    return items


@pytest.mark.parametrize("path", TABLES)
def test_csv_has_a_row_for_each_item(path: str, client: TestClient) -> None:
    response = client.get(f"/api/v1/{path}.csv?{TABLES[path]}")
    rows = list(csv.DictReader(io.StringIO(response.text)))
    items = whole(client, path, TABLES[path])
    assert response.headers["content-type"].startswith("text/csv")
    assert "attachment" in response.headers["content-disposition"]
    assert len(rows) == len(items) > 0
    if "id" in rows[0]:
        assert [row["id"] for row in rows] == [item["id"] for item in items]


@pytest.mark.parametrize("path", TABLES)
def test_parquet_has_the_same_rows_as_csv(path: str, client: TestClient) -> None:
    parquet = pl.read_parquet(io.BytesIO(client.get(f"/api/v1/{path}.parquet?{TABLES[path]}").content))
    rows = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/{path}.csv?{TABLES[path]}").text)))
    assert parquet.height == len(rows)
    assert parquet.columns == list(rows[0])


def test_evidence_of_a_table_stands_in_the_text(client: TestClient) -> None:
    frame = pl.read_parquet(io.BytesIO(client.get("/api/v1/events.parquet?country=GRC").content))
    row = frame.row(0, named=True)
    text = client.get(f"/api/v1/documents/{row['document']}").json()["text"]
    assert text[row["evidence_start"] : row["evidence_end"]] == row["evidence"]


def test_a_table_without_rows_has_its_columns(client: TestClient) -> None:
    query = "country=FJI"
    assert client.get(f"/api/v1/events.csv?{query}").text.startswith("id,incident,document")
    frame = pl.read_parquet(io.BytesIO(client.get(f"/api/v1/events.parquet?{query}").content))
    assert frame.height == 0
    assert "evidence" in frame.columns


def test_a_table_that_has_not_changed_is_304(client: TestClient) -> None:
    tag = client.get("/api/v1/events.csv").headers["etag"]
    assert client.get("/api/v1/events.csv", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/api/v1/events.csv?country=KOR", headers={"If-None-Match": tag}).status_code == 200


def test_a_wrong_filter_ends_a_download_before_it_begins(client: TestClient) -> None:
    assert client.get("/api/v1/events.csv?since=yesterday").status_code == 422
    assert client.get("/api/v1/events.xlsx").status_code in {404, 422}
