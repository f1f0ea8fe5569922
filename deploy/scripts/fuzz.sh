#!/usr/bin/env bash
# Makes new inputs for the fuzz targets: fuzz.sh [DURATION] [TARGET]. See docs/reference/fuzzing.md.
# TARGET "today" is one of them, another each day.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
duration=${1:-3s}
target=${2:-*FuzzTest}
compile=()
modules=deploy/standalone # and what it stands on: all that have targets

if [ "$target" = today ]; then
  mapfile -t all < <(find . -path '*/src/test/java/*FuzzTest.java' -not -path '*/target/*' | sort)
  file=${all[$(date -u +%s) / 86400 % ${#all[@]}]}
  target=$(basename "$file" .java)
  modules=${file%%/src/test/java/*}
  compile=(-Dmaven.compiler.useIncrementalCompilation=false) # behind a whole build: only what is older than its source
fi
echo "fuzz.sh: $target, $duration each"

# Every target runs in a process of its own, which Surefire lists with the JDK that Maven itself runs on.
jdk=""
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null || true)
  if [ -x "$home/bin/javac" ] && [ "${version:-0}" -ge 21 ]; then jdk=$home; break; fi
done
[ -n "$jdk" ] || { echo "fuzz.sh: no JDK 21 or newer found (looked at JAVA_HOME and /usr/lib/jvm)" >&2; exit 1; }

JAVA_HOME=$jdk mvn -B -q -Pfuzz ${compile[@]+"${compile[@]}"} -pl "$modules" -am test -Dtest="$target" -Djazzer.max_duration="$duration"
echo "fuzz.sh: $target: nothing found"
