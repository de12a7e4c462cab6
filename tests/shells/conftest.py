"""What the commands of these tests work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.commands import printed
from tests.databases import Snapshot

FEW = ("--scale=ci", "--days=3", "--end-date=2016-01-03")


@pytest.fixture(scope="module")
def lived(
    empty_books: Snapshot,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """Books of three days, and the folder for files of commands."""
    folder = tmp_path_factory.mktemp("shells")
    with (
        django_db_blocker.unblock(),
        override_settings(OUTPUT_DIR=folder / "output"),
        empty_books.opened(),
    ):
        printed("generate_data", *FEW)
        (folder / "fingerprint.json").write_text(
            printed("generation_status", "--fingerprint"), "utf-8"
        )
        yield folder
