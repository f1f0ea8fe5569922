#!/usr/bin/env bash
# JMH benchmarks, time percentiles and bytes allocated per call: microbenchmarks.sh [JMH ARGUMENT...], for example
# microbenchmarks.sh ClassificationBenchmark -p tokens=256. Builds what is missing; -h lists JMH's own options.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
built=deploy/microbenchmarks/target/microbenchmarks

jdk=""
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null || true)
  if [ -x "$home/bin/javac" ] && [ "${version:-0}" -ge 21 ]; then jdk=$home; break; fi
done
[ -n "$jdk" ] || { echo "microbenchmarks.sh: no JDK 21 or newer found (looked at JAVA_HOME and /usr/lib/jvm)" >&2; exit 1; }

if [ ! -d "$built" ] || [ -n "$(find pom.xml {schemas,connectors,router-topology}/src/main deploy/{standalone,microbenchmarks}/src/main \
    -newer "$built" -type f -print -quit)" ]; then
  JAVA_HOME=$jdk mvn -B -q -DskipTests -Dspotless.check.skip=true -pl deploy/microbenchmarks -am package
  touch "$built"
fi
exec "$jdk/bin/java" -cp "$built/*:$built/lib/*" org.openjdk.jmh.Main -prof gc "$@"
