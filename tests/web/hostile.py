"""A store in which every text that came from outside tries to break out of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from detente.evidence import span_of
from detente.records import (
    Attribution,
    DateValue,
    Document,
    Event,
    Participant,
    Removed,
    Skipped,
    Span,
    content_id,
)
from detente.store import Store

# What would show that a text became part of the page: an element and an attribute that no template of ours has.
ELEMENT, ATTRIBUTE, WORD = "xss-element", "data-xss", "xssalert"

PAYLOADS = (
    f"<script>{WORD}(1)</script>",
    f"\"><img src=x onerror={WORD}(1)><{ELEMENT} {ATTRIBUTE}=1>",
    f"'><svg/onload={WORD}(1)><{ELEMENT}>",
    f"</title><script>{WORD}(1)</script>",
    f"</textarea></select></option></style><{ELEMENT}>",
    f"\" autofocus onfocus={WORD}(1) {ATTRIBUTE}=\"",
    f"' onmouseover='{WORD}(1)' {ATTRIBUTE}='",
    f"<svg><animate onbegin={WORD}(1) attributeName=x dur=1s><{ELEMENT}></svg>",
    f"]]><{ELEMENT}/><![CDATA[",
    f"--><{ELEMENT}><!--",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={WORD}(1)><{ELEMENT}>",
    f"{{{{ 7*7 }}}}{{% raw %}}<{ELEMENT}>",
    f"<a href=\"javascript:{WORD}(1)\" {ATTRIBUTE}>x</a>",
    f"<iframe srcdoc=\"<script>{WORD}(1)</script>\"></iframe><{ELEMENT}>",
    f"<style>@import'//evil.example/{WORD}';</style><{ELEMENT}>",
    f"<base href=//evil.example/><meta http-equiv=refresh content=0;url=javascript:{WORD}(1)><{ELEMENT}>",
    f"<div hx-get=/logout hx-trigger=load data-hx-on:load={WORD}(1) {ATTRIBUTE}></div>",
    f"\u202e<{ELEMENT}>\u0000\u2028\u2029",
)  # fmt: skip

ADDRESSES = (
    f"javascript:{WORD}(1)",
    f" javascript:{WORD}(1)",
    f"java\nscript:{WORD}(1)",
    f"JaVaScRiPt://x.example/%0a{WORD}(1)",
    f"data:text/html,<script>{WORD}(1)</script>",
    f"vbscript:{WORD}(1)",
    f"https://x.example/\" onmouseover=\"{WORD}(1)\" {ATTRIBUTE}=\"",
    f"https://x.example/'><{ELEMENT}>",
    f"//evil.example/{WORD}",
    f"https:/\\evil.example/{WORD}",
)  # fmt: skip


def make_store(path: Path) -> None:
    """Write the store: news of 18 months about two states, two editions of an official paper, judgements, skips."""
    with Store(path) as store, store.run(f"read {PAYLOADS[0]}", models={PAYLOADS[1]: PAYLOADS[2]}) as run:
        first: Event | None = None
        for number, payload in enumerate(PAYLOADS):
            document = _news(number, payload)
            store.add_document(document, run)
            events = _events(document, number, payload)
            store.add_events(document.id, events, run)
            first = first or events[0]
        for year in (2018, 2020):
            store.add_document(_paper(year), run)
        uncoded = replace(_news(99, PAYLOADS[0]), language="xx", publisher=PAYLOADS[3])
        store.add_document(uncoded, run)
        store.add_skipped(Skipped(PAYLOADS[1], PAYLOADS[2], PAYLOADS[4]), run, uncoded.id)
        store.add_skipped(Skipped(f"news/{PAYLOADS[5]}.pdf", f"is encrypted {PAYLOADS[6]}", None), run)
        assert first is not None
        store.judge(first.id, "accepted", reviewer=PAYLOADS[1], reason=PAYLOADS[7])
        store.judge(first.id, "rejected", reviewer=PAYLOADS[6], reason=PAYLOADS[0])


def _news(number: int, payload: str) -> Document:
    payload = payload.replace("\x00", "")
    day = date(2018 + number % 36 // 12, number % 12 + 1, 5)
    text = (
        f"SEOUL, {payload}\n\n"
        f"On {day.day} {day:%B %Y} South Korea {payload} condemned Japan {payload} over the export rules, "
        f"Kyodo {payload} said.\n\n"
        f"Japan's foreign minister {payload} agreed with the South Korean ambassador {payload} to hold talks. "
        f"The General Security of Military Information Agreement {payload} of 23 November 2016 renews itself each year."
    )
    raw = f"<html><body>{payload}<p>{text}</p></body></html>"
    return Document(
        id=content_id("doc", raw, text, str(number)),
        path=f"news/{number}/{payload}.html",
        text=text,
        raw=raw,
        media_type="text/html",
        title=f"Title {payload}",
        url=ADDRESSES[number % len(ADDRESSES)],
        publisher=f"Courier {payload}",
        editor=payload,
        author=payload,
        published=DateValue(day, day, "day", payload),
        published_basis=payload,
        language="en",
        language_basis="stated",
        encoding=payload,
        removed=(Removed(0, 12, payload, raw[:12]),),
        metadata={payload: payload, "tags": [payload, {payload: payload}]},
    )


def _events(document: Document, number: int, payload: str) -> list[Event]:
    text, clean = document.text, payload.replace("\x00", "")
    paragraphs = text.split("\n\n")
    day = document.published
    accuse = Event(
        id=content_id("ev", document.id, "1"),
        path=document.path,
        document=document.id,
        date=DateValue(day.start, day.end, "day", clean, _find(text, paragraphs[1][:10])),
        source=(
            Participant(f"kor/{clean}", f"Minister {clean}", "KOR", "government", _find(text, f"South Korea {clean}")),
        ),
        target=(Participant("JPN", f"Japan {clean}", "JPN", "government", _find(text, f"Japan {clean}")),),
        type="ACCUSE",
        mode="disapprove",
        context=("diplomatic",),
        cameo="111",
        intensity=-3.0,
        scale="PLOVER",
        status="happened",
        contested=number % 2 == 0,
        attribution=(Attribution(f"Kyodo {clean}", "agency", "JPN", _find(text, f"Kyodo {clean}")),),
        evidence=_find(text, paragraphs[1]),
        trigger=_find(text, "condemned"),
        incident=content_id("in", "accuse", str(number // 2)),
        confidence=0.9,
    )
    agree = replace(
        accuse,
        id=content_id("ev", document.id, "2"),
        source=(
            Participant("jpn/minister", f"Minister {clean}", "JPN", "government", _find(text, f"minister {clean}")),
        ),
        target=(Participant("KOR", f"South Korea {clean}", "KOR", "government", _find(text, f"ambassador {clean}")),),
        type="AGREE",
        mode="meet",
        cameo="0312",
        intensity=3.0,
        status="planned",
        evidence=_find(text, paragraphs[2]),
        trigger=_find(text, "agreed"),
        incident=content_id("in", "agree", str(number)),
    )
    return [accuse, agree]


def _paper(year: int) -> Document:
    text = "\n\n".join(
        [f"# Defence Paper {year} {PAYLOADS[year % 7]}"]
        + [
            f"## Section {n} {name} {payload}\n\n{name} {payload} is a {label} of the Republic of Korea in {year}. "
            f"The ministers of {name} and the Republic of Korea met in Seoul {payload}."
            for n, (name, payload) in enumerate(
                zip(["Japan", "China", "Russia", "Australia"], PAYLOADS[year % 5 :], strict=False), start=1
            )
            for label in ["partner" if year == 2018 else "neighbour"]
        ]
    )
    return Document(
        id=content_id("doc", text),
        path=f"papers/{year}/{PAYLOADS[1]}.md",
        text=text,
        raw=text,
        media_type="text/markdown",
        title=f"Defence Paper {year} {PAYLOADS[2]}",
        publisher=f"Ministry {PAYLOADS[3]}",
        url=f"https://x.example/{year}{ADDRESSES[6][17:]}",
        published=DateValue(date(year, 7, 1), date(year, 7, 1), "day"),
        language="en",
        metadata={
            "series": f"kr_paper {PAYLOADS[5]}",
            "edition": str(year),
            "issuer": "Republic of Korea MND",
            "title": PAYLOADS[4],
        },
    )


def _find(text: str, quote: str) -> Span:
    start = text.index(quote)
    return span_of(text, start, start + len(quote))
