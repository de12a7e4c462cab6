"""The explorer's pages over a generated company: what they show is what the books say."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from apps.batch.models import Batch, BatchContainerAssignment, GrowthSample, MortalityEvent
from apps.environmental.models import EnvironmentalReading
from apps.explorer.figures.cards import card
from apps.explorer.figures.history import days_of_the_books
from apps.explorer.figures.places.inhabited import covering
from apps.harvest.models import HarvestLot
from apps.infrastructure.models import Container, FreshwaterStation, Hall, Sensor
from scripts.data_generation.models import GenerationRun
from tests.databases import rolled_back


@pytest.fixture(scope="module")
def reader(company: GenerationRun) -> Iterator[Client]:
    """Somebody who is logged in."""
    with rolled_back():
        client = Client()
        client.force_login(get_user_model().objects.create_user("reader"))
        yield client


def page(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def rows(reader: Client, address: str, key: str) -> list[dict[str, str]]:
    """The CSV file of a part of a page."""
    answer = reader.get(f"{address}{'&' if '?' in address else '?'}csv={key}")
    assert answer.status_code == 200, (address, key)
    assert answer.headers["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def chart(text: str, key: str) -> dict[str, Any]:
    """The figures of a chart as the page's script finds them."""
    found = re.search(rf'<script id="data-{key}" type="application/json">(.*?)</script>', text)
    assert found, key
    return dict(json.loads(found[1]))


def harvested() -> Batch:
    """A batch that has lived its whole life, else the oldest."""
    return Batch.objects.order_by("start_date")[0]


def test_water_is_there_whenever_fish_are(reader: Client) -> None:
    """Of each hall, for each day on which any of its containers held fish."""
    station = FreshwaterStation.objects.order_by("pk")[0]
    whole = days_of_the_books()
    address = f"{reverse('explorer:station', args=[station.pk])}?from={whole.first}&to={whole.last}"
    parameter = EnvironmentalReading.objects.filter(
        sensor__in=Sensor.objects.filter(
            container__hall__freshwater_station=station, sensor_type="TEMPERATURE"
        ).values("pk")[:1]
    ).values_list("parameter", flat=True)[0]
    drawn = chart(page(reader, address), f"water-{parameter}")
    lived = BatchContainerAssignment.objects.filter(container__hall__freshwater_station=station)
    halls = Hall.objects.filter(containers__assignments__in=lived).distinct().count()
    assert len(drawn["series"]) == halls > 1
    for series in drawn["series"]:
        (hall,) = Hall.objects.filter(name__endswith=series["name"])
        shown = {point[0][:10] for point in series["points"] if point[1] is not None}
        first = lived.filter(container__hall=hall).order_by("assignment_date")[0].assignment_date
        assert min(shown) <= f"{first}" or len(shown) > 30
    assert drawn["days"] == [f"{whole.first}", f"{whole.last}"]


def test_some_speak_for_all_on_every_day() -> None:
    begin = date(2020, 1, 1)
    stays = [
        (n, begin + timedelta(days=3 * n), begin + timedelta(days=3 * n + 7)) for n in range(40)
    ]
    for most in (1, 2, 5):
        chosen = covering(stays, most)
        for day in range(128):
            here = [n for n, a, b in stays if a <= begin + timedelta(days=day) <= b]
            assert len(set(here) & set(chosen)) >= min(most, len(here)), (most, day)
    assert len(covering(stays, 1)) < 25


def test_a_card_says_what_the_books_say(company: GenerationRun) -> None:
    batch = harvested()
    facts = {fact.name: fact.value for fact in card(batch, days_of_the_books().last)}
    dead = MortalityEvent.objects.filter(batch=batch).aggregate(n=Sum("count"))["n"]
    alive = batch.assignments.filter(is_active=True).aggregate(n=Sum("population_count"))["n"] or 0
    sold = HarvestLot.objects.filter(event__batch=batch).aggregate(n=Sum("unit_count"))["n"] or 0
    assert facts["survival"] == pytest.approx(100 * (alive + sold) / (alive + sold + dead))
    assert facts["FCR"] is None or 0.5 < facts["FCR"] < 2.0
    growing = next(
        one
        for one in Batch.objects.filter(status="ACTIVE").order_by("-start_date")
        if GrowthSample.objects.filter(assignment__batch=one).count() > 40
    )
    facts = {fact.name: fact.value for fact in card(growing, days_of_the_books().last)}
    assert (
        facts["fish"]
        == growing.assignments.filter(is_active=True).aggregate(n=Sum("population_count"))["n"]
    )
    assert 0.05 < (facts["SGR"] or 0) < 8.0
    assert 0.3 < (facts["TGC x1000"] or 0) < 5.0


@pytest.mark.parametrize(
    ("asked", "kind"),
    [("BAK", "Batches"), ("cage", "Containers"), ("temperature", "Sensors"), ("Faroe", "People")],
)
def test_a_few_letters_lead_to_pages(reader: Client, asked: str, kind: str) -> None:
    text = page(reader, f"{reverse('explorer:search')}?q={asked}")
    assert f"<h2>{kind}</h2>" in text
    found = re.findall(r'<li><a href="(/[^"]+)"', text)
    assert found
    page(reader, found[0])


