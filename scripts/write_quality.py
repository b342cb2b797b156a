"""Run the evaluators on the development data and write what they measured for the page of coverage and quality.

    python scripts/write_quality.py [SHARED] [--output FILE]

SHARED is the folder that holds `gold/`, ../shared by default. Each figure comes from the output of the command that stands
beside it in the file; nothing is typed by hand. An evaluator whose data is not there is left out, with the reason on
standard error. Takes two minutes.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from detente.data.tables import tables_version

ROOT = Path(__file__).parent.parent
OUTPUT = ROOT / "src" / "detente" / "data" / "quality.json"
_PROGRAM = "import sys; from detente.cli import main; main(sys.argv[1:])"
_SHARE = re.compile(r"^(?P<name>\S.*?)\s{2,}(?P<right>\d+) of\s+(?P<all>\d+) right")
_SCORE = re.compile(
    r"^(?P<name>[^:]+): precision (?P<precision>[\d.]+), recall (?P<recall>[\d.]+) "
    r"\((?P<right>\d+) right, (?P<found>\d+) found, (?P<wanted>\d+) wanted\)"
)

Row = dict[str, Any]


@dataclass(frozen=True)
class Measure:
    """An evaluator: how it is called, what data it needs, and how its output becomes rows."""

    id: str
    title: str
    about: str
    command: tuple[str, ...]
    needs: str
    rows: Callable[[str], list[Row]]


def articles(out: str) -> list[Row]:
    """Return the levels of `detente evaluate FOLDER`, with the floors below which the tests fail."""
    found = json.loads(out)
    floors = floors_of(ROOT / "tests/coding/test_gold.py")
    rows = [
        {
            "name": name,
            "precision": round(tally["hits"] / tally["coded"], 3),
            "recall": round(tally["hits"] / tally["annotated"], 3),
            "f1": round(tally["f1"], 3),
            "floor": floors.get(name),
            "right": tally["hits"],
            "found": tally["coded"],
            "wanted": tally["annotated"],
        }
        for name, tally in found["levels"].items()
    ]
    dates = {"name": "dates of events whose type is right", "share": round(found["dates_right"] / found["dates"], 3)}
    return [*rows, dates | {"right": found["dates_right"], "wanted": found["dates"]}]


def given(out: str) -> list[Row]:
    """Return the figures of `detente evaluate FILE.tsv`."""
    found = json.loads(out)
    whole = {name: round(found[key], 3) for name, key in (("f1", "macro_f1"), ("low", "low"), ("high", "high"))}
    rows = [
        {"name": label, "precision": round(p, 3), "recall": round(r, 3), "f1": round(f1, 3), "wanted": count}
        for label, (p, r, f1, count) in found["by_label"].items()
    ]
    return [{"name": "macro F1 over the types", **whole, "share": round(found["accuracy"], 3)}, *rows]


def quiet(out: str) -> list[Row]:
    """Return the false alarms of `detente evaluate FILE.txt`."""
    found = json.loads(out)
    return [{"name": "events coded where there are none", "found": found["events"], "sentences": found["sentences"]}]


def shares(out: str) -> list[Row]:
    """Return lines such as "persons   56 of  58 right"."""
    matches = filter(None, map(_SHARE.match, out.splitlines()))
    return [
        {"name": m["name"], "share": round(int(m["right"]) / int(m["all"]), 3), "right": int(m["right"]), "wanted": int(m["all"])}
        for m in matches
        if int(m["all"])
    ]  # fmt: skip


def scores(out: str) -> list[Row]:
    """Return lines such as "labels: precision 1.000, recall 0.907 (49 right, 49 found, 54 wanted)"."""
    matches = filter(None, map(_SCORE.match, out.splitlines()))
    return [
        {"name": m["name"]}
        | {key: float(m[key]) for key in ("precision", "recall")}
        | {key: int(m[key]) for key in ("right", "found", "wanted")}
        for m in matches
    ]


def reported(out: str) -> list[Row]:
    """Return the last line of the evaluation of comparisons: "17 found, 1 silent, as it should be"."""
    last = out.strip().splitlines()[-1]

    def number(word: str) -> int:
        match = re.search(rf"(\d+) {word}", last)
        return int(match[1]) if match else 0

    found, missed = number("found"), number("MISSED")
    silent, loud = number("silent"), number("FALSE ALARM")
    return [
        {"name": "reported wordings that came out", "share": _part(found, missed), "right": found, "wanted": found + missed},
        {"name": "controls that stayed silent", "share": _part(silent, loud), "right": silent, "wanted": silent + loud},
    ]  # fmt: skip


def _part(right: int, wrong: int) -> float | None:
    return round(right / (right + wrong), 3) if right + wrong else None


def floors_of(path: Path) -> dict[str, float]:
    """Return the floors that a test holds figures against: its constant `FLOORS`."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "FLOORS" for t in node.targets):
            found: dict[str, float] = ast.literal_eval(node.value)
            return found
    return {}


