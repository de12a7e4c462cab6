"""The generator's own books can be read in the admin and not touched."""

import pytest
from django.test import Client
from django.utils import timezone

from apps.infrastructure.models import Sensor
from scripts.data_generation.models import GenerationBlock, GenerationChunk, SensorFault

pytestmark = pytest.mark.usefixtures("company")


@pytest.fixture(autouse=True)
def _block(db: None) -> None:
    """One worker marks no blocks, and sensors fail in dirty data alone."""
    chunk = GenerationChunk.objects.earliest("first_day")
    GenerationBlock.objects.create(chunk=chunk, number=0, rows=1)
    now = timezone.now()
    SensorFault.objects.create(
        run=chunk.session.run,
        sensor=Sensor.objects.earliest("pk"),
        kind="GAP",
        first_moment=now,
        last_moment=now,
        size=0.0,
    )


PAGES = (
    "generationrun",
    "generationsession",
    "generationchunk",
    "generationblock",
    "waterevent",
    "sensorfault",
)


@pytest.mark.parametrize("page", PAGES)
def test_runs_sessions_and_chunks_are_listed_and_shown(admin_client: Client, page: str) -> None:
    listed = admin_client.get(f"/admin/data_generation/{page}/")
    assert listed.status_code == 200
    first = listed.context["cl"].result_list[0]
    shown = admin_client.get(f"/admin/data_generation/{page}/{first.pk}/change/")
    assert shown.status_code == 200
    assert b'name="_save"' not in shown.content


@pytest.mark.parametrize("page", PAGES)
def test_nothing_can_be_added(admin_client: Client, page: str) -> None:
    assert admin_client.get(f"/admin/data_generation/{page}/add/").status_code == 403


def test_a_chunk_cannot_be_deleted(admin_client: Client) -> None:
    chunk = GenerationChunk.objects.first()
    assert chunk is not None
    path = f"/admin/data_generation/generationchunk/{chunk.pk}/delete/"
    assert admin_client.post(path, {"post": "yes"}).status_code == 403
