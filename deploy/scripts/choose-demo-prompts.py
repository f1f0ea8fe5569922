#!/usr/bin/env python3
"""Chooses the demo's prompts from a folder of labelled prompts.

usage: choose-demo-prompts.py DATA_DIR OUT.jsonl

DATA_DIR holds gzipped JSON lines: classify/task.*.jsonl.gz (text, label, source), and routing/*.jsonl.gz (prompt, bench,
category). The choice is the same on every run. Only sources whose prompts are under Apache-2.0, MIT or CC BY are read;
share-alike, evaluation-only and unclear ones are left out. Prompts with offensive, sexual, violent, political or personal
matter are screened out by word and pattern, and by a short list of those that reading the result showed.
"""

import gzip
import hashlib
import json
import pathlib
import re
import sys

LICENCES = {
    "arena-hard-v2": "Apache-2.0",
    "clinc150": "CC BY 3.0",
    "self-instruct-seed": "Apache-2.0",
    "mt-bench": "Apache-2.0",
    "mmlu": "MIT",
    "mmlu-pro": "Apache-2.0",
    "gsm8k": "MIT",
    "cruxeval": "MIT",
    "mbpp": "CC BY 4.0",
    "human-eval": "MIT",
    "openbookqa": "Apache-2.0",
    "commonsenseqa": "MIT",
    "triviaqa": "Apache-2.0",
    "commongen": "MIT",
    "logic-grid": "Apache-2.0",
}

# (file, field that says the kind, its value, source, task, how many); the first match of a prompt wins.
WANTED = [
    ("classify/task", "label", "translation", "clinc150", "translation", 4),
    ("classify/task", "label", "summarisation", "self-instruct-seed", "summarization", 3),
    ("classify/task", "label", "rewriting", "self-instruct-seed", "rewriting", 2),
    ("classify/task", "label", "extraction", "self-instruct-seed", "extraction", 2),
    ("classify/task", "label", "code", "self-instruct-seed", "code", 4),
    ("classify/task", "label", "math", "self-instruct-seed", "math", 3),
    ("routing/routellm", "category", "writing", "mt-bench", "creative_writing", 6),
    ("routing/routellm", "category", "roleplay", "mt-bench", "chat", 3),
    ("routing/routellm", "category", "extraction", "mt-bench", "extraction", 8),
    ("routing/routellm", "category", "reasoning", "mt-bench", "reasoning", 6),
    ("routing/routellm", "category", "coding", "mt-bench", "code", 4),
    ("routing/routellm", "category", "stem", "mt-bench", "open_qa", 4),
    ("routing/routellm", "category", "humanities", "mt-bench", "open_qa", 4),
    ("classify/task", "label", "creative_writing", "arena-hard-v2", "creative_writing", 16),
    ("classify/task", "label", "code", "arena-hard-v2", "code", 16),
    ("classify/task", "label", "math", "arena-hard-v2", "math", 8),
    ("classify/task", "label", "assistant_command", "clinc150", "tool_use", 12),
    ("classify/task", "label", "chit_chat", "clinc150", "chat", 10),
    ("routing/llmrouter", "bench", "lr_mbpp", "mbpp", "code", 5),
    ("routing/llmrouter", "bench", "lr_human_eval", "human-eval", "code", 7),
    ("routing/llmrouter", "bench", "lr_commonsense_qa", "commonsenseqa", "commonsense", 7),
    ("routing/llmrouter", "bench", "lr_openbook_qa", "openbookqa", "commonsense", 6),
    ("routing/llmrouter", "bench", "lr_trivia_qa", "triviaqa", "open_qa", 8),
    ("routing/llmrouter", "bench", "lr_commongen", "commongen", "creative_writing", 3),
    ("routing/llmrouter", "bench", "lr_logicgrid", "logic-grid", "reasoning", 5),
    ("routing/zeroeval", "bench", "ze_crux", "cruxeval", "code", 5),
    ("routing/zeroeval", "bench", "ze_gsm", "gsm8k", "math", 10),
    ("routing/routellm", "category", "professional_law", "mmlu", "legal", 6),
    ("routing/routellm", "category", "international_law", "mmlu", "legal", 4),
    ("routing/routellm", "category", "clinical_knowledge", "mmlu", "medical", 5),
    ("routing/routellm", "category", "professional_medicine", "mmlu", "medical", 5),
] + [
    ("routing/mmlupro", "category", subject, "mmlu-pro", task, 3)
    for subject, task in [
        ("biology", "open_qa"), ("business", "math"), ("chemistry", "open_qa"), ("computer science", "open_qa"),
        ("economics", "open_qa"), ("engineering", "math"), ("health", "medical"), ("history", "open_qa"),
        ("law", "legal"), ("math", "math"), ("philosophy", "reasoning"), ("physics", "math"),
        ("psychology", "open_qa"), ("other", "open_qa"),
    ]
]

