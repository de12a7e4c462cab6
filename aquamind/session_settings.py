"""What a session of PostgreSQL is told after it connected, whatever database and role have it do.

It is told by SET and not by options of the start: a pooler refuses to connect with options that it
does not know. What `?options=` of the address (or PGOPTIONS) sets is left as it is.
"""

import os
import re
from typing import Any

from aquamind.target.parts import settle_target

# A hypertable is planned over all its pieces: to compile a plan of hundreds takes the server ten
# times as long as to run it.
SPEED = {"jit": "off"}

# How values are written as text. With other digits a fraction is rounded, with other styles a day
# or a span is misread. Not standard_conforming_strings: the driver looks at it once, on connecting,
# and would quote backslashes for the value that it saw then.
TEXT_FORMS = {
    "extra_float_digits": "1",
    "DateStyle": "ISO, MDY",
    "IntervalStyle": "postgres",
    "bytea_output": "hex",
    "lc_numeric": "C",
    "quote_all_identifiers": "off",
}

# A chunk is held together by locks and unique keys; a stricter level makes it fail beside others.
ISOLATION = {"default_transaction_isolation": "read committed"}

# Key of Django's settings of a database that is only to be read.
READ_ONLY = "READ_ONLY"
_NO_WRITING = {"default_transaction_read_only": "on"}

# `-c name=value` and `--name=value`, as the server takes them.
_ASKED = re.compile(r"(?:^|\s)(?:-c\s*|--)([A-Za-z0-9_.-]+)\s*=")


def settle(sender: object, connection: Any, **more: object) -> None:
    """Receive `connection_created`: tell the new session what it needs.

    Behind a pooler a session may be another client's a moment later. What is told here is what
    anybody may have; what must hold is told to transactions, by `pin_transaction`.
    """
    if connection.vendor != "postgresql":
        return
    asked = _asked_for(connection)
    settings = SPEED | TEXT_FORMS | ISOLATION
    wanted = {name: value for name, value in settings.items() if name.lower() not in asked}
    pid = _set(connection, wanted, of_transaction=False)
    if pid != connection.connection.info.backend_pid:
        connection.chunked_cursor = lambda: _cursor_behind_a_pooler(connection)
    elif connection.settings_dict.get(READ_ONLY):
        _set(connection, _NO_WRITING, of_transaction=False)
    settle_target(connection)


def pin_transaction(connection: Any) -> None:
    """Have values written as text in one form only until PostgreSQL's transaction ends."""
    settings = {**TEXT_FORMS, "TimeZone": connection.timezone_name}
    _set(connection, settings, of_transaction=True)


def is_pooled(connection: Any) -> bool:
    """Whether a pooler stands before PostgreSQL: it names another process than the one at work."""
    connection.ensure_connection()
    return bool(_set(connection, {}, False) != connection.connection.info.backend_pid)


def _set(connection: Any, settings: dict[str, str], of_transaction: bool) -> int:
    """Set these; the number of the server's process."""
    calls = "".join(", set_config(%s, %s, %s)" for _ in settings)
    values = [part for pair in settings.items() for part in (*pair, of_transaction)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_backend_pid(){calls}", values)
        return int(cursor.fetchone()[0])


def _asked_for(connection: Any) -> set[str]:
    """The settings that the address, or else PGOPTIONS, sets."""
    options = connection.settings_dict.get("OPTIONS", {}).get("options")
    text = os.environ.get("PGOPTIONS", "") if options is None else str(options)
    return {name.lower().replace("-", "_") for name in _ASKED.findall(text)}


def _cursor_behind_a_pooler(connection: Any) -> Any:
    """A cursor of the server inside a transaction; outside it would be left on another session."""
    if connection.in_atomic_block:
        return type(connection).chunked_cursor(connection)
    return connection.cursor()
