from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from .shelf import make_store, ready

SERIES = "/editions/jp_defense_white_paper"
PAIR = f"{SERIES}/2018/2019"


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    from detente.web import Settings, create_app

    store = make_store(tmp_path_factory.mktemp("editions") / "editions.db")
    app = create_app(Settings(store=store))
    with TestClient(app, base_url="http://127.0.0.1:8008", follow_redirects=False) as client:
        yield client


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def changes(text: str) -> list[str]:
    return [
        words(html.tostring(one, encoding="unicode")) for one in html.fromstring(text).xpath("//li[@class='change']")
    ]


def test_the_list_has_each_series_with_its_editions(editions: TestClient) -> None:
    page = ready(editions, "/editions")
    assert page.status_code == 200
    cards = html.fromstring(page.text).xpath("//li[@class='card']//h2/a/@href")
    assert cards == [SERIES, "/editions/kr_defense_white_paper"]


def test_ordinary_news_is_no_series(editions: TestClient) -> None:
    assert "Daily of the Strait" not in html.fromstring(ready(editions, "/editions").text).xpath(
        "string(//ul[@class='cards'])"
    )


def test_a_claim_stands_with_its_verdict_and_its_sentence(editions: TestClient) -> None:
    page = html.fromstring(ready(editions, "/editions").text)
    (rank,) = [one for one in page.xpath("//li[@class='claim']") if "rank" in one.xpath("string(.//b)")]
    assert "confirmed" in rank.xpath("string(.//span[contains(@class, 'verdict')])")
    assert rank.xpath(".//blockquote/a/@href")[0].startswith("/documents/")


def test_a_store_without_editions_says_what_one_is(client: TestClient) -> None:
    assert "No document of the store is an edition" in ready(client, "/editions").text


def test_the_series_shows_the_order_over_its_editions(editions: TestClient) -> None:
    page = html.fromstring(ready(editions, SERIES).text)
    links = page.xpath("//figure[@id='chart-order']//*[local-name()='svg']//*[local-name()='a']")
    assert "South Korea: 4 in 2019" in [link.xpath("string(*[local-name()='title'])") for link in links]


def test_the_series_shows_what_each_edition_calls_a_country(editions: TestClient) -> None:
    row = html.fromstring(ready(editions, SERIES).text).xpath("//table[@class='labels']//tr[th='South Korea']/td")
    assert [words(cell.text_content()) for cell in row] == ["important partner", "–"]


@pytest.mark.parametrize(
    ("form", "kind"),
    [("png", "image/png"), ("svg", "image/svg+xml"), ("csv", "text/csv"), ("json", "application/json")],
)
def test_the_order_can_be_downloaded(editions: TestClient, form: str, kind: str) -> None:
    ready(editions, SERIES)
    answer = editions.get(f"{SERIES}?chart=order&format={form}")
    assert answer.headers["content-type"].startswith(kind)


def test_a_country_that_is_left_out_is_not_ranked(editions: TestClient) -> None:
    ready(editions, f"{SERIES}?leave_out=Australia")
    table = editions.get(f"{SERIES}?leave_out=Australia&chart=order&format=csv").text
    assert "South Korea,1,3" in table


def test_an_unknown_part_and_country_are_said(editions: TestClient) -> None:
    text = ready(editions, f"{SERIES}?part=Nowhere&leave_out=Atlantis").text
    assert "Atlantis" in text
    assert "Nowhere" in text


def test_two_editions_chosen_lead_to_their_comparison(editions: TestClient) -> None:
    ready(editions, SERIES)
    answer = editions.get(f"{SERIES}?before=2018&after=2019")
    assert (answer.status_code, answer.headers["location"]) == (303, PAIR)


def test_the_weightiest_change_comes_first(editions: TestClient) -> None:
    weights = [
        float(found) for found in re.findall(r"weight (\d\.\d\d)", " ".join(changes(ready(editions, PAIR).text)[:10]))
    ]
    assert weights == sorted(weights, reverse=True)


