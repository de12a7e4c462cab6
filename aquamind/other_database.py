"""A database besides the configured one, known to this process for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

from aquamind.database import SQLITE_ENGINE, database_settings, sqlite_file
from aquamind.session_settings import READ_ONLY


@contextmanager
def known_as(alias: str, database: dict[str, Any]) -> Iterator[None]:
    """While it is entered, models take `using(alias)` for the database of these settings."""
    connections.databases[alias] = database
    try:
        yield
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


def to_be_read(url: str) -> dict[str, Any]:
    """Settings of the database at URL, from which its rows are read and never changed.

    Raises ImproperlyConfigured, in one line without the password, where there can be none.
    """
    database = database_settings(url, Path(settings.BASE_DIR))
    options = dict(database.get("OPTIONS", {}))
    if database["ENGINE"] == SQLITE_ENGINE:
        file = sqlite_file(str(database["NAME"]))
        if file is None or not file.is_file():
            raise ImproperlyConfigured(f"there is no SQLite database {file or 'in memory'}")
        # Neither a file nor another journal is made by looking at it.
        database["NAME"] = f"file:{quote(str(file.resolve()))}?mode=ro"
        options = {"uri": True}
    else:
        database[READ_ONLY] = True
    database["OPTIONS"] = options
    whole = connections.configure_settings({DEFAULT_DB_ALIAS: {}, "other": database})
    return dict(whole["other"])
