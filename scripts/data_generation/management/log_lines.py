"""What the log of a run begins with: versions, database, options and parameters, no secrets."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from scripts.data_generation.config.history import DEFAULT_CHUNK_DAYS
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.reporting.provenance import changed_parameters, database, versions

# Of every command of Django, or without a meaning for the rows.
OF_DJANGO = frozenset(
    {
        "stdout",
        "stderr",
        "settings",
        "pythonpath",
        "traceback",
        "no_color",
        "force_color",
        "skip_checks",
        "verbosity",
    }
)
USUAL = {"chunk_days": DEFAULT_CHUNK_DAYS, "workers": 1, "sink": "database"}


def first_lines(run: GenerationRun, options: dict[str, Any]) -> Iterator[str]:
    """A line each; what was left open is not named."""
    yield f"run {run.pk} of output version {run.output_version}: {run.scale} scale, seed {run.seed}"
    yield f"history {run.start_date} to {run.end_date}"
    yield f"database {where()}"
    yield f"options {given(options) or 'none'}"
    changed = ", ".join(f"{c.name} = {c.value} ({c.default})" for c in changed_parameters(run))
    yield f"parameters other than the scale's: {changed or 'none'}"
    yield ", ".join(f"{name} {number}" for name, number in versions() if name != "database")


def where() -> str:
    """Kind, version and place of the configured database; neither user nor password."""
    place = connection.settings_dict
    host = f" at {place['HOST']}:{place['PORT']}" if place.get("HOST") else ""
    return f"{database()}, {place['NAME']}{host}"


def given(options: dict[str, Any]) -> str:
    """The options that were given, as they are typed."""
    return " ".join(
        f"--{name.replace('_', '-')}" + ("" if value is True else f"={value}")
        for name, value in sorted(options.items())
        if name not in OF_DJANGO and value not in (None, False, [], USUAL.get(name))
    )
