"""The disk that a database lies on: what is free there, and whether a run would fit."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, connection

from aquamind.database import sqlite_file
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.estimates.disk_use import DiskUse
from scripts.data_generation.orchestrator.estimates.planned_work import PlannedWork, planned_work
from scripts.data_generation.orchestrator.requests import Request

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
DEFAULT_WAL_BYTES = 2**30


@dataclass(frozen=True)
class Disk:
    """Free bytes where the database lies; None where they cannot be asked for, and `why`."""

    free: int | None
    why: str

    def __str__(self) -> str:
        if self.free is None:
            return f"free disk unknown: {self.why}"
        return f"{size(self.free)} free in {self.why}"


def database_disk() -> Disk:
    """The disk of the configured database."""
    if connection.vendor == "sqlite":
        file = sqlite_file(str(connection.settings_dict["NAME"]))
        if file is None:
            return Disk(None, "the database is in memory")
        return _disk(file.absolute().parent)
    host = str(connection.settings_dict["HOST"])
    if host and host not in LOOPBACK and not host.startswith("/"):
        return Disk(None, "the server is elsewhere")
    folder = _server_setting("data_directory")
    if folder is None:
        return Disk(None, "the server does not tell this user where its data lie")
    if not Path(folder).is_dir():
        return Disk(None, "the server's data folder is not one of this machine's")
    return _disk(Path(folder))


def needed_bytes(table_bytes: float, work: PlannedWork) -> float:
    """The tables and the write-ahead log beside them: on SQLite that of one chunk."""
    if connection.vendor == "sqlite":
        log = table_bytes * min(1.0, work.chunk_days / max(work.days, 1))
    else:
        most = _server_setting("max_wal_size")
        log = min(table_bytes, float(most) * 2**20 if most else DEFAULT_WAL_BYTES)
    return table_bytes + log


def refuse_full_disk(request: Request) -> None:
    """GenerationError when the run would not fit, by an estimate that is made in an instant."""
    work = planned_work(request)
    if work is None:
        return
    disk = database_disk()
    needed = needed_bytes(DiskUse(connection, work).roughly(), work)
    if disk.free is not None and needed > disk.free:
        raise GenerationError(
            f"the disk is too small: the run needs about {size(needed)} and there are {disk}; "
            f"free some, or write all the same with --ignore-disk-space "
            f"(--dry-run reckons exactly)"
        )


def size(count: float) -> str:
    """Bytes as people read them."""
    for unit, bytes_each in (("GiB", 2**30), ("MiB", 2**20)):
        if count >= 0.1 * bytes_each:
            return f"{count / bytes_each:,.1f} {unit}"
    return f"{count / 2**10:,.1f} KiB"


def _disk(folder: Path) -> Disk:
    """The disk of a folder that is there or is still to be made."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return Disk(shutil.disk_usage(there).free, str(folder))


def _server_setting(name: str) -> str | None:
    """A setting of the PostgreSQL server, in its own unit; None when this user may not see it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setting FROM pg_settings WHERE name = %s", [name])
            row = cursor.fetchone()
    except DatabaseError:
        return None
    return str(row[0]) if row else None
