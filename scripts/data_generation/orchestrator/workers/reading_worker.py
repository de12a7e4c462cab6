"""What a worker runs: one block of readings made and written over a connection of its own.

A spawned process or a Dask worker imports this module before Django is set up, so nothing here may
import models; `block_writer` is imported when they can be.
"""

import os
import signal
from collections import deque
from dataclasses import dataclass, field, replace
from multiprocessing import parent_process
from threading import Thread
from typing import Any

import django
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

from aquamind.sqlite.names import absolute_name
from scripts.data_generation.orchestrator.memory_manager import MemoryManager
from scripts.data_generation.orchestrator.workers.block_report import BlockReport


@dataclass(frozen=True)
class Database:
    """Django's settings of a database; whoever prints or logs it does not see the password."""

    settings: dict[str, Any] = field(repr=False)

    @classmethod
    def of(cls, connection: BaseDatabaseWrapper) -> "Database":
        """The database of a connection, such that a process elsewhere finds it."""
        settings = dict(connection.settings_dict)
        if connection.vendor == "sqlite":
            settings["NAME"] = absolute_name(str(settings["NAME"]))
        return cls(settings)


def write_block(database: Database | None, chunk: int, number: int) -> BlockReport:
    """Make and write block `number` of the chunk with this key, once however often it is asked for.

    `database` None stands for the one that this process is connected to.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aquamind.settings")
    if not django.apps.apps.ready:
        django.setup()
    from scripts.data_generation.orchestrator.workers.block_writer import (  # noqa: PLC0415 - needs set-up
        make_and_write,
    )

    if database is None:
        report = make_and_write(chunk, number)
    else:
        connection = _connected(database)
        try:
            report = make_and_write(chunk, number)
        finally:
            # A Dask worker outlives the run: it must not keep the database from being dropped.
            connection.close()
    return replace(report, peak_memory_mb=MemoryManager.peak_mb())


def _connected(database: Database) -> BaseDatabaseWrapper:
    """This thread's default connection, made to lead to this database."""
    if connections[DEFAULT_DB_ALIAS].settings_dict != database.settings:
        connections[DEFAULT_DB_ALIAS].close()
        backend = load_backend(database.settings["ENGINE"])
        wrapper = backend.DatabaseWrapper(dict(database.settings), DEFAULT_DB_ALIAS)
        connections[DEFAULT_DB_ALIAS] = wrapper
    connection = connections[DEFAULT_DB_ALIAS]
    # With DEBUG on Django keeps every statement with its parameters: not for bulk work.
    connection.queries_log = deque(maxlen=0)
    return connection


def begin_worker() -> None:
    """Prepare a process of the pool: Ctrl-C is the main process's affair, and so is its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        # It began with SIGINT blocked: see worker_pool.py.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Leave when the main process is gone: a pool's workers would wait for its orders for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
