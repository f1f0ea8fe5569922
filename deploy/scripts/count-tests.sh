#!/usr/bin/env bash
# Counts the last run's tests from Surefire's and Failsafe's reports, names what failed, what failed at first only
# (FLAKY) and what was skipped, and ends with one line:
#   N passed, N failed, N skipped
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
reports=()
while IFS= read -r report; do reports+=("$report"); done \
  < <(find . -path '*/target/*-reports/TEST-*.xml' -not -path '*/node_modules/*' | sort)
if [ ${#reports[@]} -eq 0 ]; then echo "no test reports found" >&2; echo "0 passed, 0 failed, 0 skipped"; exit 1; fi

# What failed comes first, by name and with the first line of its message: a log that is cut keeps its end.
awk '
  function value(name,  found) {
    if (!match($0, " " name "=\"[^\"]*")) return ""
    found = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3)
    sub(/&#10;.*/, "", found); gsub(/&lt;/, "<", found); gsub(/&gt;/, ">", found); gsub(/&quot;/, "\"", found); gsub(/&amp;/, "\\&", found)
    return found
  }
  /<testcase /            { test = value("classname") "." value("name") }
  /<flaky(Failure|Error) .*type="/ { printf "FLAKY %s: %s\n", test, substr(value("message") " (" value("type") ")", 1, 600) }
  /<(failure|error) .*type="/ { printf "FAILED %s: %s\n", test, substr(value("message") " (" value("type") ")", 1, 600) }
' "${reports[@]}"

# Only the head of each report is read: the counts are attributes of <testsuite>, whatever line they stand on.
awk '
  function attribute(name,  found) {
    if (!match(head, " " name "=\"[0-9]+\"")) return 0
    found = substr(head, RSTART, RLENGTH); gsub(/[^0-9]/, "", found); return found + 0
  }
  function suite() {
    tests += attribute("tests"); failed += attribute("failures") + attribute("errors"); skips = attribute("skipped")
    skipped += skips
    if (skips) { file = FILENAME; sub(/.*\/TEST-/, "", file); sub(/\.xml$/, "", file); printf "SKIPPED %d in %s\n", skips, file }
    inside = 0; head = ""
  }
  FNR == 1            { done = 0; head = ""; inside = 0 }
  done                { next }
  /<testsuite[ \n]/   { inside = 1 }
  inside              { head = head " " $0 }
  inside && />/       { suite(); done = 1 }
  END                 { printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped }
' "${reports[@]}"
