"""`manage.py figures`: every figure of the farm with its unit and its source."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from scripts.data_generation.management.plain_command import PlainCommand
from scripts.data_generation.reporting.documents.figures_page import figures_page


class Command(PlainCommand):
    """Prints the page of figures, or writes it to docs/figures.md. Needs no database."""

    help = "Show every figure of the farm with its unit and its source."

    def add_arguments(self, parser: CommandParser) -> None:
        """The one option."""
        parser.add_argument(
            "--write", action="store_true", help="write docs/figures.md instead of printing it"
        )

    def only_shows(self, options: dict[str, Any]) -> bool:
        """Unless it writes the page."""
        return not options["write"]

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the page, or write it and say so."""
        if not options["write"]:
            self.stdout.write(figures_page(), ending="")
            return
        path = Path(settings.BASE_DIR) / "docs" / "figures.md"
        path.write_text(figures_page(), encoding="utf-8")
        self.stdout.write(f"wrote {path}")
