"""The origin of a history: seed, changed parameters, versions, and its digest."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from aquamind.version import project_version
from scripts.data_generation.config.parameters import resolve, to_json
from scripts.data_generation.config.scales import SCALES
from scripts.data_generation.models import GenerationChunk, GenerationRun
from scripts.data_generation.validation.fingerprint.fingerprint import (
    TableDigest,
    as_json,
    fingerprint,
)

# To read 200,000 rows takes a second; the digest should not make a report much longer.
MOST_ROWS_DIGESTED = 1_000_000
HOW = "manage.py generation_status --fingerprint"
REQUIREMENTS = "requirements.txt"


@dataclass(frozen=True)
class Changed:
    """A parameter of the run that is not its scale's default."""

    name: str
    value: Any
    default: Any


def changed_parameters(run: GenerationRun) -> list[Changed]:
    """Parameters that a file or an option changed; all of them when the scale is not known."""
    usual = to_json(resolve(run.scale)) if run.scale in SCALES else {}
    return [
        Changed(f"{section}.{key}", value, usual.get(section, {}).get(key))
        for section, values in run.parameters.items()
        for key, value in values.items()
        if value != usual.get(section, {}).get(key)
    ]


def rows_written(run: GenerationRun) -> int:
    """Rows that the founding and the chunks recorded."""
    chunks = GenerationChunk.objects.filter(session__run=run).values_list("rows", flat=True)
    return int(sum(sum(rows.values()) for rows in chunks) + sum(run.founding_rows.values()))


def digests(run: GenerationRun) -> dict[str, TableDigest] | None:
    """Digest of every table; None where there are too many rows to read them for a report."""
    if rows_written(run) > MOST_ROWS_DIGESTED:
        return None
    return fingerprint(run.key_bases)


def digest_of_all(tables: dict[str, TableDigest]) -> str:
    """One digest over those of all tables."""
    return blake2b(as_json(tables).encode(), digest_size=16).hexdigest()


def versions() -> Iterator[tuple[str, str]]:
    """This project, Python, the database, and the packages that the project names."""
    yield "AquaMind data generation", project_version()
    yield "Python", platform.python_version()
    yield "database", database()
    for name in packages():
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not installed"


def packages() -> list[str]:
    """Names of the packages in requirements.txt, in its order, without their extras."""
    lines = (Path(settings.BASE_DIR) / REQUIREMENTS).read_text("utf-8").splitlines()
    names = (line.partition("==")[0] for line in lines if "==" in line)
    return [name.partition("[")[0].strip() for name in names]


def database() -> str:
    """The database's own name and version, and that of its TimescaleDB extension."""
    if connection.vendor == "sqlite":
        return f"SQLite {_one('SELECT sqlite_version()')}"
    extension = _one("SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'")
    timescale = f", TimescaleDB {extension}" if extension else ""
    return f"PostgreSQL {_one('SHOW server_version')}{timescale}"


def _one(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return str(row[0]) if row else ""
