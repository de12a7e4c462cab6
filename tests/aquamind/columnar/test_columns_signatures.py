"""Managers and query sets of the books are called as Django's own, in every way."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.apps import apps
from django.db import models

from apps.batch.models import Species
from aquamind.columnar.columns import Columns
from aquamind.tables.manager import ColumnsManager, ColumnsQuerySet

OURS = [(ColumnsManager, models.Manager), (ColumnsQuerySet, models.QuerySet)]


def public(kind: type[Any]) -> set[str]:
    return {name for name, _ in inspect.getmembers(kind, callable) if not name.startswith("_")}


def called(method: Callable[..., object]) -> list[tuple[str, Any, Any]]:
    """How a method may be called: names, kinds and defaults of what it takes."""
    given = inspect.signature(method).parameters.values()
    return [(one.name, one.kind, one.default) for one in given]


@pytest.mark.parametrize(
    ("ours", "djangos", "name"),
    [(ours, djangos, name) for ours, djangos in OURS for name in sorted(public(djangos))],
)
def test_every_method_is_called_as_djangos(ours: Any, djangos: Any, name: str) -> None:
    assert called(getattr(ours, name)) == called(getattr(djangos, name))


def test_what_is_overridden_is_among_them() -> None:
    assert "bulk_create" in vars(ColumnsManager)
    assert "bulk_create" in vars(ColumnsQuerySet)
    managers = {type(model._default_manager) for model in apps.get_models()}
    assert ColumnsManager in managers


Way = Callable[[list[Species]], object]


def by_async(way: Callable[..., Any], objs: list[Species], *args: Any) -> object:
    async def awaited() -> object:
        return await way(objs, *args)

    return async_to_sync(awaited)()


WAYS: list[Way] = [
    lambda rows: Species.objects.bulk_create(rows, 100),
    lambda rows: Species.objects.bulk_create(rows, None, True),
    lambda rows: Species.objects.bulk_create(objs=rows, batch_size=1),
    lambda rows: Species.objects.bulk_create(rows, 2, False, True, ["description"], ["name"]),
    lambda rows: Species.objects.all().bulk_create(rows, 1),
    lambda rows: Species.objects.filter(name="x").bulk_create(rows, batch_size=None),
    lambda rows: Species.objects.using("default").bulk_create(rows, 100),
]
ASYNC_WAYS: list[Way] = [
    lambda rows: by_async(Species.objects.abulk_create, rows, 100),
    lambda rows: by_async(Species.objects.all().abulk_create, rows, 1),
]


def rows() -> list[Species]:
    return [Species(name=name, scientific_name=name) for name in ("char", "cod", "saithe")]


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("by_column", [False, True], ids=["instances", "columns"])
def test_rows_are_written_however_it_is_called(way: Callable[[Any], Any], by_column: bool) -> None:
    given: Any = rows()
    if by_column:
        names = [row.name for row in given]
        given = Columns(name=names, scientific_name=names)
    written = way(given)
    assert len(written) == 3
    found = Species.objects.order_by("name").values_list("name", flat=True)
    assert list(found) == ["char", "cod", "saithe"]


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("way", ASYNC_WAYS)
def test_rows_are_written_from_a_running_loop(way: Way) -> None:
    way(rows())
    assert Species.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("size", [0, -1])
def test_a_size_of_no_rows_is_refused(size: int) -> None:
    names = ["char"]
    columns: Any = Columns(name=names, scientific_name=names)
    for given in (rows(), columns):
        with pytest.raises(ValueError, match="positive integer"):
            Species.objects.bulk_create(given, size)
    assert not Species.objects.exists()
