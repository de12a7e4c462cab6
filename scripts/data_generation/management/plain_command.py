"""The base of all commands here: whatever goes wrong is told in one line.

Exit status 2 when something else has to be typed, 1 for the rest; `--traceback` shows where.
"""

from functools import partial
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aquamind.version import project_version
from scripts.data_generation.management.failures import USAGE, exit_status, failure_line, one_line


class PlainCommand(BaseCommand):
    """A command that ends every error with one line."""

    # They are about pages and settings, and would load every page; `manage.py check` asks them.
    requires_system_checks = []

    def get_version(self) -> str:
        """What --version prints: the project's own version, not Django's."""
        return project_version()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's parser, that leaves the list of all options to --help."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = partial(_refuse, parser)  # type: ignore[method-assign]
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Do it; an error of any kind becomes one line."""
        try:
            return super().execute(*args, **options)
        except CommandError:
            raise
        except Exception as error:
            raise CommandError(
                failure_line(error, kept=""), returncode=exit_status(error)
            ) from error


def _refuse(parser: CommandParser, message: str) -> NoReturn:
    """One line for what argparse refuses; called from Python, Django's own error."""
    said = one_line(message)
    if not parser.called_from_command_line:
        raise CommandError(f"Error: {said}", returncode=USAGE)
    parser.exit(USAGE, f"{parser.prog}: error: {said}; --help lists all options\n")