TOTAL = 200
MIN_CHARS, MAX_CHARS = 30, 6000
SCREENED = re.compile(
    r"\b(sex\w*|rape\w*|porn\w*|nude|naked|erotic\w*|abort\w*|suicid\w*|kill\w*|murder\w*|dead|die[sd]?|death|blood|weapon\w*|gun\w*|"
    r"bomb\w*|terror\w*|nazi\w*|hitler|holocaust|genocide|slave\w*|racis\w*|racial|ethnic\w*|jew\w*|muslim\w*|islam\w*|christian\w*|"
    r"black (?:man|men|woman|people)|white (?:man|men|woman|people)|asians?|hispanic|gay|lesbian|transgender|homosexual\w*|"
    r"drugs?|cocaine|heroin|marijuana|cannabis|alcoholi\w*|abus\w*|assault\w*|kidnap\w*|violen\w*|tortur\w*|hate|stupid|idiot|damn|hell|"
    r"shit|fuck\w*|bitch|ass|trump|biden|obama|putin|netanyahu|palestin\w*|israel\w*|ukrain\w*|genital\w*|penis|vagina\w*|breast\w*|"
    r"pregnan\w*|incest|masturb\w*|prostitut\w*|gambl\w*|wife|husband|religio\w*|god|war|shot|stab\w*|burn\w*|attack\w*|victim|"
    r"password|passport|social security|credit card number|fight\w*|vampire|capitalist|prohibited|jailbreak)\b", re.I)
PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|\+?\d[\d ()-]{9,}\d(?!\d*\})|\b\d{1,3}(\.\d{1,3}){3}\b|https?://|C:\\\\|/home/|/Users/|\w+@\w+:~", re.I)
# Read and put aside by hand (first 12 hex digits of the prompt's SHA-256): identity, insult, real persons, song or film text.
LEFT_OUT = {
    "1d6b2b2814cc", "5b7a5ea847de", "192cae969368", "2a9595ef0e37", "69d3df6b11eb", "c20a4f9849a6", "aaecfcb30389",
    "fa570211d60e",
}


def records(folder, name):
    for split in ("train", "dev"):
        path = folder / f"{name}.{split}.jsonl.gz"
        if path.exists():
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                yield from (json.loads(line) for line in lines)


def fits(text):
    return (MIN_CHARS <= len(text) <= MAX_CHARS and not SCREENED.search(text) and not PERSONAL.search(text)
            and "{{" not in text and "[asy]" not in text)


def kind_matches(record, field, value, source):
    text = record.get("text") or record.get("prompt")
    if source == "clinc150" and value == "translation":
        return record.get("source") == source and re.search(r"\b(translate|in (french|german|spanish|italian))\b", text)
    if field == "label":
        return record["label"] == value and record["source"] == source
    return record[field] == value and (source != "mmlu" or record["bench"] == "mmlu") and (
        source != "mt-bench" or record["bench"] == "mtbench")


def spread(texts, count):
    """By length from short to long, evenly, so that each kind shows its range; ties by hash, not by file order."""
    ranked = sorted(texts, key=lambda text: (len(text), hashlib.sha256(text.encode()).hexdigest()))
    if len(ranked) <= count:
        return ranked
    step = len(ranked) / count
    return [ranked[int(step * i + step / 2)] for i in range(count)]


def main(data_dir, out):
    folder = pathlib.Path(data_dir)
    chosen, seen, cache = [], set(), {}
    for name, field, value, source, task, count in WANTED:
        if name not in cache:
            cache[name] = list(records(folder, name))
        texts = {(r.get("text") or r.get("prompt")).strip() for r in cache[name] if kind_matches(r, field, value, source)}
        texts = [t for t in texts if fits(t) and t not in seen]
        for text in spread(texts, count):
            seen.add(text)
            # After the spread, so that putting one aside does not bring in another that nobody read.
            if hashlib.sha256(text.encode()).hexdigest()[:12] in LEFT_OUT:
                continue
            chosen.append({"task": task, "source": source, "licence": LICENCES[source], "prompt": text})
    print(f"{len(chosen)} fit", file=sys.stderr)
    chosen.sort(key=lambda row: hashlib.sha256(row["prompt"].encode()).hexdigest())
    chosen = balanced(chosen, TOTAL)
    with open(out, "w", encoding="utf-8") as lines:
        for number, row in enumerate(chosen, 1):
            lines.write(json.dumps({"id": f"demo-{number:03d}", **row}, ensure_ascii=False) + "\n")


def balanced(rows, total):
    """Takes away from the commonest task until {total} are left, so that rare tasks stay whole."""
    rows = list(rows)
    while len(rows) > total:
        counts = {}
        for row in rows:
            counts[row["task"]] = counts.get(row["task"], 0) + 1
        most = max(sorted(counts), key=counts.get)
        rows.pop(max(i for i, row in enumerate(rows) if row["task"] == most))
    return rows


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
