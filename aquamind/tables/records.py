"""What every table of the books has: a manager that takes columns, and two time stamps."""

from typing import ClassVar, Self

from django.db import models

from aquamind.tables.manager import ColumnsManager


class Record(models.Model):
    """A row of the books; `objects.bulk_create` takes `Columns`."""

    objects: ClassVar[ColumnsManager[Self]] = ColumnsManager()

    class Meta:
        abstract = True


class StampedRecord(Record):
    """A row that says when it was written and last changed [UTC]."""

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
