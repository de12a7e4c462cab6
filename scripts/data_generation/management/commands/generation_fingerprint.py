"""`manage.py generation_fingerprint`: rows and content digest of every table, as JSON."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scripts.data_generation.models import GenerationRun
from scripts.data_generation.validation.fingerprint import as_json, fingerprint


class Command(BaseCommand):
    """Equal on two databases exactly when they hold the same history."""

    help = "Print rows and an order-independent content digest of every table, as JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the fingerprint of this database's run."""
        run = GenerationRun.objects.last()
        if run is None:
            raise CommandError("this database holds no generated company; run generate_data first")
        self.stdout.write(as_json(fingerprint(run.key_bases)), ending="")
