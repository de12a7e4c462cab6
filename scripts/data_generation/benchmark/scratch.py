"""A database of the benchmark's own, made beside the configured one and removed at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urlencode

import psycopg2
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections

from aquamind.database import sqlite_file
from aquamind.other_database import known_as
from scripts.data_generation.orchestrator.errors import GenerationError

ALIAS = "benchmark"
PREFIX = "aquamind_benchmark_"


@dataclass(frozen=True)
class Scratch:
    """A scratch database: known to this process as `ALIAS`, to others by its `url`."""

    name: str
    url: str
    folder: Path

    @property
    def connection(self) -> Any:
        """This process's connection to it."""
        return connections[ALIAS]

    @property
    def vendor(self) -> str:
        """`sqlite` or `postgresql`."""
        return str(self.connection.vendor)

    def make_tables(self) -> None:
        """Bring its tables up to date."""
        call_command("migrate", database=ALIAS, verbosity=0)

    def empty_table(self, table: str) -> None:
        """Remove the rows of one table, and free the space that they took."""
        with self.connection.cursor() as cursor:
            if self.vendor == "postgresql":
                cursor.execute(f"TRUNCATE {table}")
                return
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute("VACUUM")

    def empty(self) -> None:
        """Remove all rows; on SQLite the file too, which the next command makes again."""
        if self.vendor == "postgresql":
            call_command("flush", database=ALIAS, interactive=False, verbosity=0)
            return
        self.connection.close()
        for path in self.folder.glob("*.sqlite3*"):
            path.unlink()


@contextmanager
def scratch_database() -> Iterator[Scratch]:
    """Make it, and remove it whatever happens; the configured database keeps its books."""
    configured = connections[DEFAULT_DB_ALIAS]
    is_file = configured.vendor == "sqlite"
    with TemporaryDirectory(prefix=PREFIX, dir=_beside(configured)) as folder:
        name = str(Path(folder) / "books.sqlite3") if is_file else f"{PREFIX}{os.getpid()}"
        settings = {**deepcopy(configured.settings_dict), "NAME": name}
        scratch = Scratch(name, _url(configured.vendor, settings), Path(folder))
        with (
            _file() if is_file else _database_of_server(configured, name),
            known_as(ALIAS, settings),
        ):
            scratch.make_tables()
            yield scratch


def _beside(configured: Any) -> Path | None:
    """The folder of an SQLite database, so that both are on one disk."""
    if configured.vendor != "sqlite":
        return None
    file = sqlite_file(str(configured.settings_dict["NAME"]))
    return file.parent if file and file.parent.is_dir() else None


@contextmanager
def _file() -> Iterator[None]:
    """SQLite makes its file itself; it goes with its folder."""
    yield


@contextmanager
def _database_of_server(configured: Any, name: str) -> Iterator[None]:
    """A database on the configured server."""
    quoted = configured.ops.quote_name(name)
    try:
        _on_server(configured, f"CREATE DATABASE {quoted}")
    except psycopg2.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise GenerationError(f"the scratch database {name} could not be made: {reason}") from error
    try:
        yield
    finally:
        _on_server(configured, f"DROP DATABASE {quoted} WITH (FORCE)")


def _on_server(configured: Any, statement: str) -> None:
    connection = psycopg2.connect(**configured.get_connection_params())
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()


def _url(vendor: str, settings: dict[str, Any]) -> str:
    """The DATABASE_URL that leads to these settings."""
    if vendor == "sqlite":
        return f"sqlite:///{quote(settings['NAME'])}"
    user, password, host = (quote(str(settings[k]), safe="") for k in ("USER", "PASSWORD", "HOST"))
    port = f":{settings['PORT']}" if settings["PORT"] else ""
    options = f"?{urlencode(settings['OPTIONS'])}" if settings.get("OPTIONS") else ""
    return f"timescale://{user}:{password}@{host}{port}/{quote(settings['NAME'])}{options}"
