"""Founding a company: what it owns at each scale, and what it finds in the books already."""

from collections import Counter
from datetime import date

import numpy as np
import pytest
from django.contrib.auth import get_user_model
from django.db.models import Count, Q

from apps.batch.models import LifecycleStage, Species
from apps.environmental.models import EnvironmentalParameter
from apps.infrastructure.models import (
    Area,
    Container,
    FeedContainer,
    FreshwaterStation,
    Geography,
    Hall,
    Sensor,
)
from scripts.data_generation.config.company.staff import COUNTRY_CODES, ROLES
from scripts.data_generation.config.parameters import resolve
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.history_days import Span
from scripts.data_generation.orchestrator.runs.founding import found_run, open_books

pytestmark = pytest.mark.django_db

HISTORY = Span(date(2016, 1, 1), date(2025, 12, 31))

# geographies, stations, areas, cages, containers, sensors
COUNTS = {
    "ci": (1, 1, 1, 4, 40, 160),
    "dev": (2, 4, 4, 24, 300, 2_676),
    "production": (2, 25, 24, 480, 4_230, 37_590),
}


def found(scale: str) -> GenerationRun:
    return found_run(resolve(scale), 42, HISTORY)


@pytest.mark.parametrize("scale", COUNTS)
def test_the_books_hold_what_the_scale_says(scale: str) -> None:
    run = found(scale)
    assert COUNTS[scale] == (
        Geography.objects.count(),
        FreshwaterStation.objects.count(),
        Area.objects.count(),
        Container.objects.filter(area__isnull=False).count(),
        Container.objects.count(),
        Sensor.objects.count(),
    )
    assert run.founding_rows["infrastructure_sensor"] == Sensor.objects.count()
    assert Hall.objects.count() == 5 * FreshwaterStation.objects.count()
    assert Sensor.objects.values("serial_number").distinct().count() == Sensor.objects.count()


def test_sensors_measure_what_the_water_asks_for() -> None:
    found("dev")
    everywhere = ("TEMPERATURE", "OXYGEN", "PH")
    kinds = {
        f"has_{kind}": Count("sensors", filter=Q(sensors__sensor_type=kind))
        for kind in (*everywhere, "SALINITY", "CO2")
    }
    containers = Container.objects.annotate(**kinds)
    assert not containers.exclude(has_TEMPERATURE=1, has_OXYGEN=1, has_PH=1).exists()
    assert not containers.filter(area__isnull=False).exclude(has_SALINITY=1).exists()
    assert not containers.filter(hall__isnull=False).exclude(has_SALINITY=0).exists()
    assert not Sensor.objects.filter(name__icontains="turbid").exists()
    assert not EnvironmentalParameter.objects.filter(name__icontains="turbid").exists()


def test_halls_have_silos_and_areas_have_barges() -> None:
    found("dev")
    for hall in Hall.objects.annotate(stores=Count("feed_containers")):
        assert 1 <= hall.stores <= 2
    for area in Area.objects.annotate(stores=Count("feed_containers")):
        assert 2 <= area.stores <= 3
    assert set(FeedContainer.objects.values_list("container_type", flat=True)) == {"SILO", "BARGE"}


def test_everything_owned_has_its_first_history_row() -> None:
    found("ci")
    for model in (FreshwaterStation, Area, Hall, Container, Sensor, FeedContainer, Geography):
        history = model.history.filter(history_type="+")
        assert history.count() == model.objects.count()
        assert {row.history_date.date() for row in history} == {HISTORY.first}


def test_rows_that_an_aquamind_has_already_are_used() -> None:
    species = Species.objects.create(name="Atlantic Salmon")
    stage = LifecycleStage.objects.create(species=species, name="Smolt", order=4)
    faroe = Geography.objects.create(name="Faroe Islands")
    found("ci")
    assert Species.objects.get() == species
    assert LifecycleStage.objects.get(name="Smolt") == stage
    assert LifecycleStage.objects.count() == 6
    assert Area.objects.get().geography == faroe


@pytest.mark.parametrize(("scale", "accounts"), [("ci", 8), ("dev", 20)])
def test_staff_sign_for_every_site_and_cannot_log_in(scale: str, accounts: int) -> None:
    run = found(scale)
    users = get_user_model().objects.exclude(username="AnonymousUser")
    assert users.count() == run.founding_rows["auth_user"] == accounts
    assert not any(user.has_usable_password() for user in users)
    books = open_books(run, Ledger())
    sites = np.arange(len(books.layout.sites))
    for role in ROLES:
        signers = books.staff(role.name, sites)
        names = {user.pk: user.username for user in users}
        countries = [names[key].split(".")[1] for key in signers]
        assert countries == [COUNTRY_CODES[c] for c in books.layout.sites.geography]
        if role.sites_a_person:
            assert max(Counter(signers.tolist()).values()) <= role.sites_a_person


def test_a_second_company_is_refused() -> None:
    found("ci")
    with pytest.raises(GenerationError, match="already holds a generated company"):
        found("ci")
    assert GenerationRun.objects.count() == 1
