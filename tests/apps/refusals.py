"""How tests ask whether the database refuses a row."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    """The block must break CONSTRAINT, by name where the database tells it.

    SQLite names checks but not unique constraints, for which it lists the columns.
    """
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        yield
    if connection.vendor == "postgresql" or "UNIQUE" not in str(raised.value):
        assert constraint in str(raised.value)
