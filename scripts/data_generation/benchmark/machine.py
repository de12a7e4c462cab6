"""What was measured on: the machine, the programs, the server's settings."""

import os
import platform
from pathlib import Path

import django
import numpy as np
import psutil

from aquamind.tables.hypertables import has_timescale
from scripts.data_generation.benchmark.scratch import Scratch

SERVER_SETTINGS = (
    "shared_buffers",
    "max_wal_size",
    "checkpoint_timeout",
    "synchronous_commit",
    "fsync",
    "wal_compression",
    "maintenance_work_mem",
)


def describe(scratch: Scratch) -> dict[str, str]:
    """Each thing by its name, in the order in which they are shown."""
    return {
        "machine": f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GB, "
        f"{_system()}",
        "programs": f"Python {platform.python_version()}, Django {django.__version__}, "
        f"numpy {np.__version__}",
        "database": _database(scratch),
        "load before": f"{psutil.getloadavg()[0]:.1f} processes at work",
    }


def _system() -> str:
    """The name of the operating system."""
    release = Path("/etc/os-release")
    lines = release.read_text("utf-8").splitlines() if release.exists() else []
    names = dict(line.split("=", 1) for line in lines if "=" in line)
    return names.get("PRETTY_NAME", platform.system()).strip('"')


def _database(scratch: Scratch) -> str:
    with scratch.connection.cursor() as cursor:

        def ask(question: str) -> str:
            cursor.execute(question)
            return str(cursor.fetchone()[0])

        if scratch.vendor == "sqlite":
            return f"SQLite {ask('SELECT sqlite_version()')}, {ask('PRAGMA journal_mode')} journal"
        found = f"PostgreSQL {ask('SHOW server_version').split()[0]}"
        if has_timescale(scratch.connection):
            version = ask("SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'")
            found += f", TimescaleDB {version} ({ask('SHOW timescaledb.license')} licence)"
        values = ", ".join(f"{name} {ask(f'SHOW {name}')}" for name in SERVER_SETTINGS)
        return f"{found}; {values}"
