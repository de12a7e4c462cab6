"""The base of all commands: what they refuse, and what ends them, is one printable line."""

from functools import partial
from typing import Any, NoReturn

from django.core.exceptions import SynchronousOnlyOperation
from django.core.management.base import BaseCommand, CommandError, CommandParser

from aquamind.version import project_version

USAGE = 2
LONGEST_LINE = 1_000
IN_A_LOOP = (
    "an event loop is running here, as in the cell of a notebook; call it in a thread, or set"
    " DJANGO_ALLOW_ASYNC_UNSAFE=1"
)


def one_line(text: str) -> str:
    """A text that may quote anything, without line breaks and without orders to a terminal."""
    shown = "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in " ".join(text.strip().splitlines())
    )
    return shown if len(shown) <= LONGEST_LINE else f"{shown[:LONGEST_LINE]}..."


class LineCommand(BaseCommand):
    """A command that answers what is typed wrongly with one line."""

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
        """Do it; an error may quote names of the books, in which people write what they like."""
        try:
            return super().execute(*args, **options)
        except CommandError as error:
            error.args = (one_line(str(error)),)
            raise
        except SynchronousOnlyOperation as error:
            raise CommandError(IN_A_LOOP) from error


def _refuse(parser: CommandParser, message: str) -> NoReturn:
    """One line for what argparse refuses; called from Python, Django's own error."""
    said = one_line(message)
    if not parser.called_from_command_line:
        raise CommandError(f"Error: {said}", returncode=USAGE)
    parser.exit(USAGE, f"{parser.prog}: error: {said}; --help lists all options\n")
