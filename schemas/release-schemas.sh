#!/usr/bin/env bash
# Keeps a copy of the current schemas as a released version, which every later one is tested against.
# Usage: schemas/release-schemas.sh VERSION      (for example: schemas/release-schemas.sh v2)
set -euo pipefail

if [[ $# -ne 1 || ! $1 =~ ^v[0-9]+$ ]]; then
  echo "usage: release-schemas.sh VERSION, such as v2" >&2
  exit 2
fi
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
target="$here/src/test/resources/released/$1"
if [[ -e $target ]]; then
  echo "release-schemas.sh: $1 is released already; a released schema never changes" >&2
  exit 1
fi
mkdir -p "$target"
cp "$here"/src/main/avro/*.avsc "$target"/
echo "$1: $(find "$target" -name '*.avsc' | wc -l) schemas"
