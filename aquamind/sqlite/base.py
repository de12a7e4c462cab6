"""Django's engine for SQLite, which also opens what may only be read.

The usual settings write, even to look: another journal is begun, and a transaction takes the lock
for writing at once. Whether a file may be written is asked at each connection.
"""

import math
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from aquamind.sqlite.names import may_only_be_read, sqlite_file, with_options

# In a file's header, the two numbers that say how its journal is kept; 2 is a write-ahead log.
_JOURNAL = slice(18, 20)
_WRITE_AHEAD = b"\x02\x02"
# As many as SQLite's own whole numbers have, without the sign.
LONGEST_NUMBER_BITS = 63
_WRITING = ("journal_mode", "synchronous")


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that compares whole numbers of any length, as PostgreSQL's do."""

    def execute(self, query: str, params: Any = None) -> Any:
        """A number that no column can hold is looked for as an endless one: it is not found."""
        try:
            return super().execute(query, params)
        except OverflowError:
            if not query.startswith("SELECT") or isinstance(params, dict):
                raise
            return super().execute(query, [_comparable(value) for value in params])


def _comparable(value: Any) -> Any:
    """The same value as something that the driver takes."""
    too_long = isinstance(value, int) and value.bit_length() > LONGEST_NUMBER_BITS
    return math.copysign(math.inf, value) if too_long else value


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to an SQLite database."""

    # Django sets it with the parameters.
    init_commands: list[str]

    def create_cursor(self, name: str | None = None) -> Cursor:
        """A cursor of ours."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor

    def get_connection_params(self) -> dict[str, Any]:
        """What the driver is told; for a database that may only be read, nothing that writes."""
        params: dict[str, Any] = super().get_connection_params()
        name = str(params["database"])
        file = sqlite_file(name)
        if file is None or not (may_only_be_read(name) or _is_closed_to_us(file)):
            return params
        params["database"] = with_options(name, mode="ro", **_lasting(file))
        self.init_commands = [
            command
            for command in self.init_commands
            if not any(word in command for word in _WRITING)
        ]
        self.transaction_mode = None
        return params


def _is_closed_to_us(file: Path) -> bool:
    """Whether there is a file that this process cannot write to, nor to the folder around it."""
    return file.exists() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))


def _lasting(file: Path) -> dict[str, str]:
    """To read a write-ahead log SQLite makes files beside it, unless told that nobody writes.

    Somebody who writes has made them, so nobody does where they are not.
    """
    if os.access(file.parent, os.W_OK) or Path(f"{file}-wal").exists():
        return {}
    status = file.stat()
    has_log = _has_write_ahead_log(file, (status.st_dev, status.st_ino))
    return {"immutable": "1"} if has_log else {}


@lru_cache(maxsize=100)
def _has_write_ahead_log(file: Path, identity: tuple[int, int]) -> bool:
    """How a file's journal is kept, read once a process.

    Whoever closes a file loses the locks that SQLite has on it for this process.
    """
    with file.open("rb") as content:
        return content.read(_JOURNAL.stop)[_JOURNAL] == _WRITE_AHEAD
