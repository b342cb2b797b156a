from __future__ import annotations

import json
from dataclasses import replace

from detente.briefs import build
from detente.export import json as export
from detente.export import jsonl

from ..briefs.make import DYAD, make_documents, make_events, make_material


def test_brief_has_its_parts_with_whole_events():
    brief = build(make_material(), DYAD)
    found = json.loads(export.render(brief))
    assert [section["kind"] for section in found["sections"]] == [section.kind for section in brief.sections]
    line = found["sections"][2]["groups"][0]["lines"][0]
    assert line["date"] == {"start": "2018-10-30", "end": "2018-10-30", "precision": "day", "text": None, "span": None}
    event = line["reports"][0]["event"]
    assert event["evidence"]["quote"].startswith("On 30 October 2018")


def test_same_material_gives_the_same_bytes():
    assert export.render(build(make_material(), DYAD)) == export.render(build(make_material(), DYAD))


def test_each_record_is_one_line():
    documents = make_documents()
    events = make_events(documents)
    lines = list(jsonl.lines(events))
    assert [json.loads(line)["id"] for line in lines] == [event.id for event in events]
    assert list(json.loads(lines[0]))[:5] == ["id", "path", "document", "date", "source"]


def test_line_separators_of_unicode_do_not_break_a_line():

    odd = replace(make_documents()[0], text="a\u2028b\u2029c\x85d\ne")
    (line,) = jsonl.lines([odd])
    assert len(line.splitlines()) == 1
    assert json.loads(line)["text"] == odd.text
