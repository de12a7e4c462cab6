#!/usr/bin/env bash
# All tests on SQLite and all tests on TimescaleDB, side by side: `make test`.
#
# usage: scripts/run_tests.sh PYTHON [WHAT pytest is to run, and how; without it all tests]
# TIMESCALEDB_URL   the TimescaleDB to test on; without it scripts/timescaledb.sh starts one,
#                   which is stopped at the end if it was not running before
# AQUAMIND_COVERAGE which lines are run is measured where this is set: `make coverage`
# AQUAMIND_BROWSER  the browser of the browser tests; without it scripts/browser.sh finds or installs one
# Each run is one process, so two cores take both; what the second one says follows the first's.
# Tests that need no database run once, in whichever of the two is done with its own.
# Both runs always take place; the exit code is 1 when either failed. No TimescaleDB is a failure.

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
beside=  # the process of the run that goes on in the background

# shellcheck disable=SC2317  # called by the trap
finish() {
    if [[ -n $beside ]]; then kill -- -"$beside" 2>/dev/null || true; fi
    rm -rf "$logs"
    if [[ $stop_at_end == yes ]]; then scripts/timescaledb.sh stop; fi
}
trap finish EXIT
trap 'exit 130' INT TERM

# run_on NAME DATABASE_URL [WHAT...]: pytest's own output, then its counts in $logs/NAME.
run_on() {
    local name=$1 url=$2 status=0 last passed failed
    shift 2
    printf '\n== Tests on %s\n' "$name"
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
set -m  # a process group of its own, so that it ends with all its children when this is stopped
run_on TimescaleDB "$TIMESCALEDB_URL" "$@" >"$logs/beside" 2>&1 &
beside=$!
set +m
run_on SQLite "sqlite:///$logs/tests.sqlite3" "$@" || result=1
wait "$beside" || result=1
beside=
cat "$logs/beside"

echo
cat "$logs/SQLite" "$logs/TimescaleDB"
exit $result
