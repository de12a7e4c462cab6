"""What a run is refused: production, rows of others, rows that the server does not show.

Also a run that is half deleted, or was begun by another version.
"""

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from aquamind.tables import compression
from scripts.data_generation.config.history import OUTPUT_VERSION
from scripts.data_generation.models import GenerationRun, Progress
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.runs.run_rows import rows_of_others

PRODUCTION = "production"


def refuse_production(allowed: bool) -> None:
    """GenerationError where the environment says that this is production and nobody insists."""
    if settings.AQUAMIND_ENVIRONMENT == PRODUCTION and not allowed:
        raise GenerationError(
            "AQUAMIND_ENVIRONMENT says that this is production, where nothing is generated or "
            "deleted; give --allow-production if that is what you mean"
        )


def refuse_hidden_rows(using: str = DEFAULT_DB_ALIAS) -> None:
    """GenerationError where the server's licence does not see all rows of the hypertables."""
    try:
        compression.refuse_hidden_rows(connections[using])
    except compression.HiddenRowsError as error:
        raise GenerationError(str(error)) from error


def refuse_half_cleared() -> None:
    """GenerationError when a run's rows are deleted in part."""
    if GenerationRun.objects.filter(status=Progress.CLEARING).exists():
        raise GenerationError(
            "this database holds a run that --clear has deleted in part and that nothing can carry "
            "on; finish with 'python manage.py generate_data --clear'"
        )


def refuse_second_company() -> None:
    """GenerationError when the database holds a run already."""
    if GenerationRun.objects.exists():
        raise GenerationError(
            "this database already holds a generated company; carry it on with --resume or "
            "--extend-years, or delete it first with 'python manage.py generate_data --clear'"
        )


def refuse_rows_of_others(into_existing: bool) -> None:
    """GenerationError when there is no run, yet rows, which its rows would stand among."""
    found = {} if into_existing else rows_of_others()
    if found:
        tables = ", ".join(f"{table} {count:,}" for table, count in sorted(found.items()))
        raise GenerationError(
            f"this database holds rows that no run made ({tables}); use another one, or give "
            "--into-existing to generate beside them"
        )


def refuse_new_company(into_existing: bool) -> None:
    """GenerationError when a new run may not begin in this database."""
    refuse_half_cleared()
    refuse_second_company()
    refuse_rows_of_others(into_existing)


def refuse_other_version(run: GenerationRun) -> None:
    """GenerationError when another version of the generator began the run."""
    if run.output_version != OUTPUT_VERSION:
        raise GenerationError(
            f"this run was begun by output version {run.output_version} of the generator, this is "
            f"version {OUTPUT_VERSION} and would write other rows; resume with that version"
        )
