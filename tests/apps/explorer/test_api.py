"""The JSON API: for those who log in, read-only, page by page, as its schema says."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from rest_framework.throttling import UserRateThrottle

from apps.batch.models import Batch, LifecycleStage, Species
from apps.explorer.api.series import OF_A_BATCH, OF_THE_COMPANY

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    cache.clear()
    client.force_login(get_user_model().objects.create_user("reader"))
    return client


@pytest.fixture
def batches() -> list[Batch]:
    species = Species.objects.create(name="Atlantic Salmon")
    stage = LifecycleStage.objects.create(species=species, name="Fry", order=2)
    return Batch.objects.bulk_create(
        Batch(
            batch_number=f"B{number:03}",
            species=species,
            lifecycle_stage=stage,
            start_date=date(2020, 1, 1),
        )
        for number in range(120)
    )


def test_nobody_reads_without_a_login(client, batches) -> None:
    for address in (reverse("api:batches"), reverse("api:sites"), reverse("api:validation")):
        assert client.get(address).status_code == 401


def test_a_program_may_log_in_with_each_request(client, batches) -> None:
    get_user_model().objects.create_user("program", password="of its own")
    answer = client.get(
        reverse("api:batches"), headers={"authorization": "Basic cHJvZ3JhbTpvZiBpdHMgb3du"}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(reader, batches, method) -> None:
    for address in (reverse("api:batches"), reverse("api:batch", args=[batches[0].pk])):
        assert getattr(reader, method)(address).status_code == 405


def test_a_long_list_comes_in_pages(reader, batches) -> None:
    first = reader.get(reverse("api:batches")).json()
    assert (first["count"], len(first["results"])) == (120, 100)
    second = reader.get(first["next"]).json()
    assert len(second["results"]) == 20
    assert not {b["id"] for b in first["results"]} & {b["id"] for b in second["results"]}


def test_every_series_of_the_pages_is_there(reader, batches) -> None:
    for name in OF_THE_COMPANY:
        assert reader.get(reverse("api:company-series", args=[name])).json()["title"]
    for name in OF_A_BATCH:
        address = reverse("api:batch-series", args=[batches[0].pk, name])
        assert reader.get(address).json()["title"]


def test_an_unknown_series_is_answered_with_the_known_ones(reader) -> None:
    answer = reader.get(reverse("api:company-series", args=["biomas"]))
    assert answer.status_code == 404
    assert "biomass" in answer.json()["detail"]


def test_a_range_that_makes_no_sense_is_refused(reader) -> None:
    address = reverse("api:company-series", args=["biomass"])
    for asked in ("?from=yesterday", "?from=2021-01-01&to=2020-01-01"):
        assert reader.get(address + asked).status_code == 400


def test_who_asks_too_often_waits(reader, monkeypatch) -> None:
    monkeypatch.setattr(UserRateThrottle, "get_rate", lambda self: "2/minute")
    codes = [reader.get(reverse("api:sites")).status_code for _ in range(3)]
    assert codes == [200, 200, 429]


def test_the_schema_is_valid_and_complete() -> None:
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    for operation in ("batches", "batch_series", "company_series", "site_water", "validation"):
        assert f"operationId: {operation}\n" in out.getvalue()
