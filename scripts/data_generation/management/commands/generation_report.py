"""`manage.py generation_report`: a batch's life, key figures of years and of health."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from apps.batch.models import Batch
from aquamind.line_command import USAGE
from scripts.data_generation.management.arguments import a_file_to_write, a_text
from scripts.data_generation.management.latest_run import present_run, why_not
from scripts.data_generation.management.plain_command import PlainCommand
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.runs.guards import refuse_hidden_rows
from scripts.data_generation.reporting.batch_life import StageOfLife, farthest_batch, stages_of
from scripts.data_generation.reporting.key_figures.health_figures import (
    HealthFigures,
    health_figures,
)
from scripts.data_generation.reporting.key_figures.year_figures import YearFigures, year_figures
from scripts.data_generation.validation.engine.case import Case

COLUMNS = (
    ("stage", 12),
    ("from", 10),
    ("days", 5),
    ("containers", 10),
    ("fish in", 10),
    ("dead", 9),
    ("moving", 7),
    ("fish out", 10),
    ("weight g", 9),
    ("feed kg", 12),
)


# What plots can be written as.
PICTURES = (".png", ".svg", ".pdf")


class Command(PlainCommand):
    """Reads the books alone."""

    help = "Show a batch's life by stage, or key figures of years or of health."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        add = parser.add_argument
        add("--batch", type=a_text, metavar="NUMBER", help="default: the first one harvested")
        add(
            "--plot",
            type=a_file_to_write(*PICTURES),
            metavar="FILE.png",
            help="draw its life there; .svg and .pdf are possible too",
        )
        add("--years", action="store_true", help="key figures of every year")
        add(
            "--json",
            type=a_file_to_write(),
            metavar="FILE",
            help="the figures as JSON in a file, too; without --health those of the years",
        )
        add(
            "--health",
            action="store_true",
            help="outbreaks, deaths, lice, treatments and laboratory by year, season and month",
        )

    def only_shows(self, options: dict[str, Any]) -> bool:
        """Unless a file is asked for."""
        return not (options["plot"] or options["json"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Health or the years, when asked for; else a batch's table, and its plot."""
        _refuse_misfits(options)
        if options["health"]:
            self._figures(health_figures, options["json"])
            return
        if options["years"] or options["json"]:
            self._figures(year_figures, options["json"])
            return
        refuse_hidden_rows()
        batch = self._batch(options["batch"])
        stages = stages_of(batch)
        self.stdout.write(f"{batch.batch_number}, {batch.get_status_display().lower()}")
        self.stdout.write("  " + "  ".join(name.rjust(width) for name, width in COLUMNS))
        for stage in stages:
            self.stdout.write("  " + "  ".join(_cells(stage)))
        self._survival(batch, stages)
        if options["plot"]:
            from scripts.data_generation.reporting.plots import plot_batch

            plot_batch(batch, stages, options["plot"])
            self.stdout.write(f"plot: {options['plot']}")

    def _figures(
        self,
        ask: Callable[[GenerationRun, date], YearFigures | HealthFigures],
        file: Path | None,
    ) -> None:
        """The tables of key figures; the same as JSON in a file."""
        run = present_run()
        figures = ask(run, Case.of(run).last_day)
        for line in figures.table():
            self.stdout.write(line)
        if file:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(figures.as_json(), "utf-8")
            except OSError as error:
                raise CommandError(f"{file} cannot be written: {error.strerror}") from error
            self.stdout.write(f"json: {file}")

    def _batch(self, number: str | None) -> Batch:
        try:
            named = Batch.objects.filter(batch_number=number)
            batch = named.first() if number else farthest_batch()
        except DatabaseError as error:
            raise CommandError(why_not(error)) from error
        if batch is None:
            known = Batch.objects.order_by("id").values_list("batch_number", flat=True)[:5]
            hint = f"the first are {', '.join(known)}" if known else "run generate_data first"
            raise CommandError(f"no batch {number or 'at all'} in the books; {hint}")
        return batch

    def _survival(self, batch: Batch, stages: list[StageOfLife]) -> None:
        first, last = stages[0], stages[-1]
        lost = sum(stage.dead + stage.died_moving for stage in stages)
        end = "harvested" if batch.status == Batch.Status.COMPLETED else "alive"
        self.stdout.write(
            f"{first.fish_in:,} eyed eggs = {lost:,} dead + {last.fish_out:,} {end} "
            f"({last.fish_out / first.fish_in:.1%})"
        )


def _refuse_misfits(options: dict[str, Any]) -> None:
    """CommandError for options of which one would be passed over."""
    figures = [name for name in ("years", "health", "json") if options[name]]
    of_a_batch = [name for name in ("batch", "plot") if options[name]]
    if figures and of_a_batch:
        raise CommandError(
            f"--{of_a_batch[0]} is about one batch, --{figures[0]} about all; give one of them",
            returncode=USAGE,
        )
    if options["years"] and options["health"]:
        raise CommandError(
            "--years and --health are two tables; give one of them", returncode=USAGE
        )


def _cells(stage: StageOfLife) -> list[str]:
    texts = (
        stage.name,
        str(stage.first_day),
        "" if stage.days is None else str(stage.days),
        str(stage.containers),
        f"{stage.fish_in:,}",
        f"{stage.dead:,}",
        f"{stage.died_moving:,}",
        f"{stage.fish_out:,}",
        f"{stage.weight_g:,.2f}",
        f"{stage.feed_kg:,.0f}",
    )
    return [text.rjust(width) for text, (_, width) in zip(texts, COLUMNS, strict=True)]
