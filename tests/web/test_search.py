"""The page of the search."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient


def marked(html: str) -> list[str]:
    return re.findall(r'<mark class="m-found">([^<]*)</mark>', html)


def test_without_words_it_says_how_to_search(client: TestClient) -> None:
    response = client.get("/search")
    assert response.status_code == 200
    assert "phrase" in response.text
    assert 'class="hits"' not in response.text


def test_hits_are_marked_and_open_their_passage(client: TestClient) -> None:
    html = client.get("/search?q=intelligence+pact").text
    assert {word.lower() for word in marked(html)} == {"intelligence", "pact"}
    address = re.search(r'<h3><a href="(/documents/[^"]+)"', html)
    assert address is not None
    path, _, anchor = address[1].replace("&amp;", "&").partition("#")
    assert client.get(path).status_code == 200
    assert f'id="{anchor}"' in client.get(path).text


def test_a_phrase_is_narrower_than_its_words(client: TestClient) -> None:
    def total(q: str) -> int:
        return int(client.get("/api/v1/search", params={"q": q}).json()["total"])

    assert 0 < total('"intelligence pact"') < total("intelligence") + total("pact")
    assert total("negoti*") >= total("negotiations")


@pytest.mark.parametrize("q", ["首脳", "シャトル", "지소미아", "협정"])
def test_scripts_without_spaces_are_found(q: str, client: TestClient) -> None:
    html = client.get("/search", params={"q": q}).text
    assert q in marked(html)


@pytest.mark.parametrize(
    "q", ['"', '""', "*", "' OR 1=1 --", "NEAR(", "a AND", "^", "\0", "((", "<script>alert(1)</script>"]
)
def test_odd_queries_are_answered(q: str, client: TestClient) -> None:
    response = client.get("/search", params={"q": q})
    assert response.status_code in {200, 400}
    assert "<script>alert" not in response.text


def test_a_query_without_a_word_is_explained(client: TestClient) -> None:
    response = client.get("/search", params={"q": '""'})
    assert response.status_code == 400
    assert "no word to search for" in response.text


def test_nothing_found_says_which_word_is_missing(client: TestClient) -> None:
    html = client.get("/search?q=zzyzx+pact").text
    assert "zzyzx</bdi> is in no document" in html
    assert 'href="/search?q=pact"' in html


def test_filters_narrow_and_their_counts_hold(client: TestClient) -> None:
    html = client.get("/search?q=pact").text
    found = re.search(r'name="type" value="(\w+)"[^>]*>.*?class="count">(\d+)<', html)
    assert found is not None
    narrowed = client.get(f"/api/v1/search?q=pact&type={found[1]}").json()
    assert narrowed["total"] == int(found[2])


def test_page_and_api_find_the_same(client: TestClient) -> None:
    query = "q=agreement&country=KOR&since=2019-01-01&until=2023-12-31"
    html = client.get(f"/search?{query}&per_page=200").text
    found = re.findall(r'<h3><a href="/documents/([^"?]+)', html)
    items = client.get(f"/api/v1/search?{query}&per_page=200").json()["items"]
    assert [unquote(one) for one in found] == [item["document"] for item in items]
    assert found


def test_the_address_of_a_page_holds_the_whole_query(client: TestClient) -> None:
    html = client.get("/search?q=japan&country=KOR&per_page=2").text
    following = re.search(r'href="([^"]+)" rel="next"', html)
    assert following is not None
    for part in ("q=japan", "country=KOR", "per_page=2", "page=2"):
        assert part in following[1]


def test_a_wrong_filter_is_named_and_left_out(client: TestClient) -> None:
    response = client.get("/search?q=pact&since=yesterday")
    assert response.status_code == 400
    assert "yesterday" in response.text
    assert marked(response.text)


def test_facets_of_the_api_count_what_the_page_counts(client: TestClient) -> None:
    facets = client.get("/api/v1/search/facets?q=pact").json()
    html = client.get("/search?q=pact").text
    for one in facets["publishers"]:
        if one["value"] is not None:
            assert f">{one['documents']}</span>" in html
