"""The generation's pages: for staff, from the database alone, and true while a run goes on."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from scripts.data_generation.models import GenerationChunk, GenerationRun, GenerationSession
from scripts.data_generation.orchestrator.runs import run_status
from tests.data_generation.companies import generate

pytestmark = pytest.mark.usefixtures("open_database")


@pytest.fixture(scope="module")
def run(open_database: None) -> GenerationRun:
    """A run of two chunks."""
    generate("--session=1", "--days=60", "--end-date=2016-02-29", "--chunk-days=30")
    return GenerationRun.objects.get()


def client_of(name: str, *, staff: bool) -> Client:
    user, _ = get_user_model().objects.get_or_create(username=name, defaults={"is_staff": staff})
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def staff(run: GenerationRun) -> Client:
    return client_of("staff", staff=True)


def addresses(run: GenerationRun) -> list[str]:
    return [
        reverse("generation:runs"),
        reverse("generation:run", args=[run.pk]),
        reverse("generation:progress", args=[run.pk]),
    ]


def test_only_staff_see_them(run, staff) -> None:
    reader = client_of("reader", staff=False)
    for address in addresses(run):
        assert staff.get(address).status_code == 200
        assert reader.get(address).headers["Location"].startswith(reverse("login"))
        assert Client().get(address).headers["Location"].startswith(reverse("login"))
    assert "Generation" not in reader.get(reverse("explorer:company")).content.decode()


def test_nothing_is_started_or_stopped_here(run, staff) -> None:
    for address in addresses(run):
        for method in ("post", "put", "patch", "delete"):
            assert getattr(staff, method)(address).status_code == 405


def test_an_unknown_run_is_not_found(run, staff) -> None:
    assert staff.get(reverse("generation:run", args=[run.pk + 1])).status_code == 404


def test_the_figures_are_those_of_the_chunks(run, staff) -> None:
    shown = staff.get(addresses(run)[2]).json()["shown"]
    chunks = list(GenerationChunk.objects.order_by("first_day"))
    rows = sum(run.founding_rows.values()) + sum(sum(chunk.rows.values()) for chunk in chunks)
    assert shown["rows"] == f"{rows:,}"
    assert shown["simulated date"] == "2016-02-29"
    assert (shown["state"], shown["done"], shown["chunks"]) == ("completed", "100%", "2")


def test_a_run_that_goes_on_is_followed(run, staff, monkeypatch) -> None:
    # Another process holds the lock.
    monkeypatch.setattr(run_status, "is_held", lambda: True)
    last = GenerationChunk.objects.order_by("last_day").last()
    session = GenerationSession.objects.get()
    GenerationRun.objects.update(status="RUNNING", end_date=run.end_date + timedelta(days=60))
    GenerationSession.objects.update(
        status="RUNNING", last_day=session.last_day + timedelta(days=60)
    )
    try:
        progress = staff.get(addresses(run)[2]).json()
        page = staff.get(addresses(run)[1]).content.decode()
    finally:
        GenerationRun.objects.update(status="COMPLETED", end_date=run.end_date)
        GenerationSession.objects.update(status="COMPLETED", last_day=session.last_day)
    assert progress["share"] == pytest.approx(0.5)
    assert progress["shown"]["simulated date"] == str(last.last_day)
    assert f'data-progress="{addresses(run)[2]}"' in page
