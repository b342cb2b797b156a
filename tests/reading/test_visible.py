from __future__ import annotations

import pytest

from detente.evidence import to_raw
from detente.reading.visible import visible


@pytest.mark.parametrize(
    "source, text",
    [
        ("<p>Seoul<b> protested</b>.</p><p>Tokyo</p>", "Seoul protested.\nTokyo"),
        ("<p>A &amp; B&nbsp;&eacute;&#8217;s &#x2014; &copy 5 AT&T</p>", "A & B é’s — © 5 AT&T"),
        ("x<script>if (a<b) '<p>no</p>'</script>y", "xy"),
        ("<title>Window</title>Text", "Text"),
        ("<svg><title/><path/></svg>Text<title>t</title>", "Text"),
        ("Text<!-- <p>gone</p> -->more", "Textmore"),
        ('<a title="a > b">link</a>', "link"),
        ("<tr><td>2016</td> <td>signed</td></tr><tr><td>2019</td></tr>", "2016\tsigned\n2019"),
        ("one<br>two", "one\ntwo"),
        ("Text<script>never closed", "Text"),
        ("two\n   lines", "two lines"),
        ("<ruby>外務<rt>がいむ</rt></ruby>省", "外務省"),
        ("x<script src='a'></script\n <!-- broken -->y", "xy"),
    ],
)  # fmt: skip
def test_what_a_reader_sees(source: str, text: str) -> None:
    assert visible(source).text.strip() == text


def test_an_entity_is_traced_as_a_whole() -> None:
    source = "<p>caf&eacute;s</p>"
    shown = visible(source)
    start, end = to_raw(shown.offsets, 3, 4) or (0, 0)
    assert source[start:end] == "&eacute;"


def test_headings_are_known() -> None:
    shown = visible("<div>menu</div><h1>Seoul <i>protests</i></h1><p>Text</p>")
    assert [shown.text[a:b].strip() for a, b in shown.headings] == ["Seoul protests"]
