"""What the database refuses of feed, purchases, stock, meals and summaries."""

from collections.abc import Callable
from typing import Any

import pytest

from apps.inventory.models import BatchFeedingSummary, ContainerFeedingSummary
from tests.apps import books
from tests.apps.refusals import refused

pytestmark = pytest.mark.django_db

PERIOD = {"period_start": "2024-03-01", "period_end": "2024-03-31", "total_feed_kg": 10}


@pytest.mark.parametrize(
    ("make", "values", "constraint"),
    [
        (books.feed, {"protein_percentage": 101}, "feed_protein_percentage_range"),
        (books.feed, {"fat_percentage": -1}, "feed_fat_percentage_range"),
        (books.purchase, {"quantity_kg": -1}, "feed_purchase_quantity_kg_not_negative"),
        (books.purchase, {"cost_per_kg": -1}, "feed_purchase_cost_per_kg_not_negative"),
        (
            books.purchase,
            {"expiry_date": "2024-02-01"},
            "feed_purchase_purchase_date_to_expiry_date",
        ),
        (books.stock, {"quantity_kg": "-0.01"}, "feed_stock_quantity_kg_not_negative"),
        (books.meal, {"amount_kg": -1}, "feeding_amount_kg_not_negative"),
        (books.meal, {"feed_cost": -1}, "feeding_feed_cost_not_negative"),
    ],
)
def test_impossible_figures_are_refused(
    make: Callable[..., Any], values: dict[str, Any], constraint: str
) -> None:
    with refused(constraint):
        make(**values)


def test_a_brand_has_one_feed_of_a_name() -> None:
    feed = books.feed()
    with refused("feed_name_of_brand"):
        books.feed(name=feed.name, brand=feed.brand)


def test_a_period_is_summed_up_once() -> None:
    here = books.assignment()
    row = {"batch": here.batch, "container_assignment": here, **PERIOD}
    ContainerFeedingSummary.objects.create(**row)
    with refused("container_summary_period"):
        ContainerFeedingSummary.objects.create(**row)
    BatchFeedingSummary.objects.create(batch=here.batch, **PERIOD)
    with refused("batch_summary_period"):
        BatchFeedingSummary.objects.create(batch=here.batch, **PERIOD)


def test_a_period_ends_after_it_begins() -> None:
    period = {**PERIOD, "period_end": "2024-02-01"}
    with refused("batch_summary_period_start_to_period_end"):
        BatchFeedingSummary.objects.create(batch=books.batch(), **period)
    here = books.assignment()
    with refused("container_summary_period_start_to_period_end"):
        ContainerFeedingSummary.objects.create(
            batch=here.batch, container_assignment=here, **period
        )


def test_first_in_first_out_is_read_from_an_index() -> None:
    names = {index.name for index in type(books.stock())._meta.indexes}
    assert "stock_first_in" in names
