#!/usr/bin/env bash
# Creates the public topics that are missing on a cluster, from deploy/topics/topics.yaml, with Kafka's own tool.
#   create-topics.sh --bootstrap HOST:PORT --providers a,b [--partitions N] [--replication-factor N]
#                    [--command-config FILE] [--print]
# --partitions replaces the file's count, except for topics that have one. --print only says what would be run.
# kafka-topics.sh is looked for in $KAFKA_HOME/bin and on PATH.
set -euo pipefail
file=$(cd "$(dirname "${BASH_SOURCE[0]}")/../topics" && pwd -P)/topics.yaml
bootstrap="" providers="" partitions="" print="" options=()

usage() { echo "create-topics: $*" >&2; exit 2; }

while [ $# -gt 0 ]; do
  case "$1" in
    --print) print=yes; shift; continue ;;
    --bootstrap | --providers | --partitions | --replication-factor | --command-config)
      [ $# -ge 2 ] || usage "$1 needs a value" ;;
    *) usage "unknown option $1" ;;
  esac
  case "$1" in
    --bootstrap) bootstrap=$2 ;;
    --providers) providers=$2 ;;
    --partitions) partitions=$2 ;;
    *) options+=("$1" "$2") ;;
  esac
  shift 2
done
[ -n "$bootstrap" ] || usage "--bootstrap HOST:PORT is needed"
[ -n "$providers" ] || usage "--providers a,b is needed: the ids in your configuration"

# One line per topic: name, partitions, settings. The file is written by a program and keeps this plain layout.
topics() {
  awk -v providers="$providers" '
    function put(  ids, n, i, one) {
      if (name == "") return
      if (name !~ /\{provider\}$/) { print name, partitions, configs; return }
      n = split(providers, ids, ",")
      for (i = 1; i <= n; i++) { one = name; sub(/\{provider\}$/, ids[i], one); print one, partitions, configs }
    }
    $1 == "-" && $2 == "name:"  { put(); name = $3; configs = "" }
    $1 == "partitions:"         { partitions = $2 }
    /^      [a-z.]+: /          { configs = configs " --config " substr($1, 1, length($1) - 1) "=" $2 }
    END                         { put() }' "$file"
}

tool=kafka-topics.sh
if [ -z "$print" ]; then
  tool=$(command -v "${KAFKA_HOME:+$KAFKA_HOME/bin/}kafka-topics.sh" || command -v kafka-topics) \
    || { echo "create-topics: no kafka-topics.sh in \$KAFKA_HOME/bin or on PATH" >&2; exit 1; }
fi

topics | while read -r name count configs; do
  [ -n "$partitions" ] && [ "$count" -gt 1 ] && count=$partitions
  # shellcheck disable=SC2086 # words on purpose
  set -- --bootstrap-server "$bootstrap" --create --if-not-exists --topic "$name" --partitions "$count" $configs "${options[@]}"
  if [ -n "$print" ]; then echo "$tool $*"; else "$tool" "$@" </dev/null; fi
done
