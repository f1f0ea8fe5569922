#!/usr/bin/env python3
"""Chooses the prompts of `./promptyard demo week`: those held out of ZeroEval, with the outcomes of four models. Run from anywhere."""
import gzip
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "router-topology/data/routing/zeroeval.dev.jsonl.gz"
OUT = ROOT / "deploy/standalone/src/main/resources/io/promptyard/standalone/week/prompts.jsonl.gz"
MODELS = {
    "gpt-4o-2024-08-06": "openai/gpt-4o",
    "gpt-4o-mini-2024-07-18": "openai/gpt-4o-mini",
    "claude-3-5-haiku-20241022": "anthropic/claude-3-5-haiku-latest",
    "Mistral-Large-2": "mistral/mistral-large-latest",
}

with gzip.open(SOURCE, "rt", encoding="utf-8") as rows:
    lines = []
    for row in map(json.loads, rows):
        outcomes = {target: row["scores"][model] for model, target in MODELS.items()}
        chosen = {"id": row["id"], "bench": row["bench"], "prompt": row["prompt"], "outcomes": outcomes}
        lines.append(json.dumps(chosen, ensure_ascii=False) + "\n")
with open(OUT, "wb") as file, gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as out:
    out.write("".join(lines).encode())
print(f"{len(lines)} prompts")
