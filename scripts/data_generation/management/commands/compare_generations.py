"""`manage.py compare_generations A B`: whether two databases hold the same history."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, DatabaseError

from aquamind.database import without_password
from aquamind.other_database import known_as, to_be_read
from scripts.data_generation.management.arguments import a_text
from scripts.data_generation.management.failures import failure_line
from scripts.data_generation.management.fingerprints import (
    NoFingerprintError,
    database_fingerprint,
    fingerprint_of_file,
)
from scripts.data_generation.management.plain_command import PlainCommand
from scripts.data_generation.validation.fingerprint.fingerprint import TableDigest

CONFIGURED = "default"
OTHER = "compared"
# As diff has them: 0 equal, 1 differing, 2 when there is nothing to compare.
DIFFERING, TROUBLE = 1, 2

Digests = dict[str, TableDigest]


class Command(PlainCommand):
    """Reads both and writes to neither. Exit status 0: equal, 1: differing, 2: not compared."""

    lost_status = TROUBLE
    help = "Compare two generated histories, table by table: rows, and whether they are equal."

    def add_arguments(self, parser: CommandParser) -> None:
        """The two histories."""
        what = (
            "address of a database (as in DATABASE_URL), a file that 'generation_status "
            f"--fingerprint' was printed to, or '{CONFIGURED}' for the configured database"
        )
        parser.add_argument("first", type=a_text, metavar="A", help=what)
        parser.add_argument("second", type=a_text, metavar="B", help="the same of the other")

    def handle(self, *args: Any, **options: Any) -> None:
        """A line a table; the end says how many differ."""
        first, second = (self._digests(options[name]) for name in ("first", "second"))
        lines, differing = _lines(first, second)
        for line in lines:
            self.stdout.write(line)
        if differing:
            said = f"{differing} of {len(lines) - 1} tables differ"
            raise CommandError(said, returncode=DIFFERING)
        self.stdout.write(f"all {len(lines) - 1} tables are equal")

    def _digests(self, source: str) -> Digests:
        """The fingerprint of what an argument names."""
        name = without_password(source)
        try:
            if source == CONFIGURED or "://" in source:
                return self._of_database(source, name)
            return fingerprint_of_file(Path(source))
        except (NoFingerprintError, ImproperlyConfigured) as error:
            raise CommandError(str(error), returncode=TROUBLE) from error
        except (DatabaseError, CommandError) as error:
            said = str(error) if isinstance(error, CommandError) else failure_line(error, "")
            raise CommandError(f"{name}: {said}", returncode=TROUBLE) from error

    def _of_database(self, source: str, name: str) -> Digests:
        if source == CONFIGURED:
            return database_fingerprint(DEFAULT_DB_ALIAS, name)
        with known_as(OTHER, to_be_read(source)):
            return database_fingerprint(OTHER, name)


def _lines(first: Digests, second: Digests) -> tuple[list[str], int]:
    """A heading and a line for each table; how many differ."""
    tables = sorted(first.keys() | second.keys())
    width = max((len(table) for table in tables), default=0)
    lines = [f"{'table':<{width}}  {'rows A':>13}  {'rows B':>13}"]
    differing = 0
    for table in tables:
        one, other = first.get(table), second.get(table)
        rows = "  ".join(f"{digest.rows if digest else 0:>13,}" for digest in (one, other))
        differing += one != other
        lines.append(f"{table:<{width}}  {rows}  {'equal' if one == other else 'differs'}")
    return lines, differing