MEASURES = (
    Measure(
        "articles", "Events of annotated articles", "English news articles whose events careful readers coded by hand.",
        ("detente", "evaluate", "SHARED/gold/news", "--json", "--quiet"), "SHARED/gold/news/annotations", articles,
    ),
    Measure(
        "given", "Types of acts, the actors given", "Sentences whose source and target are marked; PLOVER's types.",
        ("detente", "evaluate", "SHARED/gold/coding/plv_dev.tsv", "--json", "--quiet"), "SHARED/gold/coding/plv_dev.tsv", given,
    ),
    Measure(
        "quiet", "Text without events", "Sentences without an event between states, written for the project.",
        ("detente", "evaluate", "tests/coding/quiet.txt", "--json", "--quiet"), "tests/coding/quiet.txt", quiet,
    ),
    Measure(
        "actors", "Who is meant", "Names and offices at a date, and the persons and agreements of the annotated articles.",
        ("python", "scripts/evaluate_actors.py", "SHARED"), "SHARED/gold/actors", shares,
    ),
    Measure(
        "editions", "Changes between editions", "Changes that were reported, where both texts are at hand.",
        ("python", "scripts/evaluate_editions.py", "SHARED/gold/editions/truth_dev.csv", "SHARED/gold/editions"),
        "SHARED/gold/editions/truth_dev.csv", reported,
    ),
    Measure(
        "labels", "Labels and tone", "Labels as the press gave them; speeches in the Security Council, labelled by hand.",
        ("python", "scripts/evaluate_labels.py", "SHARED"), "SHARED/gold/editions/labels_dev.csv", scores,
    ),
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    chosen = parser.parse_args()
    measured = [found for one in MEASURES if (found := measure(one, chosen.shared)) is not None]
    whole = {
        "written": datetime.now(UTC).date().isoformat(),
        "command": "python scripts/write_quality.py",
        "version": version("detente"),
        "tables": tables_version(),
        "measures": measured,
    }
    chosen.output.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {chosen.output}: {len(measured)} of {len(MEASURES)} measures")
    return 0 if len(measured) == len(MEASURES) else 1


def measure(one: Measure, shared: Path) -> dict[str, Any] | None:
    """Run an evaluator and return what it measured, or None where its data is not there or its output says nothing."""

    def at(text: str, folder: str) -> str:
        return text.replace("SHARED", folder)

    if not (ROOT / at(one.needs, str(shared.resolve()))).exists():
        print(f"{one.id}: {at(one.needs, str(shared))} is not there; left out", file=sys.stderr)
        return None
    program, *arguments = (at(word, str(shared.resolve())) for word in one.command)
    start = [sys.executable, "-c", _PROGRAM] if program == "detente" else [sys.executable]
    done = subprocess.run([*start, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    rows = one.rows(done.stdout) if done.stdout.strip() else []
    if not rows:
        print(f"{one.id}: gave no figures ({done.stderr.strip()[-300:]}); left out", file=sys.stderr)
        return None
    command = " ".join(at(word, "../shared") for word in one.command)
    return {"id": one.id, "title": one.title, "about": one.about, "command": command, "rows": rows}


if __name__ == "__main__":
    raise SystemExit(main())
