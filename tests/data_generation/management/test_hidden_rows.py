"""Compressed rows under the Apache licence: nothing takes what is left for all, or writes to it.

On a server of that licence the catalogue is made to say that a piece is compressed; on one of the
community licence a piece is, and the server is made to say that its licence is the other one.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError
from django.test import Client
from django.urls import reverse

from apps.infrastructure.models import Area
from aquamind.checks import check_compressed_pieces
from scripts.data_generation.models import GenerationRun
from tests import pieces
from tests.commands import printed

pytestmark = pytest.mark.timescaledb

HIDDEN = "the server runs with TimescaleDB's apache licence, which does not see the rows"

REFUSED = [
    "generate_data --resume",
    "generate_data --resume --dry-run",
    "generate_data --resume --ignore-disk-space",
    "generate_data --scale ci",
    "generate_data --extend-years 1",
    "generate_data --clear --yes",
    "generate_data --validate-only",
    "generate_data --validate-only --group integrity",
    "generate_data --report",
    "generation_report",
    "generation_report --years",
    "generation_report --health",
    "generation_status --fingerprint",
    "compare_generations default default",
    "export_generation --out OUT",
]


@pytest.fixture
def hidden(changed_books: GenerationRun) -> Iterator[GenerationRun]:
    pieces.compress_the_first_piece()
    with pieces.apache_licence():
        yield changed_books


@pytest.mark.parametrize("typed", REFUSED)
def test_what_reads_or_writes_readings_is_refused(
    hidden: GenerationRun, typed: str, tmp_path: Path
) -> None:
    out = tmp_path / "export"
    with pytest.raises(CommandError) as caught:
        printed(*typed.replace("OUT", str(out)).split())
    assert HIDDEN in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.returncode in (1, 2)
    assert not out.exists()


def test_where_a_run_stands_is_told_all_the_same(hidden: GenerationRun) -> None:
    assert "next: python manage.py generate_data --resume" in printed("generation_status")


def test_the_system_check_says_so(hidden: GenerationRun) -> None:
    (error,) = check_compressed_pieces(databases=["default"])
    assert (error.id, HIDDEN in error.msg) == ("aquamind.E003", True)


def test_a_licence_that_compresses_sees_all(changed_books: GenerationRun) -> None:
    assert check_compressed_pieces(databases=["default"]) == []


def pages() -> Iterator[str]:
    area = Area.objects.order_by("pk").first()
    assert area is not None
    yield reverse("explorer:area", args=[area.pk])
    yield reverse("api:site-water", args=["area", area.pk])
    yield reverse("admin:environmental_environmentalreading_changelist")
    yield reverse("admin:environmental_weatherdata_changelist")


def test_pages_say_so_instead_of_showing_what_is_left(hidden: GenerationRun) -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("somebody", password="x"))
    for address in pages():
        answer = client.get(address)
        assert (answer.status_code, HIDDEN in answer.content.decode()) == (503, True), address
    assert client.get(reverse("explorer:company")).status_code == 200
