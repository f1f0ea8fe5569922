#!/bin/sh
# Runs the foreign clients of this directory against a Promptyard that is up. Wants
#   PROMPTYARD_GATEWAY_URL   such as http://127.0.0.1:8080/v1
#   PROMPTYARD_BOOTSTRAP     such as 127.0.0.1:9092
#   PROMPTYARD_REGISTRY_URL  such as http://127.0.0.1:8081
# Exit code: that of the tests; 2 when something is missing; 3 when the clients cannot be installed.
set -eu
cd "$(dirname "$0")"

for name in PROMPTYARD_GATEWAY_URL PROMPTYARD_BOOTSTRAP PROMPTYARD_REGISTRY_URL; do
  eval "value=\${$name:-}"
  if [ -z "$value" ]; then
    echo "run.sh: $name is not set" >&2
    exit 2
  fi
done
for tool in node npm; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "run.sh: $tool is not on PATH" >&2
    exit 2
  fi
done

# npm writes the inner file last: an interrupted install is done again.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --fetch-retries=1 || {
    echo "run.sh: npm ci failed" >&2
    exit 3
  }
fi
exec node --test --test-reporter=spec --test-concurrency=1 openai.test.mjs kafka.test.mjs
