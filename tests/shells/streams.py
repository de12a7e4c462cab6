"""Streams that fail, as those of shells, terminals and disks do."""

import errno
import os
from io import StringIO

LEFT, FULL, GONE = errno.EPIPE, errno.ENOSPC, errno.EIO


class Failing(StringIO):
    """Takes so many texts, and fails with this error from then on."""

    def __init__(self, error: int, takes: int = 0) -> None:
        super().__init__()
        self.error = error
        self._takes = takes

    def write(self, text: str) -> int:
        """Take it, or fail."""
        if self._takes == 0:
            raise OSError(self.error, os.strerror(self.error))
        self._takes -= 1
        return super().write(text)
