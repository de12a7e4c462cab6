"""`manage.py checks`: every check of the books, as the page docs/validation.md."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from scripts.data_generation.management.plain_command import PlainCommand
from scripts.data_generation.reporting.documents.checks_page import checks_page


class Command(PlainCommand):
    """Prints the page of checks, or writes it to docs/validation.md. Needs no database."""

    help = "Show every check of the books with what it proves and where its bounds are from."

    def add_arguments(self, parser: CommandParser) -> None:
        """The one option."""
        parser.add_argument(
            "--write", action="store_true", help="write docs/validation.md instead of printing it"
        )

    def only_shows(self, options: dict[str, Any]) -> bool:
        """Unless it writes the page."""
        return not options["write"]

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the page, or write it and say so."""
        if not options["write"]:
            self.stdout.write(checks_page(), ending="")
            return
        path = Path(settings.BASE_DIR) / "docs" / "validation.md"
        path.write_text(checks_page(), encoding="utf-8")
        self.stdout.write(f"wrote {path}")
