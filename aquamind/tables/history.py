"""Change history of the books: django-simple-history, with rows that can be written in bulk.

`Batch.history.model.objects.bulk_create(Columns(...))` writes history rows as columns.
"""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from aquamind.tables.manager import ColumnsManager


class HistoryRow(models.Model):
    """What every historical model is made from."""

    objects = ColumnsManager["HistoryRow"]()

    class Meta:
        abstract = True


class BookHistory(HistoricalRecords):  # type: ignore[misc]
    """Every change of a row, kept beside it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"bases": (HistoryRow,), **options})

    def copy_fields(self, model: type[models.Model]) -> dict[str, Any]:
        """The fields of MODEL for its history.

        History is looked up by the row's id and by date: an index for each foreign key as well
        would triple what writing it costs, for no query that anybody runs.
        """
        fields: dict[str, Any] = super().copy_fields(model)
        for field in fields.values():
            if isinstance(field, models.ForeignKey):
                field.db_index = False  # type: ignore[attr-defined]
        return fields