def test_a_removed_sentence_stands_with_its_test(editions: TestClient) -> None:
    (gone,) = [one for one in changes(ready(editions, f"{PAIR}?kind=removed").text) if "important partner" in one]
    assert "Test: nothing like it stands in the other edition" in gone


def test_only_what_was_asked_for_is_listed(editions: TestClient) -> None:
    listed = changes(ready(editions, f"{PAIR}?kind=rank&country=KOR").text)
    assert len([one for one in listed if one.startswith("rank")]) == 1


def test_trivial_differences_are_folded_away(editions: TestClient) -> None:
    page = html.fromstring(ready(editions, PAIR).text)
    folded = page.xpath("//details[@class='trivial']")[0]
    assert "spelling" in folded.xpath("string(summary)")
    assert folded.get("open") is None


def test_each_passage_opens_in_its_document(editions: TestClient) -> None:
    page = html.fromstring(ready(editions, PAIR).text)
    links = page.xpath("//li[@class='change']//div[@class='side']//a/@href")
    assert links
    for link in sorted(set(links)):
        start = int(re.search(r"#c(\d+)$", link)[1])  # type: ignore[index]
        document = editions.get(link)
        assert document.status_code == 200
        assert f'id="c{start}"' in document.text


def test_side_by_side_folds_what_both_have(editions: TestClient) -> None:
    page = html.fromstring(ready(editions, f"{PAIR}?view=texts").text)
    assert page.xpath("//details[@class='redline-kept']")
    assert "essential" in page.xpath("string(//div[contains(@class, 'redline-row')]//del[contains(., 'essential')])")
    assert "important" in page.xpath("string(//div[contains(@class, 'redline-row')]//ins[contains(., 'important')])")


@pytest.mark.parametrize("address", ["/editions/none", f"{SERIES}/2018/1900", f"{SERIES}?before=1&after=2"])
def test_what_is_not_there_is_not_found(editions: TestClient, address: str) -> None:
    ready(editions, "/editions")
    assert editions.get(address).status_code == 404


def test_no_page_needs_a_style_or_script_of_its_own(editions: TestClient) -> None:
    for address in ("/editions", SERIES, PAIR, f"{PAIR}?view=texts"):
        page = html.fromstring(ready(editions, address).text)
        assert page.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]") == []


def test_the_signals_of_a_dyad_come_from_both_sides(editions: TestClient) -> None:
    import time

    from detente.web.case import Case
    from detente.web.views.editions import signals

    ready(editions, "/editions")
    case = Case(editions.app.state.case_file)  # type: ignore[attr-defined]
    until = time.monotonic() + 60
    while not (found := signals(case, "JPN", "KOR")).ready and time.monotonic() < until:
        time.sleep(0.1)
    assert [(one.issuer, one.about) for one in found.series] == [("JPN", "KOR"), ("KOR", "JPN")]


def test_a_hostile_edition_is_shown_as_text(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from detente.cli import main
    from detente.web import Settings, create_app

    for year, text in (
        (2018, "Japan <script>alert(1)</script> is a partner."),
        (2019, "Japan <img src=x onerror=alert(1)> is a threat."),
    ):
        title = f"title: <script>alert(2)</script> {year}"
        head = f"---\nseries: x\"><b>y\nedition: '{year}'\nissuer: KOR\n{title}\nlanguage: en\n---\n\n"
        (tmp_path / f"{year}.txt").write_text(head + text)
    CliRunner().invoke(main, ["read", str(tmp_path), "--store", str(tmp_path / "x.db"), "--quiet"])
    with TestClient(create_app(Settings(store=tmp_path / "x.db")), base_url="http://127.0.0.1:8008") as client:
        (series,) = html.fromstring(ready(client, "/editions").text).xpath("//li[@class='card']//h2/a/@href")
        for address in ("/editions", series, f"{series}/2018/2019", f"{series}/2018/2019?view=texts"):
            page = html.fromstring(ready(client, address).text)
            assert page.xpath("//script[not(@src)] | //img | //b[.='y']") == []
