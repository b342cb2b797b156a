"""The two sides of an act: who is looked for where."""

from __future__ import annotations

from collections.abc import Sequence

from detente.coding.clauses import Clause, clause_of
from detente.coding.framing import Frame
from detente.coding.lexicon import Pattern
from detente.coding.matching import match_verb
from detente.coding.participants import Found, Scene, named


def targets_of(clause: Clause, pattern: Pattern, scene: Scene, sources: Sequence[Found]) -> list[Found]:
    """Look for the target in the places that the pattern names, in order; the first place that names another wins."""
    for place in pattern.target:
        if place == "obj":
            found = named(scene, clause.objects, loose=True)
        elif place == "poss":
            found = [f for o in clause.objects for f in scene.owners(o)]
        elif place == "xcomp":
            found = deep_targets(clause, scene, sources)
        elif place == "that":
            found = [f for c in clause.complements for f in named(scene, clause_of(c).subjects, loose=True)]
        else:
            found = named(scene, clause.obliques.get(place, ()), loose=True)
        if left := others(found, sources):
            return left
    if pattern.type == "ASSAULT":
        # Who is attacked is at times told only by where: "bombed a depot in Syria".
        for place in ("in", "on", "at", "near", "inside"):
            if left := others(named(scene, clause.obliques.get(place, ()), loose=True), sources):
                return left
    return []


def deep_targets(clause: Clause, scene: Scene, sources: Sequence[Found]) -> list[Found]:
    """Return the other side named anywhere in the complements of a predicate: "agreed to resume talks with Japan"."""
    queue = list(clause.complements)
    seen = 0
    while queue and seen < 6:
        seen += 1
        inner = clause_of(queue.pop(0))
        pattern = match_verb(inner, scene)
        if pattern is not None and (found := targets_of(inner, pattern, scene, sources)):
            return found
        heads = [*inner.objects, *(h for hs in inner.obliques.values() for h in hs)]
        if found := others(named(scene, heads, loose=True), sources):
            return found
        queue += inner.complements
    heads = [h for p in ("with", "to", "on", "against") for h in clause.obliques.get(p, ())]
    return others(named(scene, heads, loose=True), sources)


def others(found: Sequence[Found], sources: Sequence[Found]) -> list[Found]:
    """Keep those that are of another country than every source; news media only where nobody else is left."""
    own = {f.country for f in sources}
    spans = {f.mention.span for f in sources}
    left = [f for f in found if f.country is not None and f.country not in own and f.mention.span not in spans]
    return [f for f in left if f.actor and f.actor.sector != "media"] or left


def two_sides(sources: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """Split the subjects of a reciprocal act: the first country named is one side, the others the second."""
    if not sources:
        return [], []
    first = [f for f in sources if f.country == sources[0].country]
    return first[:1], [f for f in sources if f.country != sources[0].country]


def inside(clause: Clause, scene: Scene) -> list[Found]:
    """Return the sides named anywhere in the subject or in a "with" or "between" phrase of an act that stands as subject."""
    heads = [t for s in clause.subjects for t in s.subtree if t.pos_ in {"NOUN", "PROPN", "ADJ"}]
    heads += [h for p in ("with", "between") for h in clause.obliques.get(p, ())]
    found: list[Found] = []
    for head in heads:
        mention = scene.at(head)
        if mention is not None and all(f.mention is not mention for f in found):
            found.append(Found(mention, direct=False))
        elif mention is None and scene.is_pair(head):
            found += [Found(m, direct=True, by_pronoun=True) for m in scene.pair]
    return [f for f in found if f.country is not None]


def speakers_of(frame: Frame, scene: Scene) -> list[Found]:
    """Return the actors who report an act, news media aside."""
    found = [f for verb in frame.reporters for f in named(scene, clause_of(verb).subjects, loose=True, role="source")]
    return [f for f in found if f.actor is not None and f.actor.sector != "media"]


def addressees_of(frame: Frame, scene: Scene) -> list[Found]:
    """Return the actors to whom an act is told: "notified Tokyo that it would end the pact"."""
    return [f for verb in frame.reporters for f in named(scene, clause_of(verb).objects, loose=False)]
