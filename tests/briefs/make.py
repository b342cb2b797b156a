"""A hand-made case: four short documents on Japan and South Korea, with events whose spans stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.briefs import Material
from detente.evidence import span_of
from detente.records import Attribution, DateValue, Document, Event, Participant, Sector, Skipped, Span, content_id

DYAD = ("KOR", "JPN")

RULING = (
    "On 30 October 2018 South Korea's Supreme Court ordered a Japanese steelmaker to pay wartime labourers.\n\n"
    "Japan protested to South Korea the same day, Kyodo reported."
)
RADAR = (
    "Japan accused South Korea of pointing a fire-control radar at its patrol aircraft on 20 December 2018. "
    "South Korea denied that it had threatened Japan's aircraft.\n\n"
    "In January 2019 officials of Japan and South Korea held talks in Singapore.\n\n"
    "In 2018 Japan had also praised South Korea."
)
EXPORTS = (
    "Japan tightened export controls against South Korea on 4 July 2019.\n\n"
    "South Korea threatened Japan with an end of the intelligence pact, a presidential official told Yonhap.\n\n"
    "A South Korean firm sued Japan on 5 August 2019."
)
PACT = (
    "South Korea told Japan on 22 August 2019 that it would end the pact. "
    "In November 2019 South Korea suspended that notice to Japan. "
    "Japan might one day reward South Korea."
)


@dataclass(frozen=True)
class Group:
    documents: tuple[str, ...]


def make_document(text: str, title: str, published: str | None, **fields: Any) -> Document:
    day = date.fromisoformat(published) if published else None
    values: dict[str, Any] = {
        "path": f"{title}.md",
        "media_type": "text/markdown",
        "publisher": "Example Courier",
        "published": DateValue(day, day, "day", published) if day else DateValue(),
        "published_basis": "front matter" if day else None,
        "language": "en",
        "url": f"https://courier.example/{content_id('p', title)}",
    }
    return Document(id=content_id("doc", text, title), text=text, raw=text, title=title, **(values | fields))


def day(text: str, last: str | None = None, precision: Any = "day") -> DateValue:
    return DateValue(date.fromisoformat(text), date.fromisoformat(last or text), precision)


def find(text: str, quote: str, nth: int = 0, start: int = 0) -> Span:
    at = start - 1
    for _ in range(nth + 1):
        at = text.index(quote, at + 1)
    return span_of(text, at, at + len(quote))


def make_event(
    document: Document,
    evidence: str,
    trigger: str,
    source: tuple[str, str],
    target: tuple[str, str],
    when: DateValue,
    type: str,
    said_by: Sequence[tuple[str, str]] = (),
    sector: Sector = "government",
    **fields: Any,
) -> Event:
    text = document.text
    sentence = find(text, evidence)

    def side(one: tuple[str, str]) -> tuple[Participant, ...]:
        country, mention = one
        return (Participant(country, country, country, sector, find(text, mention, start=sentence.start)),)

    values: dict[str, Any] = {
        "id": content_id("ev", document.id, evidence, trigger),
        "path": document.path,
        "document": document.id,
        "date": when,
        "source": side(source),
        "target": side(target),
        "type": type,
        "mode": None,
        "context": (),
        "cameo": None,
        "intensity": -2.0,
        "scale": "plover",
        "status": "happened",
        "contested": False,
        "attribution": tuple(
            Attribution(name, kind, "KOR", find(text, name, start=sentence.start)) for name, kind in said_by
        ),
        "evidence": sentence,
        "trigger": find(text, trigger, start=sentence.start),
        "incident": content_id("in", document.id, evidence, trigger),
        "confidence": 0.8,
    }
    return Event(**(values | fields))


def make_documents() -> list[Document]:
    return [
        make_document(RULING, "Court orders a steelmaker to pay", "2018-10-31"),
        make_document(RADAR, "Radar and talks", "2019-01-20", publisher="Example Times"),
        make_document(EXPORTS, "Controls and a threat", None, publisher=None, url=None),
        make_document(PACT, "The pact", "2019-11-23"),
    ]


def make_events(documents: Sequence[Document]) -> list[Event]:
    ruling, radar, exports, pact = documents
    japan, korea = ("JPN", "Japan"), ("KOR", "South Korea")
    first = day("2018-10-30")
    return [
        make_event(
            ruling, "On 30 October 2018 South Korea's Supreme Court ordered a Japanese steelmaker to pay wartime labourers.",
            "ordered", ("KOR", "South Korea's Supreme Court"), ("JPN", "Japanese steelmaker"), first, "SANCTION",
            sector="court", mode="convict", intensity=-6.0,
        ),
        make_event(
            ruling, "Japan protested to South Korea the same day, Kyodo reported.", "protested", japan, korea, first,
            "ACCUSE", [("Kyodo", "agency")], mode="disapprove",
        ),
        make_event(
            radar, "Japan accused South Korea of pointing a fire-control radar at its patrol aircraft on 20 December 2018.",
            "pointing", korea, japan, day("2018-12-20"), "MOBILIZE", contested=True, intensity=-5.5, mode="weapons",
            cameo="0154",
        ),
        make_event(
            radar, "South Korea denied that it had threatened Japan's aircraft.", "threatened", korea, japan,
            day("2018-12-01", "2018-12-31", "month"), "THREATEN", status="denied", intensity=-3.5,
        ),
        make_event(
            radar, "In January 2019 officials of Japan and South Korea held talks in Singapore.", "held talks", japan, korea,
            day("2019-01-01", "2019-01-31", "month"), "CONSULT", mode="third-party", intensity=1.0,
        ),
        make_event(
            radar, "In 2018 Japan had also praised South Korea.", "praised", japan, korea,
            day("2018-01-01", "2018-12-31", "year"), "SUPPORT", intensity=5.0,
        ),
        make_event(
            exports, "Japan tightened export controls against South Korea on 4 July 2019.", "tightened", japan, korea,
            day("2019-07-04"), "SANCTION", mode="discontinue", intensity=-6.0,
        ),
        make_event(
            exports,
            "South Korea threatened Japan with an end of the intelligence pact, a presidential official told Yonhap.",
            "threatened", korea, japan, DateValue(latest=date(2019, 8, 22)), "THREATEN",
            [("presidential official", "unnamed_official"), ("Yonhap", "agency")],
            mode="relations", status="threatened", intensity=-3.5,
        ),
        make_event(
            exports, "A South Korean firm sued Japan on 5 August 2019.", "sued", ("KOR", "South Korean firm"), japan,
            day("2019-08-05"), "ACCUSE", sector="business", mode="allege", intensity=-3.5,
        ),
        make_event(
            pact, "South Korea told Japan on 22 August 2019 that it would end the pact.", "end", korea, japan,
            day("2019-08-22"), "SANCTION", mode="withdraw", intensity=-6.0,
        ),
        make_event(
            pact, "In November 2019 South Korea suspended that notice to Japan.", "suspended", korea, japan,
            day("2019-11-01", "2019-11-30", "month"), "CONCEDE", intensity=4.5,
        ),
        make_event(
            pact, "Japan might one day reward South Korea.", "reward", japan, korea, DateValue(), "AID",
            status="hypothetical", intensity=10.0, confidence=0.3,
        ),
    ]  # fmt: skip


def make_material(**fields: Any) -> Material:
    documents = make_documents()
    others = [
        make_document("Nothing of note.", "Quiet day", "2019-05-01"),
        make_document("日本と韓国は会談した。", "会談", "2019-05-02", language="ja"),
    ]
    skipped = [Skipped("locked.pdf", "the PDF is encrypted", "remove its password")]
    return Material.of([*documents, *others], make_events(documents), DYAD, skipped=skipped, **fields)
