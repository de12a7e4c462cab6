"""`generate_data --report`: the whole report of the books, as a page and tables."""

import sys
from collections.abc import Callable, Sequence
from typing import Any, TextIO

from django.core.management.base import CommandError
from django.utils import timezone

from apps.batch.models import Batch
from aquamind.output_folders import output_folder
from aquamind.shell.bars import bar_of_steps
from scripts.data_generation.config.near_names import nearest
from scripts.data_generation.management.latest_run import present_run
from scripts.data_generation.reporting.html.contents import SECTIONS
from scripts.data_generation.reporting.html.files import Written, write_report
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.validation.engine.case import Case

Say = Callable[[str], None]
MEGABYTE = 1e6


def make_report(options: dict[str, Any], say: Say, watch: TextIO | None = None) -> None:
    """Write the report of the latest run and say where it lies, in one line."""
    run = present_run()
    subject = Subject(Case.of(run), run, _asked(options["batch"] or ()))
    folder = output_folder("reports")
    total = len(SECTIONS) + len(subject.batches)
    with bar_of_steps(watch or sys.stderr, total) as bar:

        def made(title: str) -> None:
            bar.set_description_str(title)
            bar.update()

        try:
            written = write_report(subject, folder, timezone.now(), made)
        except OSError as error:
            raise CommandError(f"{folder} cannot be written to: {error.strerror}") from error
    say(_line(written))


def _asked(numbers: Sequence[str]) -> list[Batch]:
    """The batches of these numbers, in this order, each once."""
    found = {batch.batch_number: batch for batch in Batch.objects.filter(batch_number__in=numbers)}
    for number in numbers:
        if number not in found:
            known = Batch.objects.order_by("id").values_list("batch_number", flat=True)
            raise CommandError(f"no batch {number} in the books; {nearest(number, list(known))}")
    return [found[number] for number in dict.fromkeys(numbers)]


def _line(written: Written) -> str:
    size = written.size / MEGABYTE
    return f"report: {written.path} ({size:.1f} MB), {written.tables} tables in csv beside it"
