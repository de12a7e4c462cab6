"""`manage.py generate_data`: fill the books with the history of a salmon company."""

from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from io import StringIO
from typing import Any

from django.core.management.base import CommandParser, OutputWrapper
from django.db import connection

from aquamind.shell.log_handler import only_warnings
from scripts.data_generation.management.failures import CLEAR_ON, CONTINUE
from scripts.data_generation.management.generate_options import add_options
from scripts.data_generation.management.option_rules import refuse_misfits
from scripts.data_generation.management.plain_command import PlainCommand


class Command(PlainCommand):
    """Simulates the company and writes it chunk by chunk, each chunk in one transaction."""

    help = "Fill AquaMind's books with the history of a salmon-farming company."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options; what is not given is None, so that --resume can tell."""
        add_options(parser)

    def only_shows(self, options: dict[str, Any]) -> bool:
        """Not a run, a deletion or a report in files."""
        return bool(
            options["validate_only"] or options["dry_run"] or options["sink"] == "null"
        ) and not (options["clear"] or options["report"] or options["json"])

    def kept(self, options: dict[str, Any]) -> str:
        """What to do after a stop in the middle; nothing where nothing is lost."""
        if options["clear"]:
            return CLEAR_ON
        reads = any(options[name] for name in ("validate_only", "dry_run", "report"))
        return CONTINUE if options["sink"] == "database" and not reads else ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked for."""
        # With DEBUG on Django keeps every statement with its parameters: not for bulk work.
        connection.queries_log = deque(maxlen=0)
        refuse_misfits(options)
        with ExitStack() as quiet:
            if options["verbosity"] == 0:
                self.stdout = OutputWrapper(StringIO())
                quiet.enter_context(only_warnings())
            self._task(options)(options)

    def _task(self, options: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
        """What the options ask for: the first of these whose option is given, else a run."""
        if options["clear"]:
            return self._clear
        if options["report"]:
            return self._report
        if options["validate_only"]:
            return self._validate
        if options["dry_run"]:
            return self._plan
        if options["sink"] == "null":
            return self._generate_for_nothing
        return self._generate

    def _generate(self, options: dict[str, Any]) -> None:
        """Run the sessions asked for."""
        from scripts.data_generation.management.generate import generate

        generate(options, self.stdout.write, self.signals.stop_point)

    def _plan(self, options: dict[str, Any]) -> None:
        """Say what a run would write; nothing is written."""
        from scripts.data_generation.management.without_writing import say_plan

        say_plan(options, self.stdout.write)

    def _generate_for_nothing(self, options: dict[str, Any]) -> None:
        """Make every row and write none."""
        from scripts.data_generation.management.without_writing import generate_for_nothing

        generate_for_nothing(options, self.stdout.write)

    def _clear(self, options: dict[str, Any]) -> None:
        """Delete what a run made; nothing is generated."""
        from scripts.data_generation.management.clear import clear_books

        clear_books(options, self.stdout.write)

    def _validate(self, options: dict[str, Any]) -> None:
        """Check the books; nothing is generated."""
        from scripts.data_generation.management.validate import validate_books

        validate_books(options, self.stdout.write, _bar(options))

    def _report(self, options: dict[str, Any]) -> None:
        """Show the books; nothing is generated."""
        from scripts.data_generation.management.report import make_report

        make_report(options, self.stdout.write, _bar(options))


def _bar(options: dict[str, Any]) -> StringIO | None:
    """Where a progress bar goes: nowhere with -v 0, else where the task has it."""
    return StringIO() if options["verbosity"] == 0 else None
