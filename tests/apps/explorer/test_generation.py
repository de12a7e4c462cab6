"""What only a generator can tell: shown where one tells it, left out where none does."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from apps.batch.models import BatchContainerAssignment
from apps.environmental.models import EnvironmentalParameter
from apps.explorer import generation
from apps.explorer.generation import (
    FaultCount,
    GenerationFacts,
    Outbreak,
    Page,
    Validation,
    WaterEvent,
)
from apps.explorer.periods import Days
from tests.apps import books
from tests.apps.explorer.addresses import ONLY_AFTER_A_VALIDATION, every_address
from tests.apps.whole_books import one_of_each

PROJECT = Path(__file__).parents[3]
WITHOUT_GENERATOR = """
from aquamind.settings import *
INSTALLED_APPS.remove("scripts.data_generation")
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
"""
CHECK = {
    "group": "rules",
    "name": "no fish in the air",
    "proves": "all fish swim",
    "state": "violated",
    "violations": 3,
    "not_asked": "",
    "examples": ["a flying fish"],
    "seconds": 0.5,
    "figures": [
        {"name": "height", "measured": 2, "expected": 0, "tolerance": 0, "unit": "m"},
    ],
}


class Told(GenerationFacts):
    """A generator that has something to say of everything."""

    pages = (Page("Making of", "explorer:quality", staff=True),)

    def last_written_day(self) -> date | None:
        return date(2031, 5, 17)

    def last_validation(self) -> Validation | None:
        return Validation(datetime(2031, 5, 18, tzinfo=UTC), 1.5, {"violated": 1}, [CHECK])

    def sensor_faults(self) -> Sequence[FaultCount]:
        return [FaultCount("STUCK", "Stuck sensor", "PH", 7)]

    def outbreaks(self, days: Days) -> Sequence[Outbreak]:
        return [Outbreak("Red gill", "B1", "A1", date(2024, 3, 2), date(2024, 3, 9), 1234)]

    def water_events(self, area: int, days: Days) -> Sequence[WaterEvent]:
        return [WaterEvent("STORM", "Great storm", date(2024, 3, 3), date(2024, 3, 4))]

    def monthly_deaths(self, days: Days) -> Sequence[tuple[str, date, int]] | None:
        return [("DISEASE", date(2024, 3, 1), 98765)]


@pytest.fixture
def head(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("head"))
    return client


@pytest.fixture
def told() -> Iterator[None]:
    before = generation.use(Told)
    yield
    generation.use(before)


@pytest.fixture
def nothing_told() -> Iterator[None]:
    before = generation.use(GenerationFacts)
    yield
    generation.use(before)


@pytest.mark.django_db
def test_every_page_opens_where_no_generator_tells_anything(head, nothing_told) -> None:
    one_of_each()
    for (_, name), addresses in every_address().items():
        for address in addresses:
            expected = 404 if name == ONLY_AFTER_A_VALIDATION else 200
            assert head.get(address).status_code == expected, address
    assert "Generation" not in head.get(reverse("explorer:company")).content.decode()


@pytest.mark.sqlite
def test_every_page_opens_where_no_generator_is_installed(tmp_path: Path) -> None:
    (tmp_path / "without_generator_settings.py").write_text(WITHOUT_GENERATOR, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.apps.explorer.without_generator"],
        cwd=PROJECT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "without_generator_settings",
            "PYTHONPATH": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *answers, loaded = done.stdout.splitlines()
    assert len(answers) > 25
    for answer in answers:
        expected = "404" if f"api:{ONLY_AFTER_A_VALIDATION} " in answer else "200"
        assert answer.startswith(expected), answer
    assert loaded == "of the generator: []"


@pytest.mark.django_db
def test_what_a_generator_tells_is_shown(head, told) -> None:
    one_of_each()
    days = "?from=2024-03-01&to=2024-03-31"
    stay = BatchContainerAssignment.objects.filter(container__area__isnull=False).first()
    area = stay.container.area_id
    books.reading(
        sensor=books.sensor(container=stay.container, name="Probe of Temperature"),
        parameter=EnvironmentalParameter.objects.create(name="Temperature", unit="°C"),
        batch=stay.batch,
    )
    for address, *shown in (
        (reverse("explorer:quality"), "no fish in the air", "a flying fish", "Stuck sensor"),
        (reverse("explorer:health") + days, "Red gill", "B1 at A1, 1,234 dead", "98765"),
        (reverse("explorer:company"), "Making of", "2031"),
    ):
        page = head.get(address).content.decode()
        assert [words for words in shown if words not in page] == [], address
    assert head.get(reverse("api:validation")).json()["checks"] == [CHECK]
    water = head.get(reverse("api:site-water", args=["area", area]) + days).json()
    assert {p["name"] for chart in water for p in chart["periods"]} == {"Great storm"}


@pytest.mark.django_db
def test_only_staff_see_the_generators_pages(client, told) -> None:
    client.force_login(get_user_model().objects.create_user("reader"))
    assert "Making of" not in client.get(reverse("explorer:company")).content.decode()
