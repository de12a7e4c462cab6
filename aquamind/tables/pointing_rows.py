"""What keeps a row of the books from being deleted: how many rows of which tables point to it.

Django names every one of these rows before it refuses, and asks for each of them what it is called.
A batch of a generated history has tens of thousands.
"""

from collections.abc import Iterator, Sequence

from django.db import connection, models
from django.db.models.fields.reverse_related import ManyToOneRel
from django.utils.text import capfirst

from aquamind.fields import AnyField
from aquamind.tables.compression import refuse_hidden_rows
from aquamind.tables.hypertables import time_field

# More are not counted.
MOST = 1000
CLEAR = (
    "A generated history is deleted as a whole, by 'python manage.py generate_data --clear'; rows "
    "that no run made stay."
)


def pointing_lines(rows: Sequence[models.Model]) -> Iterator[str]:
    """A line for each table and column with rows that point to these and protect them."""
    found = False
    # Readings last, and only where nothing else has an answer: no index finds those of a batch.
    for field in sorted(_protecting(rows), key=lambda field: time_field(field.model) is not None):
        if time_field(field.model) is not None:
            if found:
                continue
            refuse_hidden_rows(connection)
        pointing = field.model._base_manager.filter(**{f"{field.name}__in": rows})
        count = pointing.order_by()[: MOST + 1].count()
        if count:
            found = True
            number = f"more than {MOST:,}" if count > MOST else f"{count:,}"
            rows_of = capfirst(field.model._meta.verbose_name_plural)
            yield f"{rows_of} ({field.verbose_name}): {number}"
    if found:
        yield CLEAR


def _protecting(rows: Sequence[models.Model]) -> Iterator[AnyField]:
    """The columns of other tables by which these rows are protected; hidden ones, too."""
    for related in rows[0]._meta.get_fields(include_hidden=True) if rows else ():
        if isinstance(related, ManyToOneRel) and related.on_delete is models.PROTECT:
            yield related.field
