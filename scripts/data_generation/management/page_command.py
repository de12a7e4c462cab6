"""The base of commands that show one page of docs/, or write it there."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from scripts.data_generation.management.plain_command import PlainCommand


class PageCommand(PlainCommand):
    """Prints a page made from the code, or writes it to its file. Needs no database."""

    # The file in docs/.
    file_name: str

    def page(self) -> str:
        """The whole page, as Markdown."""
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        """The one option."""
        parser.add_argument(
            "--write",
            action="store_true",
            help=f"write docs/{self.file_name} instead of printing it",
        )

    def only_shows(self, options: dict[str, Any]) -> bool:
        """Unless it writes the page."""
        return not options["write"]

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the page, or write it and say so."""
        if not options["write"]:
            self.stdout.write(self.page(), ending="")
            return
        path = Path(settings.BASE_DIR) / "docs" / self.file_name
        path.write_text(self.page(), encoding="utf-8")
        self.stdout.write(f"wrote {path}")
