#!/bin/bash
# Healthy when /readyz answers 200 on the management port. Needs nothing but bash: the image has no curl.
# The container's own name is asked, because a server bound to all addresses and one bound to that name both answer it.
set -euo pipefail
host=${PROMPTYARD_HEALTH_HOST:-${HOSTNAME:-127.0.0.1}}
exec 3<>"/dev/tcp/$host/${PROMPTYARD_HEALTH_PORT:-9464}"
printf 'GET /readyz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$host" >&3
IFS=' ' read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
