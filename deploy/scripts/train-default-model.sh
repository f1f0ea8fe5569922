#!/usr/bin/env bash
# Trains the model that ships with the router from router-topology/data (the train split only, ids that stand re-wrapped in
# other benchmarks' test prompts left out) and puts it where the build takes it from. The same data gives the same bytes.
# Then evaluates it on the dev split. Four minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")/../.."

data=router-topology/data
model=router-topology/src/main/resources/io/promptyard/router/classify/learned/default.model

list() {
  local split=$1 files=() name
  for name in llmrouter mmlupro routellm routerarena zeroeval; do files+=("$data/routing/$name.$split.jsonl.gz"); done
  for name in task domain; do files+=("$data/classify/$name.$split.jsonl.gz"); done
  (IFS=,; echo "${files[*]}")
}

./promptyard train --data "$(list train),$data/classify/tasks.templates,$data/classify/people.templates" --exclude "$data/routing/EXCLUDE_ids.txt" --out "$model"
./promptyard evaluate --model "$model" --data "$(list dev)" --exclude "$data/routing/EXCLUDE_ids.txt"
