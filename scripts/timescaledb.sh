#!/usr/bin/env bash
# A throw-away TimescaleDB server on loopback, for machines without Docker (docs/operations.md).
#
#   start    start the server, made anew if there is none, and print its DATABASE_URL
#   stop     stop it; its data stays for the next start
#   url      print its DATABASE_URL; exit 1 when it is not running
#   status   say what is running; exit 1 when it is not
#   reset    stop it and delete its data
#
# The server is an installed PostgreSQL that has the timescaledb extension; where there is none,
# Debian 13's packages in a folder of their own, made once by debootstrap and used through chroot.
# AQUAMIND_CACHE   where folders and data are kept: /var/cache/aquamind for root, else ~/.cache/aquamind
# AQUAMIND_SERVER  name of the server, for more than one a clone; otherwise each clone has its own

set -euo pipefail
umask 022
unset "${!PG@}"  # psql and the server take nothing from the caller's environment
PATH=$PATH:/usr/sbin:/sbin

here=$(cd "$(dirname "$0")" && pwd -P)
readonly here
# shellcheck source=scripts/timescaledb/debian.sh
source "$here/timescaledb/debian.sh"
# shellcheck source=scripts/timescaledb/server.sh
source "$here/timescaledb/server.sh"

say() { printf 'timescaledb.sh: %s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

usage() {
    printf 'usage: %s start|stop|url|status|reset\n' "$0" >&2
    exit 2
}

# die_with_log FILE ERROR: the last lines of FILE, then the error.
die_with_log() {
    tail -n 20 "$1" >&2 2>/dev/null || true
    fail "$2 (the lines above are the end of $1)"
}

is_root() { [[ $EUID == 0 ]]; }

# One command at a time, over all clones: two starts must not build the same folder.
# What a command leaves running must not inherit the lock, hence the 9>&- where one is started.
take_lock() {
    mkdir -p "$CACHE" || fail "cannot make $CACHE; set AQUAMIND_CACHE to a folder that can be written"
    exec 9>"$CACHE/lock"
    if command -v flock >/dev/null && ! flock --timeout 900 9; then
        fail "another start or stop has held $CACHE/lock for 15 minutes"
    fi
}

# The DATABASE_URL of the running server.
server_url() {
    printf 'timescale://%s:%s@127.0.0.1:%s/%s\n' \
        "$DATABASE_USER" "$(<"$home/password")" "$(server_port)" "$DATABASE_NAME"
}

require_running() {
    if ! find_server || ! is_running; then
        fail "no server is running for $clone (start one with: $0 start)"
    fi
}

command_start() {
    take_lock
    find_server || make_debian_folder
    find_server || fail "no server programs in $DEBIAN_FOLDER; remove that folder and start again"
    if ! is_running; then
        make_data_folder
        start_server
    fi
    make_database
    server_url
}

command_stop() {
    take_lock
    if find_server && is_running; then
        stop_server
    else
        say "no server is running for $clone"
    fi
}

command_reset() {
    command_stop
    [[ -z ${home:-} ]] || rm -rf "${home:?}"
}

command_url() {
    require_running
    server_url
}

command_status() {
    require_running
    printf '%-12s %s\n' \
        running "process $(server_process)" \
        PostgreSQL "$(query "$DATABASE_NAME" 'SHOW server_version')" \
        TimescaleDB "$(query "$DATABASE_NAME" "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'")" \
        licence "$(query "$DATABASE_NAME" 'SHOW timescaledb.license')" \
        port "$(server_port)" \
        data "$home/data" \
        log "$home/log" \
        url "$(server_url)"
}

if is_root; then
    # Not in root's home: the server runs as another user, who could not enter it.
    CACHE=${AQUAMIND_CACHE:-/var/cache/aquamind}
else
    CACHE=${AQUAMIND_CACHE:-${XDG_CACHE_HOME:-${HOME:?}/.cache}/aquamind}
fi
[[ $CACHE == /* ]] || CACHE=$PWD/$CACHE
clone=$(dirname "$here")
server=${AQUAMIND_SERVER:-$(printf %s "$clone" | cksum | cut -d ' ' -f 1)}
readonly CACHE clone server
[[ $server =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] || {
    say "AQUAMIND_SERVER may hold letters, digits, '.', '_' and '-' only, not '$server'"
    exit 2
}

[[ $# == 1 ]] || usage
case $1 in
    start | stop | url | status | reset) "command_$1" ;;
    *) usage ;;
esac
