"""What the database refuses of eggs and their suppliers."""

import pytest

from apps.broodstock.models import BatchParentage, ExternalEggBatch
from tests.apps import books, care_books
from tests.apps.refusals import refused

pytestmark = pytest.mark.django_db


def test_egg_batches_and_suppliers_have_one_name() -> None:
    care_books.egg_production(egg_batch_id="E-1")
    with refused("egg_batch_id"):
        care_books.egg_production(egg_batch_id="E-1")
    care_books.egg_supplier(name="Supplier")
    with refused("name"):
        care_books.egg_supplier(name="Supplier")


def test_eggs_are_not_negative() -> None:
    with refused("egg_count"):
        care_books.egg_production(egg_count=-1)


def test_a_supplier_numbers_a_batch_once() -> None:
    row = {"supplier": care_books.egg_supplier(), "batch_number": "X"}
    ExternalEggBatch.objects.create(egg_production=care_books.egg_production(), **row)
    with refused("egg_batch_number_of_supplier"):
        ExternalEggBatch.objects.create(egg_production=care_books.egg_production(), **row)


def test_a_batch_comes_from_the_same_eggs_once() -> None:
    row = {
        "batch": books.batch(),
        "egg_production": care_books.egg_production(),
        "assignment_date": books.NOON,
    }
    BatchParentage.objects.create(**row)
    with refused("parentage_of_batch"):
        BatchParentage.objects.create(**row)
