"""A generated company in the test database, made once a module and emptied after it."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from scripts.data_generation.models import GenerationRun

START = "2016-01-01"
END = "2025-12-31"


def generate(*options: str) -> str:
    """Run generate_data at ci scale over fixed dates; what it printed."""
    out = StringIO()
    dates = () if "--resume" in options else ("--start-date", START, "--end-date", END)
    scale = () if "--resume" in options else ("--scale", "ci")
    call_command("generate_data", *scale, *dates, *options, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def open_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database outside of any transaction; emptied at the module's end."""
    with django_db_blocker.unblock():
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def company(open_database: None) -> GenerationRun:
    """Session 1 of a ci company: three years."""
    generate("--session=1")
    return GenerationRun.objects.get()


@pytest.fixture(autouse=True, scope="session")
def output_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Checkpoints, logs and reports of tests stay out of the checkout."""
    folder = tmp_path_factory.mktemp("output")
    with override_settings(OUTPUT_DIR=folder):
        yield folder
