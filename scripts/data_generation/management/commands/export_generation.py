"""`manage.py export_generation`: the books as Parquet or CSV files with a data dictionary."""

import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from aquamind.line_command import USAGE
from aquamind.shell.bars import bar_of_rows
from scripts.data_generation.management.arguments import (
    a_folder_to_write,
    a_text,
    whole_number,
)
from scripts.data_generation.management.failures import FAILURE
from scripts.data_generation.management.latest_run import present_run
from scripts.data_generation.management.plain_command import PlainCommand
from scripts.data_generation.reporting.export.errors import ExportError, RequestError
from scripts.data_generation.reporting.export.exporting import Wish, expected_rows, export
from scripts.data_generation.reporting.export.manifest import TableWritten
from scripts.data_generation.reporting.export.table_files import FORMATS

# The last that dates have.
LAST_YEAR = 9999
MEGABYTE = 1_000_000
NOTHING_LEFT = "nothing is left of the export"


class Command(PlainCommand):
    """Reads the books as they are at one moment, also while a run writes."""

    help = "Write every table to files for analysis, with a data dictionary and a manifest."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="%(default)s")
        parser.add_argument(
            "--out",
            type=a_folder_to_write,
            required=True,
            metavar="DIR",
            help="folder that is to be made",
        )
        parser.add_argument(
            "--tables",
            nargs="+",
            type=a_text,
            default=(),
            metavar="NAME",
            help="these tables only, by their names in the database",
        )
        parser.add_argument(
            "--years",
            nargs="+",
            type=whole_number(" of a year", LAST_YEAR),
            default=(),
            metavar="YEAR",
            help="readings and weather of these years only; other tables are written whole",
        )
        parser.add_argument(
            "--times-as-text",
            action="store_true",
            help="times of day as text in Parquet, for readers that have no type for them (Spark)",
        )
        parser.add_argument(
            "--floats",
            action="store_true",
            help="decimals as floats in Parquet, for readers that are slow with exact ones",
        )
        parser.add_argument(
            "--views",
            action="store_true",
            help="besides the tables, one row a cage and day, site and day, batch and week",
        )
        parser.add_argument(
            "--overwrite", action="store_true", help="replace the export that is in DIR"
        )

    def only_shows(self, options: dict[str, Any]) -> bool:
        """It is for files."""
        return False

    def kept(self, options: dict[str, Any]) -> str:
        """Nothing, after an error or a signal."""
        return NOTHING_LEFT

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        for name in ("times_as_text", "floats"):
            if options[name] and options["format"] == "csv":
                option = name.replace("_", "-")
                raise CommandError(f"in CSV all is text; leave --{option} out", returncode=USAGE)
        wish = Wish(
            options["out"],
            options["format"],
            tuple(options["tables"]),
            tuple(options["years"]),
            options["overwrite"],
            options["times_as_text"],
            options["floats"],
            options["views"],
        )
        try:
            self._export(wish)
        except ExportError as error:
            usage = isinstance(error, RequestError)
            raise CommandError(str(error), returncode=USAGE if usage else FAILURE) from error

    def _export(self, wish: Wish) -> None:
        run = present_run()
        began = time.monotonic()
        with bar_of_rows(sys.stderr, expected_rows(run, wish), "exporting") as bar:
            written = export(run, wish, timezone.now(), bar.update)
        self.stdout.write(_closing(written, time.monotonic() - began, wish.place))


def _closing(written: list[TableWritten], seconds: float, place: Path) -> str:
    rows = sum(table.rows for table in written)
    size = sum(table.bytes for table in written) / MEGABYTE
    return (
        f"{len(written)} tables, {rows:,} rows, {size:,.1f} MB in {seconds:.1f} s "
        f"({rows / max(seconds, 1e-6):,.0f} rows/s): {place}"
    )
