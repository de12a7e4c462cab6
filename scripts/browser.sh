#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests; installs Debian's where there is none.
#
# AQUAMIND_BROWSER   the browser to take, instead of looking for one
# As root on a Debian `apt-get install chromium` is run when none is found; elsewhere it is said what
# to install, exit 1.

set -euo pipefail

find_browser() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name"; then return 0; fi
    done
    return 1
}

if [[ -n ${AQUAMIND_BROWSER:-} ]]; then
    if [[ ! -x $AQUAMIND_BROWSER ]]; then
        echo "browser.sh: AQUAMIND_BROWSER names $AQUAMIND_BROWSER, which is no program" >&2
        exit 1
    fi
    echo "$AQUAMIND_BROWSER"
    exit 0
fi
if find_browser; then exit 0; fi
if [[ $EUID != 0 ]] || ! command -v apt-get >/dev/null; then
    echo "browser.sh: there is no Chromium here; install it (Debian: apt-get install chromium)" \
        "or name one in AQUAMIND_BROWSER" >&2
    exit 1
fi
echo "browser.sh: installing Debian's chromium" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2 >&2
apt-get install --quiet=2 --yes --no-install-recommends chromium >&2
find_browser
