"""Makes the records of changes of wording out of sentences that were paired, or found alone."""

from __future__ import annotations

from collections.abc import Sequence

from detente.editions.parallel import Pair, Read
from detente.editions.phrases import Phrase
from detente.editions.records import Change, ChangeKind, Edition, Piece, Test
from detente.editions.redline import redline
from detente.editions.subjects import Subject
from detente.editions.weights import weight_of
from detente.evidence import span_of
from detente.records import Span, content_id

_OTHERWISE_KEPT = "the sentence is otherwise kept"


def edition_label(edition: Edition) -> str:
    """Return the name of an edition with its version where that is known: "2020 delivered"."""
    return f"{edition.name} {edition.version}" if edition.version else edition.name


def change_of(
    pair: Pair,
    kind: ChangeKind,
    first: Sequence[int],
    second: Sequence[int],
    *,
    trivial: str | None = None,
    note: str | None = None,
) -> Change:
    """Return a change of passages that both editions have."""
    before, after = text_of(pair.before, first), text_of(pair.after, second)
    pieces = redline(before, after)
    changed = before if kind == "moved" else " ".join(piece.text for piece in pieces if piece.op != "same")
    subject = pair.after.subjects[second[0]]
    if not subject.own and pair.before.subjects[first[0]].own:
        subject = pair.before.subjects[first[0]]
    return _make(
        pair,
        kind,
        subject,
        before=before,
        after=after,
        evidence_from=_span(pair.before, first),
        evidence_to=_span(pair.after, second),
        changed=changed,
        pieces=pieces,
        trivial=trivial,
        note=note,
        parts_from=tuple(pair.before.passages[i].unit.span for i in first) if len(first) > 1 else (),
        parts_to=tuple(pair.after.passages[j].unit.span for j in second) if len(second) > 1 else (),
    )


def _make(
    pair: Pair,
    kind: ChangeKind,
    subject: Subject,
    *,
    before: str | None,
    after: str | None,
    evidence_from: Span | None,
    evidence_to: Span | None,
    changed: str,
    pieces: tuple[Piece, ...],
    trivial: str | None = None,
    test: Test | None = None,
    note: str | None = None,
    parts_from: tuple[Span, ...] = (),
    parts_to: tuple[Span, ...] = (),
) -> Change:
    old, new = pair.before.edition, pair.after.edition
    country = next((code for code in subject.countries if code != new.issuer), None)
    places = [f"{span.start}-{span.end}" if span else "" for span in (evidence_from, evidence_to)]
    return Change(
        id=content_id("change", old.id, new.id, kind, *places, before or "", after or ""),
        series=new.series,
        issuer=new.issuer,
        edition_from=edition_label(old),
        edition_to=edition_label(new),
        kind=kind,
        country=country,
        countries=subject.countries,
        topic=subject.topic,
        before=before,
        after=after,
        weight=weight_of(kind, changed, country=country is not None, trivial=trivial is not None),
        trivial=trivial,
        evidence_from=evidence_from,
        evidence_to=evidence_to,
        redline=pieces,
        test=test,
        note=note,
        parts_from=parts_from,
        parts_to=parts_to,
    )


def text_of(side: Read, indices: Sequence[int]) -> str:
    """Return the words of sentences in a row."""
    return " ".join(side.passages[index].text for index in indices)


def _span(side: Read, indices: Sequence[int]) -> Span:
    spans = [side.passages[index].unit.span for index in indices]
    return span_of(side.edition.document.text, spans[0].start, spans[-1].end)


def _inside(side: Read, indices: Sequence[int], words: str) -> Span:
    """Return where `words` stand in the sentences, or the sentences where a page break parts the words."""
    whole = _span(side, indices)
    at = whole.quote.find(words)
    return whole if at < 0 else Span(whole.start + at, whole.start + at + len(words), words)


def phrase_changed(
    pair: Pair, phrase: Phrase, subject: Subject, own: Sequence[int], other: Sequence[int], test: Test
) -> Change:
    """Return the change of a phrase that the sentences `own` have and the sentences `other`, their counterpart, have not."""
    removed = phrase.removed
    span = _inside(pair.before if removed else pair.after, own, phrase.words)
    return _make(
        pair,
        "removed" if removed else "added",
        subject,
        before=phrase.words if removed else None,
        after=None if removed else phrase.words,
        evidence_from=span if removed else _span(pair.before, other),
        evidence_to=_span(pair.after, other) if removed else span,
        changed=phrase.words,
        pieces=(Piece("cut" if removed else "new", phrase.words),),
        test=test,
        note=_OTHERWISE_KEPT,
    )


def lone_change(pair: Pair, side: Read, index: int, test: Test, *, removed: bool) -> Change:
    """Return the change of a sentence that one edition alone has, with the test that nothing like it stands in the other."""
    passage = side.passages[index]
    span = passage.unit.span
    return _make(
        pair,
        "removed" if removed else "added",
        side.subjects[index],
        before=passage.text if removed else None,
        after=None if removed else passage.text,
        evidence_from=span if removed else None,
        evidence_to=None if removed else span,
        changed=passage.text,
        pieces=(Piece("cut" if removed else "new", passage.text),),
        test=test,
    )
