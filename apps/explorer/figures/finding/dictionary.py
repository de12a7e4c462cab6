"""What every table and column of the books means, for whoever meets a name and wonders."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from apps.explorer.listings import Listing
from apps.explorer.sentences import unit_of
from aquamind.tables.meanings import meaning_of, meanings_of

COLUMNS = ("table", "column", "unit", "meaning", "values")


def dictionary() -> Listing:
    """One row for each column of the books; tables of changes repeat those of their table."""
    return Listing(COLUMNS, list(_rows()), "columns")


def _rows() -> Iterator[list[str]]:
    for model in _models():
        for field in model._meta.concrete_fields:
            values = ", ".join(str(value) for value, _ in field.flatchoices)
            unit = unit_of(str(field.help_text)).partition(",")[0]
            yield [model._meta.db_table, str(field.column), unit, meaning_of(field), values]


def _models() -> list[type[models.Model]]:
    """Those of the apps that say what their columns mean."""
    found = [
        model
        for app in apps.get_app_configs()
        for model in app.get_models()
        if model.__name__ in meanings_of(app.label)
    ]
    return sorted(found, key=lambda model: model._meta.db_table)
