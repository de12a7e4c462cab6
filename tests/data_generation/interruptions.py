"""What ends a process, or its connection, at a known point of its work.

Django lets a caller stand before every statement that goes to the database, so a point is named by
the statement that is not made any more: nothing of the product is replaced.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

# With this statement a chunk would be committed: all its rows are written and none is kept.
CHUNK = 'INSERT INTO "data_generation_generationchunk"'
# With this one a session would be called complete.
SESSION_COMPLETE = 'UPDATE "data_generation_generationsession" SET "status"'
# The deleting of a run's rows of one table, or of a part of them.
DELETING = r'DELETE FROM "\w+" WHERE id > '


class InterruptedChunkError(BaseException):
    """Stands for whatever ends a process in the middle of a chunk."""


@contextmanager
def struck_at(
    statement: str, number: int = 1, error: BaseException | None = None
) -> Iterator[None]:
    """ERROR in the place of the NUMBERth statement that begins with this regular expression."""
    left = iter(range(number - 1))

    def strike(execute: Any, sql: str, *rest: Any) -> Any:
        if re.match(statement, sql) and next(left, None) is None:
            raise error or InterruptedChunkError
        return execute(sql, *rest)

    with connection.execute_wrapper(strike):
        yield
