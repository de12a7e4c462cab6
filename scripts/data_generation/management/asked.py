"""What the options of `generate_data` ask for, and the line that every answer begins with."""

from typing import Any

from django.utils import timezone

from scripts.data_generation.orchestrator.history_days import Span
from scripts.data_generation.orchestrator.requests import Request

NOTHING_TO_RESUME = "nothing to resume: this database holds no unfinished run"


def asked(options: dict[str, Any]) -> Request:
    """The request; made once a command, so that a file of parameters is read once."""
    return Request(
        resume=options["resume"],
        session=options["session"],
        scale=options["scale"],
        seed=options["seed"],
        start=options["start_date"],
        end=options["end_date"],
        days=options["days"],
        parameters=options["parameters"],
        scenario=options["scenario"],
        today=timezone.localdate(),
        extend_years=options["extend_years"],
        chunk_days=options["chunk_days"],
        dirty_data=options["dirty_data"],
        into_existing=options["into_existing"],
    )


def headline(scale: str, seed: int, history: Span) -> str:
    """Which history it is."""
    return f"{scale} scale, seed {seed}, history {history}"
