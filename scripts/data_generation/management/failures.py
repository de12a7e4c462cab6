"""What stopped a run, as one line for whoever started it: what happened, and what to do about it.

The whole trace is for `--traceback`. What the line quotes of the error is its first line alone: a
server's further lines may show rows.
"""

import errno
import sqlite3

from django.db import DatabaseError, InterfaceError, OperationalError

from aquamind.line_command import USAGE, one_line
from scripts.data_generation.config.parameter_file import ParameterError
from scripts.data_generation.orchestrator.errors import GenerationError, RequestError

FAILURE = 1

CONTINUE = "every committed chunk is in the books, continue with --resume"
CLEAR_ON = "carry on deleting with --clear"

# Both from a server and from a file: the operating system says so in the same words.
FULL_DISK = ("No space left on device", "File too large", "Disk quota exceeded")

OTHER_TABLES = "the database has other tables than this version", "run 'python manage.py migrate'"

# What PostgreSQL calls a failure (the first fitting beginning of its SQLSTATE), and what to do.
SQLSTATES: tuple[tuple[str, str, str], ...] = (
    ("53100", "the database server's disk is full", "free some space there"),
    ("53200", "the database server ran out of memory", "give it more, or lower --workers"),
    ("53300", "the database server takes no more connections", "close some, or lower --workers"),
    ("53", "the database server ran out of a resource", "look at its log"),
    ("25006", "the database is read-only", "write to one that is not"),
    ("42501", "the database's user is not allowed to do this", "give the user the right"),
    ("42", *OTHER_TABLES),
    ("57014", "a statement was cancelled on the database server", "see who does so, or its limits"),
    ("57P", "the database server ended the connection", "see that the server runs"),
    ("08", "the connection to the database broke", "see that the server runs"),
    ("40", "another user of the database was in the way", "wait until they are done"),
    ("55", "another user of the database was in the way", "wait until they are done"),
    ("58", "the database server could not read or write its files", "look at its disk and log"),
    ("XX00", "the database server reports damage or an error of its own", "look at its log"),
)

# The same of SQLite, by the primary code of its error.
SQLITE_CODES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: ("the database's disk is full", "free some space"),
    sqlite3.SQLITE_IOERR: (
        "the database's file could not be read or written",
        "see that its disk works and is not full",
    ),
    sqlite3.SQLITE_BUSY: (
        "another program keeps the database locked",
        "end what is writing to it",
    ),
    sqlite3.SQLITE_READONLY: ("the database is read-only", "allow writing to it and its folder"),
    sqlite3.SQLITE_CANTOPEN: (
        "the database's file cannot be opened",
        "see that its folder is there and may be written to",
    ),
    sqlite3.SQLITE_CORRUPT: ("the database's file is damaged", "restore a copy of it"),
    sqlite3.SQLITE_NOTADB: (
        "the database's file is no SQLite database",
        "give another in DATABASE_URL",
    ),
}
_PRIMARY_CODE = 0xFF


def exit_status(error: BaseException) -> int:
    """2 when something else has to be typed, 1 for the rest."""
    return USAGE if isinstance(error, RequestError | ParameterError) else FAILURE


def failure_line(error: BaseException, kept: str = CONTINUE) -> str:
    """What happened, what to do, and what is `kept`, in one line."""
    if isinstance(error, GenerationError | ParameterError):
        return one_line(str(error))
    happened, remedy = _happened(error)
    return one_line("; ".join(filter(None, (f"{happened} ({_first_line(error)})", remedy, kept))))


def _happened(error: BaseException) -> tuple[str, str]:
    """What happened, and what would help."""
    if isinstance(error, MemoryError):
        return "there is no memory left", "give the process more, or shorten --chunk-days"
    if isinstance(error, DatabaseError | InterfaceError):
        return _of_database(error)
    if isinstance(error, OSError):
        return _of_system(error)
    return "an error that was not foreseen", "--traceback shows where, please report it"


def _of_system(error: OSError) -> tuple[str, str]:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "the disk is full", "free some space"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "a file may not be written", "allow it"
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return "too many files are open", "allow more ('ulimit -n 256'), or lower --workers"
    if error.errno == errno.ENOMEM:
        return _happened(MemoryError())
    return "the operating system refused something", "put that right"


def _of_database(error: Exception) -> tuple[str, str]:
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        if str(cause).startswith("no such "):
            return OTHER_TABLES
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY_CODE
        return SQLITE_CODES.get(code, ("the database refused something", "see what it says"))
    if any(words in str(error) for words in FULL_DISK):
        return "the database server's disk is full", "free some space there"
    state = getattr(cause, "pgcode", None) or ""
    for beginning, happened, remedy in SQLSTATES:
        if state.startswith(beginning):
            return happened, remedy
    if state or not isinstance(error, OperationalError | InterfaceError):
        return "the database refused something", "see what it says"
    # Without a code it is not the server that speaks: nobody answers, or no longer.
    if "connection to server" in str(error) or "could not translate" in str(error):
        return "the database cannot be reached", "see that it runs and DATABASE_URL is right"
    return "the connection to the database broke", "see that the server runs"


def _first_line(error: BaseException) -> str:
    """The error's kind where its text alone says little, and the first line of its text."""
    text = str(error).strip()
    first = text.splitlines()[0].strip() if text else ""
    known = isinstance(error, DatabaseError | InterfaceError | OSError)
    return first if known and first else ": ".join(filter(None, (type(error).__name__, first)))
