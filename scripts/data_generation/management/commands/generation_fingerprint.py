"""`manage.py generation_fingerprint`: rows and content digest of every table, as JSON."""

from typing import Any

from django.core.management.base import BaseCommand

from scripts.data_generation.management.present_run import present_run
from scripts.data_generation.validation.fingerprint import as_json, fingerprint


class Command(BaseCommand):
    """Equal on two databases exactly when they hold the same history."""

    help = "Print rows and an order-independent content digest of every table, as JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the fingerprint of this database's run."""
        self.stdout.write(as_json(fingerprint(present_run().key_bases)), ending="")
