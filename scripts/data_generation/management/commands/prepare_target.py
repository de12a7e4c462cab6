"""`manage.py prepare_target`: the generator's own tables in an AquaMind database, or out of it."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connection

from scripts.data_generation.management.plain_command import PlainCommand


class Command(PlainCommand):
    """Makes a schema beside AquaMind's tables and leaves these as they are."""

    help = (
        "Make the generator's own tables in a schema of their own in an AquaMind database, so that "
        "generate_data can fill it. Nothing of AquaMind's is changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument(
            "--remove", action="store_true", help="drop that schema; a run is cleared before"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say in one line why not."""
        from scripts.data_generation.management.targets import prepare_target, remove_target
        from scripts.data_generation.orchestrator.errors import GenerationError

        change = remove_target if options["remove"] else prepare_target
        try:
            for line in change(connection):
                self.stdout.write(line)
        except GenerationError as error:
            raise CommandError(str(error)) from error
