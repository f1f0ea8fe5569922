#!/usr/bin/env bash
# A Docker engine of our own for tests, on a Debian machine that has none and reaches no container registry: Debian's
# docker.io on its own socket and data root, and a Java base image made from Debian's packages and the machine's JDK.
# Published ports are bound to 127.0.0.1. Needs root.
#   docker-engine.sh start [--install]    start it; --install may install docker.io and debootstrap by apt
#   docker-engine.sh stop                 end it, remove its data, network bridge and firewall rules
#   docker-engine.sh status               exit 0 when it answers
#   docker-engine.sh env [--ahead]        print what clients need: eval "$(docker-engine.sh env)"; nothing when not running, but
#                                         with --ahead what they will need of one that is still to start
# State is kept in $PROMPTYARD_DOCKER_DIR, by default promptyard-docker in the machine's folder for temporary files.
set -euo pipefail
dir=${PROMPTYARD_DOCKER_DIR:-${TMPDIR:-/tmp}/promptyard-docker}
marker=$dir/.promptyard-docker
socket=$dir/docker.sock
pidfile=$dir/dockerd.pid

say() { echo "docker-engine: $*" >&2; }
fail() { say "$@"; exit 1; }
own() { DOCKER_HOST=unix://$socket docker "$@"; }
answers() { [ -S "$socket" ] && own version >/dev/null 2>&1; }

install_missing() {
  local missing=()
  [ -x "$(command -v dockerd)" ] || missing+=(docker.io)
  [ -x "$(command -v debootstrap)" ] || missing+=(debootstrap)
  [ -x "$(command -v ip)" ] || missing+=(iproute2)
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "${1:-}" = --install ] || fail "missing: ${missing[*]}; say 'start --install' to install by apt"
  command -v apt-get >/dev/null || fail "missing: ${missing[*]}; and there is no apt here"
  say "installing ${missing[*]}"
  # A package's own service must not start: the engine here has its own socket and data root.
  local policy=/usr/sbin/policy-rc.d made=""
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy && made=yes
  fi
  local code=0
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}"; } \
    >"$dir/apt.log" 2>&1 || code=$?
  [ -z "$made" ] || rm -f $policy
  [ $code -eq 0 ] || { tail -n 5 "$dir/apt.log" >&2; fail "apt could not install ${missing[*]}"; }
}

# Starts dockerd with a storage driver; fails when it does not answer within 30 s.
start_daemon() {
  rm -f "$socket" "$pidfile"
  setsid dockerd --storage-driver="$1" --data-root "$dir/data" --exec-root "$dir/exec" --pidfile "$pidfile" \
    --host "unix://$socket" --ip 127.0.0.1 >"$dir/dockerd.log" 2>&1 </dev/null &
  local daemon=$! tries
  for ((tries = 0; tries < 120; tries++)); do
    answers && return 0
    kill -0 $daemon 2>/dev/null || return 1
    sleep 0.25
  done
  kill $daemon 2>/dev/null || true
  return 1
}

# The major version and home of the newest JDK among JAVA_HOME and /usr/lib/jvm.
newest_jdk() {
  local home major best=0 found=""
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    [ -n "$home" ] && [ -r "$home/release" ] && [ -x "$home/bin/java" ] || continue
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if [ "${major:-0}" -gt "$best" ]; then best=$major found=$home; fi
  done
  [ "$best" -ge 21 ] || fail "no JDK 21 or newer in JAVA_HOME or /usr/lib/jvm to make the base image from"
  echo "$best $found"
}

# Debian's packages come from where this machine's apt takes its own.
mirror_of() {
  apt-get indextargets --format '$(CREATED_BY)|$(CODENAME)|$(REPO_URI)' \
    | awk -F'|' -v codename="$1" '$1 == "Packages" && $2 == codename { print $3; exit }'
}

