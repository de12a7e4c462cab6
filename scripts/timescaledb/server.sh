# shellcheck shell=bash
# Finding, making, starting and stopping one PostgreSQL server. Sourced by scripts/timescaledb.sh.
#
# find_server sets: prefix (the folder to chroot into, or nothing), programs (the folder of
# initdb and pg_ctl) and inner (this server's folder), both as the server sees them, home
# (this server's folder as we see it) and owner (the user and group the server runs as).
# shellcheck disable=SC2154  # CACHE, clone and server are set by scripts/timescaledb.sh

readonly DATABASE_USER=aquamind
readonly DATABASE_NAME=aquamind
readonly START_TIMEOUT=300  # seconds; recovery after a crash of a large database takes its time

# The newest installed PostgreSQL that has the timescaledb extension: its folder of programs.
installed_programs() {
    local folder share
    while read -r folder; do
        [[ -x $folder/initdb && -x $folder/pg_ctl && -x $folder/psql ]] || continue
        if [[ -x $folder/pg_config ]]; then
            share=$("$folder/pg_config" --sharedir)
        else
            share=/usr/share/postgresql/$(basename "$(dirname "$folder")")
        fi
        [[ -e $share/extension/timescaledb.control ]] && printf '%s\n' "$folder" && return
    done < <(
        printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin | sort --version-sort --reverse
        pg_config --bindir 2>/dev/null
    )
    return 1
}

