"""Generated companies in the place of the test database, and a folder for what runs write."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from scripts.data_generation.models import GenerationRun
from tests.data_generation.companies import Companies
from tests.databases import Snapshot, empty_database, rolled_back


@pytest.fixture(scope="module")
def open_database(companies: Companies, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database outside of any transaction; emptied at the module's end."""
    with django_db_blocker.unblock():
        yield
        empty_database()


@pytest.fixture(scope="session")
def companies(
    empty_books: Snapshot,
    django_db_blocker: DjangoDbBlocker,
    output_dir: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Companies]:
    """All companies that tests have asked for, beside a database without rows."""
    made = Companies(tmp_path_factory.mktemp("companies"), empty_books)
    yield made
    with django_db_blocker.unblock():
        made.remove()


@pytest.fixture(scope="module")
def company(companies: Companies, django_db_blocker: DjangoDbBlocker) -> Iterator[GenerationRun]:
    """Session 1 of a ci company: three years, in books of the module's own."""
    with django_db_blocker.unblock(), companies.opened("--session=1"):
        yield GenerationRun.objects.get()


@pytest.fixture
def changed_books(company: GenerationRun) -> Iterator[GenerationRun]:
    """The company, whose books are put in order again after the test."""
    with rolled_back():
        yield company


@pytest.fixture(autouse=True, scope="session")
def output_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Checkpoints, logs and reports of tests stay out of the checkout."""
    folder = tmp_path_factory.mktemp("output")
    with override_settings(OUTPUT_DIR=folder):
        yield folder
