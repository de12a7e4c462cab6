"""What the database refuses of harvests."""

from typing import Any

import pytest

from apps.harvest.models import HarvestLot, HarvestWaste
from tests.apps import care_books
from tests.apps.refusals import refused

pytestmark = pytest.mark.django_db


def _lot(**values: Any) -> HarvestLot:
    return HarvestLot.objects.create(
        **{
            "event": values.get("event") or care_books.harvest(),
            "product_grade": values.get("product_grade") or care_books.grade(),
            "live_weight_kg": 900,
            "unit_count": 200,
            **values,
        }
    )


def test_a_harvest_has_one_lot_of_a_grade() -> None:
    lot = _lot()
    with refused("lot_grade_of_event"):
        _lot(event=lot.event, product_grade=lot.product_grade)


@pytest.mark.parametrize("part", ["live", "gutted", "fillet"])
def test_weights_are_not_negative(part: str) -> None:
    with refused(f"lot_{part}_weight_kg_not_negative"):
        _lot(**{f"{part}_weight_kg": -1})


def test_fish_are_not_negative() -> None:
    with refused("unit_count"):
        _lot(unit_count=-1)


def test_waste_is_not_negative() -> None:
    with refused("waste_weight_kg_not_negative"):
        HarvestWaste.objects.create(event=care_books.harvest(), category="Heads", weight_kg=-1)


def test_grade_codes_are_unique() -> None:
    care_books.grade(code="SUP")
    with refused("code"):
        care_books.grade(code="SUP")


def test_lots_go_with_their_harvest() -> None:
    lot = _lot()
    lot.event.delete()
    assert not HarvestLot.objects.exists()