# A Debian base and the machine's JDK, under the name that the Dockerfile asks for. It is a stand-in, and labelled so.
import_base() {
  local image=$1 home=$2 codename mirror rootfs=$dir/rootfs
  # shellcheck source=/dev/null
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  mirror=$(mirror_of "$codename")
  [ -n "$mirror" ] || fail "apt names no source for Debian's '$codename'"
  say "making a stand-in for $image from Debian $codename and $home"
  rm -rf "$rootfs"
  debootstrap --variant=minbase "$codename" "$rootfs" "$mirror" >"$dir/debootstrap.log" 2>&1 \
    || { tail -n 3 "$dir/debootstrap.log" >&2; fail "debootstrap failed"; }
  rm -rf "$rootfs"/var/cache/apt/archives/*.deb "$rootfs"/var/lib/apt/lists/* "$rootfs"/etc/apt/sources.list
  mkdir -p "$rootfs/opt/java"
  cp -a "$home" "$rootfs/opt/java/openjdk"
  (cd "$rootfs/opt/java/openjdk" && rm -rf jmods include man lib/src.zip lib/ct.sym lib/security/cacerts)
  if [ -r "$home/lib/security/cacerts" ]; then
    cp -L "$home/lib/security/cacerts" "$rootfs/opt/java/openjdk/lib/security/cacerts"
  fi
  tar -C "$rootfs" -c . | own import \
    --change 'ENV JAVA_HOME=/opt/java/openjdk' \
    --change 'ENV PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    --change 'ENV LANG=C.UTF-8' --change 'LABEL io.promptyard.stand-in=true' --change 'CMD ["bash"]' \
    - "$image" >/dev/null
  rm -rf "$rootfs"
}

start() {
  if answers; then say "already running at unix://$socket"; return 0; fi
  if docker version >/dev/null 2>&1; then say "another engine answers already: nothing to start"; return 0; fi
  [ "$(id -u)" = 0 ] || fail "starting an engine needs root"
  mkdir -p "$dir"
  install_missing "${1:-}"
  touch "$marker"
  [ -e "$dir/forward-policy" ] || iptables -S FORWARD 2>/dev/null | awk '$1 == "-P" { print $3 }' >"$dir/forward-policy"
  [ -e "$dir/ip-forward" ] || cat /proc/sys/net/ipv4/ip_forward >"$dir/ip-forward"
  # Overlay where the kernel and file system allow it; vfs copies whole layers and works everywhere.
  start_daemon overlay2 || start_daemon vfs || { tail -n 5 "$dir/dockerd.log" >&2; fail "dockerd does not start"; }
  local major home image
  read -r major home <<<"$(newest_jdk)"
  image=eclipse-temurin:$major-jre
  own image inspect "$image" >/dev/null 2>&1 || import_base "$image" "$home"
  echo "$image" >"$dir/java-image"
  say "running at unix://$socket with $(own info --format '{{.Driver}}'); base image $image"
}

stop() {
  [ -e "$marker" ] || { say "not started by this script, nothing to stop"; return 0; }
  local pid="" tries
  [ -r "$pidfile" ] && pid=$(cat "$pidfile")
  if [ -n "$pid" ] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q -- "$dir/data"; then
    kill "$pid"
    for ((tries = 0; tries < 240; tries++)); do kill -0 "$pid" 2>/dev/null || break; sleep 0.25; done
  fi
  # What a container left mounted would keep the folder.
  awk -v dir="$dir/" 'index($2, dir) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mount; do umount -l "$mount" || true; done
  restore_network
  rm -rf --one-file-system "$dir"
  say "stopped; its data are gone"
}

# Docker leaves its bridges, chains and the FORWARD policy behind.
restore_network() {
  local table bridge policy
  for bridge in $(ip -o link show type bridge 2>/dev/null | awk -F': ' '{ print $2 }' | grep -E '^(docker0|br-[0-9a-f]{12})$'); do
    ip link delete "$bridge" 2>/dev/null || true
  done
  if command -v iptables-save >/dev/null; then
    for table in filter nat; do
      iptables-save -t $table 2>/dev/null | grep -v -E 'DOCKER|docker0|br-[0-9a-f]{12}' \
        | iptables-restore -T $table 2>/dev/null || true
    done
    policy=$(cat "$dir/forward-policy" 2>/dev/null || true)
    [ -z "$policy" ] || iptables -P FORWARD "$policy" 2>/dev/null || true
  fi
  [ ! -s "$dir/ip-forward" ] || cat "$dir/ip-forward" >/proc/sys/net/ipv4/ip_forward 2>/dev/null || true
}

case "${1:-}" in
  start) start "${2:-}" ;;
  stop) stop ;;
  status) if answers; then echo "running at unix://$socket"; else echo "not running"; exit 1; fi ;;
  env)
    if [ "${2:-}" = --ahead ]; then
      read -r major _ <<<"$(newest_jdk)"
      image=eclipse-temurin:$major-jre
    else
      answers || exit 0
      image=$(cat "$dir/java-image")
    fi
    echo "export DOCKER_HOST=unix://$socket"
    # Testcontainers' reaper, and the image it finds its host with, cannot be pulled here.
    echo "export TESTCONTAINERS_RYUK_DISABLED=true"
    echo "export TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1"
    echo "export JAVA_IMAGE=$image"
    ;;
  *) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0" >&2; exit 2 ;;
esac
