"""A real database of the faults' own, on the server (or beside the files) of the tests."""

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import load_backend

from aquamind.database import database_settings
from tests.databases import Snapshot, closing
from tests.faults.forked import CAN_FORK, ForkServer

PROJECT = Path(__file__).resolve().parents[2]
# A database of each own name.
NUMBERS = itertools.count(1)
CONSTRAINTS = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 't'"
    " ORDER BY 1, 2"
)
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
# The server may ask for a sequence before it looks at the schema: the name says both.
SEQUENCE = (
    "pg_get_serial_sequence(quote_ident(table_schema) || '.' || quote_ident(table_name),"
    " column_name)"
)
SERIALS = (
    f"SELECT table_name, column_name, {SEQUENCE} FROM information_schema.columns"
    f" WHERE table_schema = 'public' AND {SEQUENCE} IS NOT NULL"
)
SEQUENCES_OF_SQLITE = (
    "SELECT one.name, key.name, one.seq FROM sqlite_sequence AS one"
    " JOIN pragma_table_info(one.name) AS key ON key.pk = 1"
)
TABLES = (
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    r" AND tablename NOT LIKE 'django\_%' AND tablename <> 'auth_permission'"
)


class Books:
    """Made with all tables, asked and emptied by a connection that is no run's."""

    def __init__(
        self,
        folder: Path,
        server: str | None,
        tablespace: str = "pg_default",
        pattern: Snapshot | None = None,
        purpose: str = "faults",
    ) -> None:
        """In `folder` on SQLite; else on the server that the address `server` leads to.

        They are made as a copy of `pattern`, if it is given: tables without rows, on the same
        server. That is quicker than to migrate.
        """
        self.tablespace = tablespace
        self.pattern = pattern
        self.folder = folder
        self.output = folder / "output"
        # Where runs are written down; a full disk must not swallow what they say.
        self.said = folder
        self.file = folder / "books.sqlite3"
        self.name = f"aquamind_{purpose}_{os.getpid()}_{next(NUMBERS)}"
        self.url = f"sqlite:///{self.file}"
        if server is not None:
            self.url = urlsplit(server)._replace(path=f"/{self.name}").geturl()
        settings = {**connections[DEFAULT_DB_ALIAS].settings_dict}
        settings |= database_settings(self.url, folder)
        backend = load_backend(settings["ENGINE"])
        self.connection = backend.DatabaseWrapper(settings, DEFAULT_DB_ALIAS)
        self.vendor = str(self.connection.vendor)
        self.laws: list[list[tuple[Any, ...]]] = []
        self._forks = CAN_FORK
        self._fork_server: ForkServer | None = None

    def reached_by(self, url: str, name: str | None = None) -> "Books":
        """The same books by another address; whoever is told it is an interpreter of its own."""
        other = copy(self)
        other.url = url
        other.name = name or self.name
        other._forks, other._fork_server = False, None
        return other

    def environment(self) -> dict[str, str]:
        """Of a process that works on these books."""
        return {**os.environ, "DATABASE_URL": self.url, "OUTPUT_DIR": str(self.output)}

    def fork_server(self) -> ForkServer | None:
        """Who starts runs on these books; None where each has to be an interpreter of its own."""
        if self._fork_server is None and self._forks:
            self._fork_server = ForkServer(PROJECT, self.environment())
        return self._fork_server

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Django's default database is this one."""
        before = connections[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS] = self.connection
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = before

    @contextmanager
    def made(self) -> Iterator[None]:
        """The database is there, with all its tables and no rows."""
        try:
            self._make()
            self.laws = self.constraints()
            self._keep_empty_copy()
            yield
        finally:
            if self._fork_server is not None:
                self._fork_server.close()
            self.connection.close()
            self._on_server(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def _make(self) -> None:
        # Not template1, which the extension of a server that just started is connected to.
        pattern = "template0" if self.pattern is None else self.pattern.place
        self._on_server(
            f"CREATE DATABASE {self.name} TEMPLATE {pattern} TABLESPACE {self.tablespace}"
        )
        if self.pattern is None:
            with self.opened():
                call_command("migrate", verbosity=0)
        elif self.vendor == "sqlite":
            shutil.copy(self.pattern.place, self.file)

    def closed(self) -> Snapshot:
        """A pattern of other books: nobody is connected any more, nor will be."""
        self.connection.close()
        for statement in closing(self.name):
            self._on_server(statement)
        return Snapshot(str(self.empty_copy) if self.vendor == "sqlite" else self.name)

    def _on_server(self, statement: str) -> None:
        if self.vendor == "postgresql":
            with self.connection._nodb_cursor() as cursor:
                cursor.execute(statement)

    def _keep_empty_copy(self) -> None:
        if self.vendor == "sqlite":
            self.connection.close()
            shutil.copy(self.file, self.empty_copy)

    @property
    def empty_copy(self) -> Path:
        """The file of a SQLite database without rows."""
        return self.folder / "empty.sqlite3"

    def empty(self) -> None:
        """No rows, no files of a run."""
        shutil.rmtree(self.output, ignore_errors=True)
        if self.vendor == "postgresql":
            tables = ", ".join(f'"{name}"' for (name,) in self.ask(TABLES))
            self.ask(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
            return
        self.connection.close()
        for path in self.folder.glob(f"{self.file.name}*"):
            path.unlink()
        shutil.copy(self.empty_copy, self.file)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """What a statement answers."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall()) if cursor.description else []

    def chunks(self) -> int:
        """Chunks that are committed."""
        return int(self.ask("SELECT count(*) FROM data_generation_generationchunk")[0][0])

    def has_run(self) -> bool:
        """Whether a run was begun."""
        return bool(self.ask("SELECT id FROM data_generation_generationrun"))

    def constraints(self) -> list[list[tuple[Any, ...]]]:
        """PostgreSQL's constraints, whether each is proved, and its indexes."""
        if self.vendor == "sqlite":
            return [self.ask("SELECT name, sql FROM sqlite_master ORDER BY name")]
        return [self.ask(CONSTRAINTS), self.ask(INDEXES)]

    def violations(self) -> list[tuple[Any, ...]]:
        """What is wrong with the file, or points nowhere; a server's constraints see to that."""
        if self.vendor == "postgresql":
            return []
        found = self.ask("PRAGMA foreign_key_check") + self.ask("PRAGMA integrity_check")
        return [row for row in found if row != ("ok",)]

    def keys_ahead_of_sequences(self) -> list[str]:
        """Tables whose next key was given out already."""
        if self.vendor == "postgresql":
            counted = [(t, c, f"SELECT last_value FROM {s}") for t, c, s in self.ask(SERIALS)]
        else:
            # A mirror's key is its history_id; its id is that of the row it mirrors.
            counted = [(t, c, f"SELECT {n}") for t, c, n in self.ask(SEQUENCES_OF_SQLITE)]
        return [
            table
            for table, column, last in counted
            if self.ask(f'SELECT coalesce(max("{column}"), 0) > ({last}) FROM "{table}"')[0][0]
        ]
