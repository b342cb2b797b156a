"""Short reports of our own about edition changes, and the claims in them; the seeds stand in test_seeds.py."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.editions.claims import claims
from detente.editions.records import Claim
from detente.evidence import holds
from detente.records import DateValue, Document, content_id

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "claims_cases.yaml").read_text("utf-8"))
WANTED = [(name, wanted) for name, case in CASES.items() for wanted in case.get("has", [])]
UNWANTED = [(name, unwanted) for name, case in CASES.items() for unwanted in case.get("never", [])]


def document_of(text: str, published: date | None, title: str | None = None) -> Document:
    value = DateValue(published, published, "day") if published else DateValue()
    return Document(
        content_id("doc", text), "case.txt", text, text, "text/plain", title=title, language="en", published=value
    )


@cache
def claims_of(name: str) -> list[Claim]:
    case = CASES[name]
    return claims(document_of(case["text"], case["published"], case.get("title")))


def fits(claim: Claim, wanted: dict[str, Any]) -> bool:
    for key, value in wanted.items():
        if key == "said":
            if not any(value in link.name for link in claim.attribution):
                return False
        elif key in {"before", "after"}:
            told = getattr(claim, key)
            if (told is None) != (value is None) or (value is not None and value.lower() not in told.lower()):
                return False
        elif key == "order":
            if list(claim.order or ()) != value:
                return False
        elif getattr(claim, "reference_edition" if key == "reference" else key) != value:
            return False
    return True


@pytest.mark.parametrize("name, wanted", WANTED, ids=[f"{n}-{w['kind']}-{i}" for i, (n, w) in enumerate(WANTED)])
def test_tells_the_claim(name: str, wanted: dict[str, Any]) -> None:
    found = claims_of(name)
    assert any(fits(claim, wanted) for claim in found), "\n".join(map(str, found)) or "no claims"


@pytest.mark.parametrize("name, unwanted", UNWANTED, ids=[f"{n}-{w['kind']}" for n, w in UNWANTED])
def test_tells_no_other_claim(name: str, unwanted: dict[str, Any]) -> None:
    assert not [claim for claim in claims_of(name) if fits(claim, unwanted)]


@pytest.mark.parametrize("name", CASES)
def test_every_span_verifies(name: str) -> None:
    text = CASES[name]["text"]
    for claim in claims_of(name):
        spans = [claim.evidence, claim.trigger, *(link.span for link in claim.attribution)]
        assert all(holds(text, span) for span in spans)


@settings(max_examples=12)
@given(
    st.lists(st.sampled_from([case["text"] for case in CASES.values()]), min_size=1, max_size=2), st.text(max_size=30)
)
def test_spans_verify_in_any_text(texts: list[str], between: str) -> None:
    document = document_of(between.join(texts) + between, None)
    for claim in claims(document):
        assert holds(document.text, claim.evidence)
        assert holds(document.text, claim.trigger)
