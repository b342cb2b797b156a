from __future__ import annotations

import pytest

from detente.reading.pagemeta import PageMeta, article_body, complete


def meta(head: str, **found: str) -> PageMeta:
    return complete(PageMeta(**found), f"<html><head>{head}</head><body></body></html>")


LD = '<script type="application/ld+json">%s</script>'


@pytest.mark.parametrize(
    "head, date, basis",
    [
        (LD % '{"@type":"NewsArticle","datePublished":"2019-08-22T18:30:00+09:00"}', "2019-08-22T18:30:00+09:00", "json-ld"),
        (LD % '{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],"datePublished":"2019-08-22"}]}', "2019-08-22", "json-ld"),
        ('<meta name="pubdate" content="20 Aug 2019">', "20 Aug 2019", "html meta"),
        ('<meta content="2019-08-22" property="article:published_time"/>', "2019-08-22", "html meta"),
        ('<time pubdate datetime="2019-08-22">', "2019-08-22", "time element"),
        ('<meta name="date" content="soon">', None, None),
        (LD % "{broken", None, None),
    ],
)  # fmt: skip
def test_the_date_is_taken_from_the_surest_place(head: str, date: str | None, basis: str | None) -> None:
    found = meta(head)
    assert (found.published, found.published_basis) == (date, basis)


def test_json_ld_comes_before_meta_elements() -> None:
    head = LD % '{"@type":"NewsArticle","datePublished":"2019-08-22"}' + '<meta name="date" content="2020-01-01">'
    assert meta(head).published == "2019-08-22"


def test_what_others_found_fills_the_gaps() -> None:
    found = meta("", published="2019-08-22", published_basis="html markup", author="Jane Roe")
    assert (found.published, found.published_basis, found.author) == ("2019-08-22", "html markup", "Jane Roe")


def test_names_of_persons_and_outlets() -> None:
    head = LD % (
        '{"@type":"NewsArticle","author":[{"name":"Jane Roe"},{"name":"John Doe"}],"editor":"Ed Itor",'
        '"publisher":{"@type":"Organization","name":"The Example Post"}}'
    )
    found = meta(head)
    assert (found.author, found.editor, found.publisher) == ("Jane Roe, John Doe", "Ed Itor", "The Example Post")


def test_an_address_is_no_author() -> None:
    assert meta('<meta property="article:author" content="https://example.org/jane">').author is None


@pytest.mark.parametrize(
    "head, title",
    [
        ('<meta property="og:title" content="Talks resume &amp; end">', "Talks resume & end"),
        ("<title>Talks resume in Seoul - The Example Post</title>", "Talks resume in Seoul"),
        ("<title>Talks resume in Seoul</title>", "Talks resume in Seoul"),
    ],
)
def test_the_title_is_without_the_outlet(head: str, title: str) -> None:
    assert meta(head + '<meta property="og:site_name" content="The Example Post">').title == title


def test_the_canonical_address_comes_first() -> None:
    head = '<meta property="og:url" content="https://b.example"><link href="https://example.org/a?x=1&amp;y=2" rel="canonical">'
    assert meta(head).url == "https://example.org/a?x=1&y=2"


def test_no_body_in_json_ld() -> None:
    assert article_body(LD % '{"@type":"NewsArticle"}') is None
