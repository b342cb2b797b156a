from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.briefs import Material, build
from detente.store import Store

from .make import DYAD, Group, make_documents, make_events, make_material


def section(brief, kind):
    return next(one for one in brief.sections if one.kind == kind)


def lines_of(brief):
    return [line for group in section(brief, "happenings").groups for line in group.lines]


@pytest.fixture(scope="module")
def brief():
    return build(make_material(), DYAD)


def test_sections_come_in_reading_order(brief):
    kinds = [
        "answer", "index", "happenings", "editions", "agreements", "positions", "disputes", "coverage", "method", "texts",
    ]  # fmt: skip
    assert [one.kind for one in brief.sections] == kinds


def test_lines_are_under_their_months_in_order_of_date(brief):
    groups = section(brief, "happenings").groups
    assert [(group.title, len(group.lines)) for group in groups] == [
        ("October 2018", 2),
        ("December 2018", 2),
        ("2018, month not known", 1),
        ("January 2019", 1),
        ("July 2019", 1),
        ("August 2019", 2),
        ("November 2019", 1),
        ("Date not known", 1),
    ]
    assert [line.id for group in groups for line in group.lines] == [f"line-{n}" for n in range(1, 12)]


def test_day_of_a_month_comes_before_the_month_as_a_whole(brief):
    assert [line.when for line in lines_of(brief)[2:4]] == ["20 December 2018", "December 2018 (day not known)"]


def test_quote_is_cut_without_loss(brief):
    for line in lines_of(brief):
        for report in line.reports:
            assert "".join(piece.text for piece in report.quote) == report.event.evidence.quote
            marked = {
                mark: [p.text for p in report.quote if mark in p.marks] for mark in ("trigger", "source", "target")
            }
            assert marked["trigger"] == [report.event.trigger.quote]
            assert marked["source"] == [one.mention.quote for one in report.event.source]


def test_marks_that_overlap_are_both_there():
    documents = make_documents()
    event = make_events(documents)[0]
    mention = replace(event.source[0], mention=replace(event.evidence, end=event.trigger.end))
    mention = replace(mention, mention=replace(mention.mention, quote=event.evidence.quote[: event.trigger.end]))
    line = lines_of(build(Material.of(documents, [replace(event, source=(mention,))], DYAD), DYAD))[0]
    pieces = line.reports[0].quote
    assert next(piece.marks for piece in pieces if piece.text == "ordered") == ("trigger", "source")
    assert "".join(piece.text for piece in pieces) == event.evidence.quote


def test_every_line_leads_to_its_sentence_in_the_text(brief):
    passages = {passage.id: (text, passage) for text in section(brief, "texts").texts for passage in text.passages}
    for line in lines_of(brief):
        for report in line.reports:
            text, passage = passages[report.text]
            assert text.document == report.document
            assert text.text[passage.span.start : passage.span.end] == report.event.evidence.quote
            assert report.id in passage.quoted_by


def test_index_values_name_the_lines_behind_them(brief):
    index = section(brief, "index")
    assert index.enough
    lines = {line.id: line for line in lines_of(brief)}
    for month in index.months:
        for row in month.rows:
            behind = [lines[one] for one in row.lines]
            assert row.incidents == len(behind)
            assert row.net == pytest.approx(sum(line.intensity for line in behind))
            assert row.events == sum(len(line.reports) for line in behind)
    assert {one for month in index.months for row in month.rows for one in row.lines} == {
        line.id for line in lines.values() if line.counted
    }


def test_month_of_the_index_leads_to_its_lines(brief):
    groups = {group.id for group in section(brief, "happenings").groups}
    months = section(brief, "index").months
    assert all((month.group in groups) == any(row.lines for row in month.rows) for month in months)


def test_too_few_acts_are_said_with_their_number():
    documents = make_documents()
    few = build(Material.of(documents, make_events(documents)[:2], DYAD), DYAD)
    index = section(few, "index")
    assert not index.enough
    assert index.note.startswith("Not enough for a chart: 2 acts in 1 month")
    assert index.note in [statement.text for statement in section(few, "answer").statements]


