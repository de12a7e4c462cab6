"""From what somebody asked for to the run that answers it: a new one, or the one to carry on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from aquamind.tables.database_owner import Owner, owner_of, some_tables
from aquamind.target.parts import target_of
from scripts.data_generation.config.history import DEFAULT_CHUNK_DAYS, DEFAULT_SEED
from scripts.data_generation.config.parameters import Parameters, resolve, to_json
from scripts.data_generation.config.scales import DEFAULT_SCALE
from scripts.data_generation.models import GenerationRun, Progress
from scripts.data_generation.orchestrator.errors import GenerationError, RequestError
from scripts.data_generation.orchestrator.history_days import Span, history_span, session_span
from scripts.data_generation.orchestrator.runs.extension import extend_run
from scripts.data_generation.orchestrator.runs.founding import found_run
from scripts.data_generation.orchestrator.runs.guards import (
    refuse_half_cleared,
    refuse_new_company,
)
from scripts.data_generation.orchestrator.session_manager import sessions_to_run


@dataclass(frozen=True)
class Request:
    """What was asked for; None is what was left open."""

    resume: bool
    session: int | None
    scale: str | None
    seed: int | None
    start: date | None
    end: date | None
    days: int | None
    parameters: Path | None
    scenario: str | None
    today: date
    extend_years: int | None = None
    chunk_days: int = DEFAULT_CHUNK_DAYS
    dirty_data: float | None = None
    into_existing: bool = False

    @cached_property
    def _known(self) -> dict[str, Parameters]:
        """What was resolved before, by scale and options: the file of parameters is read once."""
        return {}

    def resolved(self) -> Parameters:
        """The parameters of a new run."""
        return self.resolved_for(self.scale or DEFAULT_SCALE, self.options())

    def resolved_for(self, scale: str, options: dict[str, dict[str, Any]]) -> Parameters:
        """The parameters of a scale, with the values of this request's file and these options."""
        asked = repr((scale, options))
        if asked not in self._known:
            self._known[asked] = resolve(scale, self.parameters, options)
        return self._known[asked]

    def chosen_seed(self) -> int:
        """The seed of a new run."""
        return DEFAULT_SEED if self.seed is None else self.seed

    def history(self) -> Span:
        """The days of a new run."""
        return history_span(self.start, self.end, self.days, self.today)

    def refuse_the_impossible(self) -> None:
        """RequestError or ParameterError for what no database could be given."""
        if self.scale is not None or begins_a_run(self):
            # Otherwise the scale, and with it what a file may say, is that of the run there.
            self.resolved()
        if not self.resume and self.extend_years is None:
            history = self.history()
            if self.session is not None and self._says_all_days():
                session_span(history, self.session)

    def _says_all_days(self) -> bool:
        """Whether the history is known without a look at the run that may be there."""
        return begins_a_run(self) or bool(self.days or (self.start and self.end))

    def options(self) -> dict[str, dict[str, Any]]:
        """The parameters that options of their own stand for, where these were given."""
        scenario = {} if self.scenario is None else {"scenario": {"name": self.scenario}}
        records = {} if self.dirty_data is None else {"records": {"dirty_rate": self.dirty_data}}
        return {**scenario, **records}


def prepare_database() -> Iterator[str]:
    """Bring SQLite's tables up to date, saying so; ask for it on a database that is shared.

    GenerationError on a database that somebody else made, unless it is prepared: it is left as
    it is.
    """
    if target_of(connection) is not None:
        return
    _refuse_what_others_made()
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if connection.vendor != "sqlite":
        raise GenerationError(
            "the database's tables are missing or out of date; run 'python manage.py migrate' first"
        )
    yield f"making the tables in {connection.settings_dict['NAME']}"
    call_command("migrate", verbosity=0)


