#!/usr/bin/env bash
# Builds the product's image from the jars that `mvn package` made.
#   deploy/scripts/build-image.sh [NAME:TAG]          default promptyard:dev
#   JAVA_IMAGE=eclipse-temurin:21-jre …               another Java runtime, 21 or newer
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
image=${1:-promptyard:dev}
jars=$root/deploy/standalone/target/promptyard

command -v docker >/dev/null || { echo "build-image: no docker command found" >&2; exit 1; }
compgen -G "$jars/promptyard-standalone-*.jar" >/dev/null \
  || { echo "build-image: nothing built in $jars: run 'mvn package' or './promptyard models' first" >&2; exit 1; }

# The classic builder where the newer one is not installed: the Dockerfile needs nothing of either.
docker buildx version >/dev/null 2>&1 || export DOCKER_BUILDKIT=0
exec docker build --file "$root/deploy/images/Dockerfile" --tag "$image" \
  ${JAVA_IMAGE:+--build-arg "JAVA_IMAGE=$JAVA_IMAGE"} "$root"
