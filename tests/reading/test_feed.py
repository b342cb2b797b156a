from __future__ import annotations

import pytest

from detente.errors import ReadError
from detente.reading import feed
from detente.reading.drafts import Draft
from detente.records import Skipped

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Example Post</title><link>https://example.org/</link><language>en-gb</language>
<item><title>Talks &amp;amp; tea</title><link>https://example.org/1</link>
<pubDate>Thu, 22 Aug 2019 18:30:00 +0900</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>Seoul protested.</p><p>Tokyo &amp; others answered.</p>]]>
</content:encoded></item>
<item><title>Summary only</title><link>https://example.org/2</link><description>Seoul waits for Tokyo.</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><title>例の新聞</title>
<entry><id>tag:example.org,2019:1</id><title>協議再開</title><updated>2019-08-22T18:30:00+09:00</updated>
<author><name>例 太郎</name></author><link href="https://example.org/1"/>
<content type="html">&lt;p&gt;日本は抗議した。&lt;/p&gt;</content></entry></feed>"""


def drafts(decoded: str) -> list[tuple[str, Draft | Skipped]]:
    return list(feed.read(decoded, "a.rss", encoding="utf-8"))


def test_an_entry_with_full_text() -> None:
    path, draft = drafts(RSS)[0]
    assert isinstance(draft, Draft)
    assert (path, draft.text, draft.title) == ("a.rss#1", "Seoul protested.\n\nTokyo & others answered.", "Talks & tea")
    assert (draft.publisher, draft.url, draft.language) == ("The Example Post", "https://example.org/1", "en-gb")
    assert (draft.stated, draft.stated_basis) == ("Thu, 22 Aug 2019 18:30:00 +0900", "feed")


def test_an_entry_with_a_summary_says_so() -> None:
    _, draft = drafts(RSS)[1]
    assert isinstance(draft, Draft)
    assert (draft.text, draft.metadata["extent"]) == ("Seoul waits for Tokyo.", "summary")


def test_an_entry_without_text_is_named() -> None:
    assert drafts(RSS)[2][1] == Skipped("a.rss#3", "is an entry without text", "read the page that it links to")


def test_atom() -> None:
    ((_, draft),) = drafts(ATOM)
    assert isinstance(draft, Draft)
    assert (draft.text, draft.publisher, draft.author, draft.media_type) == (
        "日本は抗議した。",
        "例の新聞",
        "例 太郎",
        "application/atom+xml",
    )


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><rss', 1).replace(
        "Seoul waits", "Seoul &b; waits"
    )
    found = [draft.text for _, draft in drafts(bomb) if isinstance(draft, Draft)]
    assert not any("lol" in text for text in found)


@pytest.mark.parametrize(
    "decoded", ["<foo><bar/></foo>", "<rss version='2.0'><channel><title>t</title></channel></rss>"]
)
def test_what_is_no_feed_is_named(decoded: str) -> None:
    with pytest.raises(ReadError, match="feed"):
        drafts(decoded)


def test_feed_that_breaks_off_keeps_its_entries_and_says_so() -> None:
    cut = RSS[: RSS.index("<item><title>Nothing")]
    items = [item for _, item in feed.read(cut, "a.xml", encoding="utf-8")]
    assert [isinstance(item, Draft) for item in items] == [True, True, False]
    assert isinstance(items[2], Skipped)
    assert "breaks off" in items[2].reason