def test_nothing_found_is_said():
    nothing = build(Material.of(make_documents(), [], DYAD), DYAD)
    assert section(nothing, "answer").statements[0].text == "No act between South Korea and Japan was found."
    assert lines_of(nothing) == []


def test_left_out_is_named_with_number_and_reason(brief):
    items = {(item.label, item.reason): item for item in section(brief, "coverage").items}
    counts = {key: item.count for key, item in items.items()}
    assert counts == {
        ("Skipped", "could not be read or coded"): 1,
        ("Documents in languages that are not coded", "Japanese: 1"): 1,
        ("Documents without any act of the two", "read and coded, but about others"): 1,
        ("Acts that are more doubtful than wanted", "confidence below 0.5; neither counted nor told above"): 1,
        ("Acts told above but not in the index", "no act was done"): 1,
        ("Acts told above but not in the index", "its date is wider than a month"): 1,
        ("Acts told above but not in the index", "not between state actors"): 1,
        ("Acts told above but not in the index", "its date is not known"): 1,
    }
    assert items["Skipped", "could not be read or coded"].details == (
        "locked.pdf: the PDF is encrypted (remove its password)",
    )


def test_reports_of_one_incident_are_one_line():
    documents = make_documents()
    first = make_events(documents)[1]
    second = replace(first, id="ev-second", confidence=0.95)
    (line,) = lines_of(build(Material.of(documents, [first, second], DYAD), DYAD))
    assert [report.event.id for report in line.reports] == ["ev-second", first.id]


def test_window_leaves_out_what_certainly_lies_outside():
    brief = build(make_material(), DYAD, start=date(2019, 1, 15), end=date(2019, 7, 31))
    assert [line.when for line in lines_of(brief)] == [
        "January 2019 (day not known)",
        "4 July 2019",
        "date not known (not after 22 August 2019)",
    ]
    outside = [item for item in section(brief, "coverage").items if item.label == "Documents about other times"]
    assert [item.count for item in outside] == [1]


def test_addresses_other_than_web_pages_are_no_links():
    documents = make_documents()
    for url in ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://", "//x.example",
                " https://x.example", "https://x.example/\nx", "https://[x"):  # fmt: skip
        hostile = [replace(documents[0], url=url), *documents[1:]]
        brief = build(Material.of(hostile, make_events(documents), DYAD), DYAD)
        entry = next(one for one in section(brief, "coverage").entries if one.document == documents[0].id)
        assert entry.url is None


def test_copies_are_named_and_count_once():
    documents = make_documents()
    ruling, radar = documents[0], documents[1]
    group = Group((ruling.id, radar.id))
    brief = build(make_material(groups=[group]), DYAD)
    entries = {entry.document: entry for entry in section(brief, "coverage").entries}
    assert entries[ruling.id].copies == (radar.title,)
    assert "from at least 1 independent publisher " in section(brief, "answer").statements[0].text


def test_material_of_another_dyad_is_refused():
    with pytest.raises(ValueError, match="material is of KOR–JPN"):
        build(make_material(), ("KOR", "CHN"))


def test_store_gives_the_same_brief_as_its_records(tmp_path):
    material = make_material()
    with Store(tmp_path / "case.db") as store:
        with store.run("code", models={"parser": "1.2"}) as run:
            for document in make_documents():
                store.add_document(document, run)
                events = [event for event in material.events if event.document == document.id]
                store.add_events(document.id, events, run)
            store.add_skipped(material.skipped[0], run)
        stored = build(store, DYAD)
    given = build(replace(material, others=(), papers=()), DYAD)
    assert [one for one in stored.sections if one.kind != "method"] == [
        one for one in given.sections if one.kind != "method"
    ]
    assert section(stored, "method").terms[-1] == ("Made by", "détente 0.1.0, parser 1.2")


def test_order_of_material_does_not_matter(brief):
    documents = make_documents()
    material = make_material()
    turned = replace(material, events=material.events[::-1])
    assert build(turned, DYAD) == brief
    assert len(documents) == len(section(brief, "coverage").entries)
