#!/bin/bash
# The image's entry point: the product's command line, as process 1, so that SIGTERM reaches it and drains it.
set -euo pipefail
# shellcheck disable=SC2086 # words on purpose
exec java ${PROMPTYARD_JAVA_FLAGS:-} ${PROMPTYARD_JAVA_OPTS:-} \
  -cp '/opt/promptyard/*:/opt/promptyard/lib/*' io.promptyard.standalone.cli.Main "$@"