find_server() {
    DEBIAN_FOLDER=$CACHE/debian-$DEBIAN_SUITE
    owner=
    if programs=$(installed_programs); then
        prefix=
        inner=$CACHE/servers/$server
        is_root && owner=postgres:
    elif is_root && [[ -d $DEBIAN_FOLDER ]]; then
        prefix=$DEBIAN_FOLDER
        inner=/srv/aquamind/$server
        programs=$(cd "$prefix" && printf '/%s\n' usr/lib/postgresql/*/bin)
        # By number: the name belongs to the folder's own list of users, not to this machine's.
        owner=$(awk -F : '$1 == "postgres" { print $3 ":" $4 }' "$prefix/etc/passwd")
        [[ -x $prefix$programs/initdb && -n $owner ]] || return 1
    else
        return 1
    fi
    home=$prefix$inner
}

# Run a program as the server's user, where the server sees its files.
as_server() {
    (
        cd /
        export LC_ALL=C
        if [[ -n $prefix ]]; then
            export PATH=/usr/sbin:/usr/bin:/sbin:/bin
            exec chroot --userspec="$owner" "$prefix" "$@"
        elif is_root; then
            exec runuser --user postgres -- "$@"
        else
            exec "$@"
        fi
    )
}

# query DATABASE SQL: the answer, bare.
query() {
    PGPASSWORD=$(<"$home/password") PGCONNECT_TIMEOUT=10 as_server "$programs/psql" \
        --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --host=127.0.0.1 \
        --port="$(server_port)" --username="$DATABASE_USER" --dbname="$1" --command="$2" </dev/null
}

server_process() { sed -n 1p "$home/data/postmaster.pid"; }

server_port() { sed -n 4p "$home/data/postmaster.pid"; }

# Whether the process named in postmaster.pid is alive and works in our data folder: after a
# restart of the machine another process may bear its number.
is_running() {
    local process
    process=$(server_process 2>/dev/null) && [[ $process =~ ^[0-9]+$ ]] || return 1
    kill -0 "$process" 2>/dev/null || return 1
    [[ ! -e /proc/self/cwd || /proc/$process/cwd -ef $home/data ]]
}

make_data_folder() {
    local locale=C.UTF-8
    [[ $OSTYPE == darwin* ]] && locale=en_US.UTF-8
    [[ -d $home/data ]] && return
    mkdir -p "$home"
    rm -rf "$home/data.unfinished"
    (umask 077 && od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$home/password")
    [[ -z $owner ]] || chown -R "$owner" "$home"
    as_server "$programs/initdb" --pgdata="$inner/data.unfinished" --encoding=UTF8 \
        --locale="$locale" --username="$DATABASE_USER" --pwfile="$inner/password" \
        --auth=scram-sha-256 >"$home/log" 2>&1 </dev/null || die_with_log "$home/log" "initdb failed"
    printf "include '../server.conf'\n" >>"$home/data.unfinished/postgresql.conf"
    mv "$home/data.unfinished" "$home/data"
}

# The remembered port, or one made from the server's name; the next one while somebody has it.
free_port() {
    local port
    port=$(cat "$home/port" 2>/dev/null) ||
        port=$((20000 + $(printf %s "$server" | cksum | cut -d ' ' -f 1) % 10000))
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
    printf '%s\n' "$port"
}

# Written at every start, so that a changed setting reaches data folders made before.
# fsync stays on: what a crash may do to the books is tested here.
# Shared memory of System V needs no /dev/shm in the folder, so nothing has to be mounted.
write_settings() {
    cat >"$home/server.conf" <<SETTINGS
listen_addresses = '127.0.0.1'
port = $1
unix_socket_directories = ''
shared_preload_libraries = 'timescaledb'
timescaledb.telemetry_level = off
timescaledb.max_background_workers = 8
max_worker_processes = 20
max_connections = 50
max_locks_per_transaction = 256
dynamic_shared_memory_type = sysv
shared_buffers = 256MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
timezone = 'UTC'
log_timezone = 'UTC'
SETTINGS
}

# After kill -9 of the server its sessions work on until they notice, and a new one refuses to
# start beside them. They are known by the folder they work in.
end_survivors() {
    local signal folder
    for signal in QUIT QUIT KILL KILL; do
        local survivors=()
        for folder in /proc/[0-9]*; do
            [[ $folder/cwd -ef $home/data ]] && survivors+=("${folder#/proc/}")
        done
        [[ ${#survivors[@]} == 0 ]] && return
        kill -"$signal" "${survivors[@]}" 2>/dev/null || true
        sleep 1
    done
}

start_server() {
    local port
    end_survivors
    # A live process that is not ours has the number in postmaster.pid: PostgreSQL would refuse.
    # (Where that process is gone it clears the file by itself.)
    if kill -0 "$(server_process 2>/dev/null || echo none)" 2>/dev/null; then
        rm -f "$home/data/postmaster.pid"
    fi
    for _ in 1 2 3 4 5; do
        port=$(free_port)
        printf '%s\n' "$port" >"$home/port"
        write_settings "$port"
        rm -f "$home/log"
        as_server "$programs/pg_ctl" start --silent --wait --timeout="$START_TIMEOUT" \
            --pgdata="$inner/data" --log="$inner/log" >/dev/null 2>&1 </dev/null 9>&- && return
        grep --quiet 'Address already in use' "$home/log" || break
        printf '%s\n' $((port + 1)) >"$home/port"
    done
    die_with_log "$home/log" "the server did not start"
}

# Our database, with the extension: the proof that the server is the one we want.
make_database() {
    local there
    there=$(query postgres "SELECT count(*) FROM pg_database WHERE datname = '$DATABASE_NAME'") ||
        die_with_log "$home/log" "the server does not answer"
    # Not template1: just after the start a process of the extension is connected to it.
    [[ $there == 1 ]] || query postgres "CREATE DATABASE $DATABASE_NAME TEMPLATE template0"
    query "$DATABASE_NAME" "SET client_min_messages = error; CREATE EXTENSION IF NOT EXISTS timescaledb" ||
        die_with_log "$home/log" "CREATE EXTENSION timescaledb failed"
}

stop_server() {
    local mode
    for mode in fast immediate; do
        as_server "$programs/pg_ctl" stop --silent --wait --timeout=120 --mode="$mode" \
            --pgdata="$inner/data" >/dev/null 2>&1 </dev/null && return
    done
    die_with_log "$home/log" "the server did not stop"
}
