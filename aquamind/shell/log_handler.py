"""Log lines on standard error: as it is at that moment, and as far as it can be written."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from aquamind.shell.streams import Display


class StandardError(logging.Handler):
    """Writes where `sys.stderr` leads when a line is said, which may change after the set-up."""

    # Lines of a lower level are for log files alone.
    least = logging.NOTSET

    def emit(self, record: logging.LogRecord) -> None:
        """Show one line, or nothing where nothing can be shown."""
        if record.levelno < StandardError.least:
            return
        try:
            Display(sys.stderr).write(f"{self.format(record)}\n")
        except Exception:
            self.handleError(record)


@contextmanager
def only_warnings() -> Iterator[None]:
    """Inside, standard error has no less than warnings; log files have all."""
    before, StandardError.least = StandardError.least, logging.WARNING
    try:
        yield
    finally:
        StandardError.least = before
