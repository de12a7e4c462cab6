"""The names by which this program knows rows of the books, whatever people call them by now.

A run keeps the keys of its master data; what it owns has a history that begins with its first name.
All other rows, and books that no run made, are known by the names that they have.
"""

import json
from collections.abc import Collection
from typing import Any

from django.db import connection, models
from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.expressions import Combinable

from apps.health.models import LiceType
from aquamind.target.pointers import history_of
from scripts.data_generation.models import GenerationRun


def names_of(model: type[Any], field: str = "name") -> dict[int, str]:
    """Key to name of every row of a table of names."""
    now = _names_now(model, field)
    return now | _first_known(model, field, now)


def keys_named(model: type[Any], names: Collection[str], field: str = "name") -> list[int]:
    """Keys of the rows that are known by one of these names."""
    return [key for key, name in names_of(model, field).items() if name in names]


def adult_females() -> Q:
    """Lice counts of adult females."""
    adult = keys_named(LiceType, ["adult"], "development_stage")
    return Q(lice_type__gender=LiceType.Gender.FEMALE, lice_type__in=adult)


def known_name(model: type[Any], path: str, field: str = "name") -> Combinable:
    """In a query: the known name of the row that `path` leads to."""
    now = _names_now(model, field)
    renamed = {k: v for k, v in _first_known(model, field, now).items() if now[k] != v}
    if not renamed:
        return F(f"{path}__{field}")
    whens = (When(**{path: key}, then=Value(name)) for key, name in renamed.items())
    return Case(*whens, default=F(f"{path}__{field}"), output_field=CharField())


def _names_now(model: type[Any], field: str) -> dict[int, str]:
    return dict(model._default_manager.values_list("pk", field))


def _first_known(model: type[Any], field: str, now: Collection[int]) -> dict[int, str]:
    """The first names of the rows with these keys, as far as anybody kept them."""
    firsts = _first_names(model, field) | _names_in_the_run(model, field)
    return {key: name for key, name in firsts.items() if key in now}


def _first_names(model: type[models.Model], field: str) -> dict[int, str]:
    """The names under which rows were made."""
    history: Any = history_of(model)
    if history is None:
        return {}
    made = history.objects.filter(history_type="+").order_by("-history_date", "-history_id")
    return dict(made.values_list("id", field))


def _names_in_the_run(model: type[models.Model], field: str) -> dict[int, str]:
    """The names by which the run found or made rows."""
    if GenerationRun._meta.db_table not in connection.introspection.table_names():
        return {}
    run = GenerationRun.objects.last()
    known = {} if run is None else run.master_keys.get(model._meta.db_table, {})
    return {key: json.loads(natural_key)[field] for natural_key, key in known.items()}
