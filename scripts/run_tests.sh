#!/usr/bin/env bash
# All tests on SQLite and all tests on TimescaleDB, side by side: `make test`.
#
# usage: scripts/run_tests.sh PYTHON [WHAT pytest is to run, and how; without it all tests]
# TIMESCALEDB_URL   the TimescaleDB to test on; without it scripts/timescaledb.sh starts one,
#                   which is stopped at the end if it was not running before
# AQUAMIND_COVERAGE which lines are run is measured where this is set: `make coverage`
# AQUAMIND_BROWSER  the browser of the browser tests; without it scripts/browser.sh finds or installs one
# Each run is one process; what the others say follows the first's. Tests that need no database run
# once: in a third run, and in the other two when these are done with their own. (The third fills
# the time in which the others wait for a server or a browser; there is none where WHAT is given.)
# All runs always take place; the exit code is 1 when any failed. No TimescaleDB is a failure.

set -euo pipefail
cd "$(dirname "$0")/.."

# What a developer has set for a server of their own must not reach the tests.
unset DEBUG SECRET_KEY ALLOWED_HOSTS BEHIND_TLS_PROXY
# Hundreds of processes are started: each would compile the program for itself.
unset PYTHONDONTWRITEBYTECODE

python=${1:?usage: scripts/run_tests.sh PYTHON}
shift
runner=("$python")
[[ -z ${AQUAMIND_COVERAGE:-} ]] || runner+=(-m coverage run)
logs=$(mktemp -d)
stop_at_end=no
beside=()  # the processes of the runs that go on in the background

# shellcheck disable=SC2317  # called by the trap
finish() {
    for process in "${beside[@]}"; do kill -- -"$process" 2>/dev/null || true; done
    rm -rf "$logs"
    if [[ $stop_at_end == yes ]]; then scripts/timescaledb.sh stop; fi
}
trap finish EXIT
trap 'exit 130' INT TERM

# run_on NAME DATABASE_URL [WHAT...]: pytest's own output, then its counts in $logs/NAME.
run_on() {
    local name=$1 url=$2 status=0 last passed failed
    shift 2
    printf '\n== Tests: %s\n' "$name"
    DATABASE_URL=$url "${runner[@]}" -m pytest --color=no -o cache_dir=".pytest_cache/$name" "$@" \
        2>&1 </dev/null |
        tee "$logs/$name.output" || status=1
    count() { { grep -Eo "[0-9]+ $1" <<<"$last" || true; } | awk '{ n += $1 } END { print n + 0 }'; }
    last=$(grep -E '[0-9]+ (passed|failed|error|skipped|deselected)|no tests ran' "$logs/$name.output" |
        tail -n 1 || true)
    passed=$(count passed)
    failed=$(($(count failed) + $(count error)))
    # A run that died without a count, or ran nothing, is a failure too.
    if [[ $status != 0 && $failed == 0 ]]; then failed=1; fi
    printf '%s: %d passed, %d failed, %d skipped\n' \
        "$name" "$passed" "$failed" "$(count skipped)" >"$logs/$name"
    return $status
}

# run_beside NAME DATABASE_URL [WHAT...]: the same in the background, its output in $logs/NAME.beside.
run_beside() {
    set -m  # a process group of its own, so that it ends with all its children when this is stopped
    run_on "$@" >"$logs/$1.beside" 2>&1 &
    beside+=($!)
    set +m
}

if [[ -z ${TIMESCALEDB_URL:-} ]]; then
    scripts/timescaledb.sh url >/dev/null 2>&1 || stop_at_end=yes
    TIMESCALEDB_URL=$(scripts/timescaledb.sh start)
fi

AQUAMIND_BROWSER=$(scripts/browser.sh)
export AQUAMIND_BROWSER

# Which run has taken which module of the tests that need no database.
export AQUAMIND_SHARED_TESTS=$logs/shared
mkdir "$AQUAMIND_SHARED_TESTS"

result=0
names=(TimescaleDB)
run_beside TimescaleDB "$TIMESCALEDB_URL" "$@"
if [[ $# == 0 ]]; then
    names+=("no database")
    run_beside "no database" sqlite:///:memory: -m no_database
fi
run_on SQLite "sqlite:///$logs/tests.sqlite3" "$@" || result=1
for process in "${beside[@]}"; do wait "$process" || result=1; done
beside=()
for name in "${names[@]}"; do cat "$logs/$name.beside"; done

echo
for name in SQLite "${names[@]}"; do cat "$logs/$name"; done
exit $result