def test_search_finds_nothing_for_nothing_and_shows_what_was_asked_harmlessly(reader) -> None:
    assert "<h2>" not in page(reader, reverse("explorer:search"))
    text = page(reader, f"{reverse('explorer:search')}?q=%3Cscript%3Ex")
    assert "Nothing in the books is named like this." in text
    assert "<script>x" not in text


def test_every_link_of_the_main_pages_leads_to_a_page(reader: Client) -> None:
    batch, cage = harvested(), Container.objects.filter(area__isnull=False)[0]
    starts = [
        reverse("explorer:examples"),
        reverse("explorer:sites"),
        reverse("explorer:batches"),
        reverse("explorer:batch", args=[batch.pk]),
        reverse("explorer:container", args=[cage.pk]),
    ]
    seen: dict[str, str] = {}
    for start in starts:
        for link in re.findall(r'<a href="(/[^"]*)"', page(reader, start)):
            # Of one kind of page one is enough.
            seen.setdefault(re.sub(r"\d+", "N", link), link.replace("&amp;", "&"))
    seen.pop("/api/docs/", None)
    assert len(seen) > 12
    for link in seen.values():
        page(reader, link)


def test_every_chart_and_table_of_a_page_is_a_csv_file(reader: Client) -> None:
    batch = harvested()
    addresses = [
        reverse("explorer:company"),
        reverse("explorer:sites"),
        reverse("explorer:batches"),
        reverse("explorer:batch", args=[batch.pk]),
        f"{reverse('explorer:compare')}?batch={batch.pk}",
    ]
    for address in addresses:
        keys = re.findall(r'href="\?[^"]*csv=([\w-]+)"', page(reader, address))
        assert keys, address
        for key in keys:
            assert rows(reader, address, key), (address, key)


def test_a_file_has_the_rows_that_the_page_leaves_out(reader: Client) -> None:
    batch = harvested()
    address = reverse("explorer:batch", args=[batch.pk])
    samples = (
        GrowthSample.objects.filter(assignment__batch=batch, sample_size__gt=0)
        .values("sample_date")
        .distinct()
        .count()
    )
    weighed = [row for row in rows(reader, address, "weight") if row["weighed [g]"]]
    assert len(weighed) == samples > 0
    assert reader.get(f"{address}?csv=nothing").status_code == 404


def test_containers_are_folded_by_hall_and_stage_until_asked_for(reader: Client) -> None:
    batch = harvested()
    address = reverse("explorer:batch", args=[batch.pk])
    folded = chart(page(reader, address), "containers")
    unfolded = chart(page(reader, f"{address}?containers=all"), "containers")
    lived = batch.assignments.values("container").distinct().count()
    assert len(unfolded["rows"]) == lived > len(folded["rows"])
    assert {bar["kind"] for bar in folded["bars"]} == {bar["kind"] for bar in unfolded["bars"]}


def test_all_charts_of_time_on_a_page_show_the_same_days(reader: Client) -> None:
    asked = "?from=2017-01-01&to=2017-12-31"
    cage = Container.objects.filter(area__isnull=False)[0]
    for address in (
        reverse("explorer:company"),
        reverse("explorer:health"),
        reverse("explorer:feed"),
        reverse("explorer:container", args=[cage.pk]),
        reverse("explorer:area", args=[cage.area_id]),
    ):
        text = page(reader, address + asked)
        found = [chart(text, key) for key in re.findall(r'id="data-([\w-]+)"', text)]
        over_time = [one for one in found if one.get("x") == "time" or one["kind"] == "gantt"]
        assert {tuple(one["days"]) for one in over_time} <= {("2017-01-01", "2017-12-31")}, address
        for one in found:
            if one.get("heading") == "year":
                assert one["categories"] in ([], ["2017"])


def test_units_stand_over_the_columns_of_a_chart(reader: Client) -> None:
    batch = harvested()
    address = reverse("explorer:batch", args=[batch.pk])
    assert list(rows(reader, address, "feeding")[0]) == ["date", "feed [kg a week]", "FCR"]


def test_an_address_that_leads_nowhere_has_a_page_with_ways_on(reader: Client) -> None:
    answer = reader.get("/nothing/")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "Nothing is here" in text
    assert 'role="search"' in text


def test_meals_open_without_a_complaint(reader: Client) -> None:
    text = page(reader, reverse("explorer:meals"))
    assert 'role="alert"' not in text
    assert "Choose a batch" in text


def test_the_api_s_page_has_an_example_of_each_address_that_works(reader: Client) -> None:
    text = page(reader, reverse("api:docs"))
    examples = re.findall(r'action="(/api/[^"]+)"', text)
    assert len(examples) > 7
    for example in examples:
        # These books have not been checked.
        assert reader.get(example).status_code == (404 if "validation" in example else 200), example
