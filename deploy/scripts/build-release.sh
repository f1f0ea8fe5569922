#!/usr/bin/env bash
# Builds a release out of this repository's own history, once, and prints the directory of its distribution.
# Usage: deploy/scripts/build-release.sh [VERSION]      (default: the last of deploy/releases.txt)
# Exit codes: 0 built or built before, 1 the build failed, 2 bad usage, 3 the commit is not here (a shallow clone).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

if [ $# -gt 1 ]; then
  echo "usage: build-release.sh [VERSION]" >&2
  exit 2
fi
line=$(grep -v '^#' "$here/deploy/releases.txt" | { if [ $# = 1 ]; then grep -F -- "$1 " || true; else tail -n 1; fi; })
read -r version commit <<<"$line" || true
if [ -z "${commit:-}" ]; then
  echo "build-release.sh: no release ${1:-} in deploy/releases.txt" >&2
  exit 2
fi
if ! git -C "$here" rev-parse --quiet --verify "$commit^{commit}" >/dev/null 2>&1; then
  echo "build-release.sh: commit $commit of $version is not in this clone: git fetch --unshallow brings it" >&2
  exit 3
fi

built="$here/deploy/e2e/target/releases/$version-${commit:0:12}"
if [ ! -d "$built" ]; then
  echo "build-release.sh: building $version at ${commit:0:12}" >&2
  mkdir -p "$here/deploy/e2e/target/releases"
  work=$(mktemp -d "$here/deploy/e2e/target/releases/.work-XXXXXX")
  trap 'rm -rf "$work"' EXIT
  git -C "$here" archive "$commit" | tar -x -C "$work"
  # A Maven that runs this must not lend its own settings. The first compiler of each JVM alone halves the CPU time.
  build() {
    (cd "$work" && env -u MAVEN_PROJECTBASEDIR -u MAVEN_CMD_LINE_ARGS JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1 mvn -B -q "$@" -pl deploy/standalone -am \
      -Dmaven.test.skip=true -Dspotless.check.skip=true -Dpromptyard.apicurio.skip=true package) >"$work/build.log" 2>&1
  }
  build -o || build || {
    tail -n 40 "$work/build.log" >&2
    echo "build-release.sh: the build of $version failed" >&2
    exit 1
  }
  # In one step, so that nobody sees half of it.
  mv -T "$work/deploy/standalone/target/promptyard" "$built" 2>/dev/null || [ -d "$built" ]
fi
echo "$built"
