# shellcheck shell=bash
# Debian 13's TimescaleDB in a folder of its own. Sourced by scripts/timescaledb.sh.

readonly DEBIAN_SUITE=trixie
readonly DEBIAN_PACKAGES=postgresql-17,postgresql-17-timescaledb

# Delete a folder that debootstrap left unfinished, and not what it may have mounted there.
remove_unfinished() {
    umount "$1/proc" "$1/sys" "$1/dev/pts" "$1/dev/shm" 2>/dev/null || true
    rm -rf --one-file-system "${1:?}"
}

install_debootstrap() {
    command -v apt-get >/dev/null || fail "$(no_server_hint)"
    say "installing debootstrap"
    {
        apt-get update && DEBIAN_FRONTEND=noninteractive \
            apt-get install --yes --no-install-recommends debootstrap debian-archive-keyring
    } >"$CACHE/debootstrap.log" 2>&1 </dev/null ||
        die_with_log "$CACHE/debootstrap.log" "debootstrap could not be installed"
}

no_server_hint() {
    printf '%s' "no PostgreSQL with the timescaledb extension is installed here; install one," \
        " use 'docker compose up --detach --wait', or run this as root on a Debian"
}

# DEBIAN_FOLDER with the packages in it. It is renamed to its name when it is whole, so that an
# interrupted run leaves nothing that looks usable.
make_debian_folder() {
    local unfinished=$DEBIAN_FOLDER.unfinished log=$CACHE/debootstrap.log
    is_root || fail "$(no_server_hint)"
    command -v debootstrap >/dev/null || install_debootstrap
    say "making $DEBIAN_FOLDER with Debian's PostgreSQL and TimescaleDB (once, about a minute)"
    remove_unfinished "$unfinished"
    debootstrap --variant=minbase --include="$DEBIAN_PACKAGES" "$DEBIAN_SUITE" "$unfinished" \
        >"$log" 2>&1 </dev/null || die_with_log "$log" "debootstrap failed"
    rm -f "$unfinished"/var/cache/apt/archives/*.deb
    mkdir -p "$unfinished/srv/aquamind"
    mv "$unfinished" "$DEBIAN_FOLDER"
}
