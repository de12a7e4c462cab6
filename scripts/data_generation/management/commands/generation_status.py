"""`manage.py generation_status`: where the runs of this database stand, and what comes next."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from scripts.data_generation.management.plain_command import PlainCommand
from scripts.data_generation.management.status_lines import status_data, status_lines
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.runs.run_status import database_status


class Command(PlainCommand):
    """Reads the generator's own books alone, also while a run is writing."""

    help = "Show runs, sessions, rows, time and memory, whether a run is going, and what is next."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument("--chunks", action="store_true", help="a line for each chunk too")
        parser.add_argument(
            "--fingerprint",
            action="store_true",
            help="rows and content digest of every table instead, as JSON: the same for the same "
            "history on every database",
        )
        parser.add_argument("--json", action="store_true", help="the same as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it; an empty database is no error, but has no fingerprint."""
        if options["fingerprint"]:
            self._fingerprint()
            return
        try:
            status = database_status()
        except GenerationError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            data = status_data(status, options["chunks"])
            self.stdout.write(json.dumps(data, indent=2, cls=DjangoJSONEncoder))
            return
        for line in status_lines(status, options["chunks"]):
            self.stdout.write(line)

    def _fingerprint(self) -> None:
        from scripts.data_generation.management.fingerprints import database_fingerprint
        from scripts.data_generation.management.latest_run import present_run
        from scripts.data_generation.validation.fingerprint.fingerprint import as_json

        digests = database_fingerprint()
        self.stdout.write(as_json(digests, present_run().output_version), ending="")