def _refuse_what_others_made() -> None:
    owner = owner_of(connection)
    if owner is Owner.AQUAMIND and connection.vendor == "postgresql":
        raise GenerationError(
            "AquaMind's own migrations made this database; 'python manage.py prepare_target' makes"
            " the generator's own tables beside them, run it first"
        )
    # On a server it is asked for by hand; a file's name may be a slip.
    if owner is Owner.AQUAMIND or (owner is Owner.OTHERS and connection.vendor == "sqlite"):
        raise GenerationError(
            f"the tables of this database ({some_tables(connection)}) were made by"
            f" {owner.value}; nothing was changed, give an empty database in DATABASE_URL"
        )


def run_for(request: Request) -> GenerationRun | None:
    """The run to work on; None when there is nothing to resume. GenerationError when refused."""
    if begins_a_run(request):
        refuse_new_company(request.into_existing)
        return found_run(request.resolved(), request.chosen_seed(), request.history())
    run = run_to_carry_on(request)
    if run is not None and request.extend_years is not None:
        extend_run(run, request.extend_years, request.chunk_days)
    return run


def begins_a_run(request: Request) -> bool:
    """Whether a new company is asked for, not one that the database holds."""
    carries_on = request.resume or request.extend_years is not None
    return not carries_on and request.session in (None, 1)


def run_to_carry_on(request: Request) -> GenerationRun | None:
    """The run that is asked for, as it is; None when there is nothing to resume."""
    refuse_half_cleared()
    if request.extend_years is not None:
        return _finished(request)
    unfinished = GenerationRun.objects.filter(status=Progress.RUNNING).last()
    if request.resume:
        if unfinished is not None:
            _refuse_differences(request, unfinished)
        return unfinished
    return _carried_on(request, unfinished)


def _carried_on(request: Request, unfinished: GenerationRun | None) -> GenerationRun:
    """The run whose next session is asked for."""
    if unfinished is None:
        if GenerationRun.objects.exists():
            raise GenerationError(
                f"the run of this database is complete, there is no session {request.session} left "
                "to live; add years to it with --extend-years"
            )
        raise GenerationError(
            f"session {request.session} needs the sessions before it and there is no unfinished "
            f"run; begin with --session=1"
        )
    _refuse_differences(request, unfinished)
    sessions_to_run(unfinished, request.session)
    return unfinished


def _finished(request: Request) -> GenerationRun:
    """The finished run that is to be extended."""
    if request.resume or request.session is not None:
        raise RequestError(
            "--extend-years begins a session of its own; leave --resume and --session out "
            "(--resume alone carries on an extension that was interrupted)"
        )
    run = GenerationRun.objects.last()
    if run is None:
        raise GenerationError(
            "--extend-years carries on a finished run and this database holds none; "
            "begin with --session=1"
        )
    _refuse_differences(request, run)
    return run


def _refuse_differences(request: Request, run: GenerationRun) -> None:
    """A run keeps the parameters it began with: whatever was given must agree with them."""
    differences = [
        f"{option} {asked} (the run has {has})"
        for option, asked, has in (
            ("--scale", request.scale, run.scale),
            ("--seed", request.seed, run.seed),
            ("--start-date", request.start, run.start_date),
            ("--end-date", request.end, run.end_date),
            ("--days", request.days, len(Span(run.start_date, run.end_date))),
            ("--scenario", request.scenario, run.parameters["scenario"]["name"]),
            ("--dirty-data", request.dirty_data, run.parameters["records"]["dirty_rate"]),
        )
        if asked is not None and asked != has
    ]
    differences += _other_values(request, run)
    if differences:
        raise GenerationError(f"the run keeps its parameters; leave out {'; '.join(differences)}")


def _other_values(request: Request, run: GenerationRun) -> Iterator[str]:
    """Every value that the file of parameters would give otherwise than the run has it."""
    if not request.parameters:
        return
    kept = {
        "scenario": {"name": run.parameters["scenario"]["name"]},
        "records": {"dirty_rate": run.parameters["records"]["dirty_rate"]},
    }
    asked = to_json(request.resolved_for(run.scale, kept))
    for section, values in asked.items():
        for key, value in values.items():
            has = run.parameters.get(section, {}).get(key)
            if value != has:
                yield f"{section}.{key} = {value} of --parameters (the run has {has})"
