"""An SQLite file under a run: by one name only, and the same file from beginning to end.

SQLite goes on writing into a file that was deleted or replaced, and nothing of it is left.
"""

from pathlib import Path

from django.db import connection

from scripts.data_generation.orchestrator.errors import GenerationError


class SameFile:
    """The database's file; `check` raises GenerationError once it is another one."""

    def __init__(self, file: Path) -> None:
        """`file` may still have to be made; the first check that finds it remembers which it is."""
        self.file = file
        self._found: tuple[int, int] | None = None
        self.refuse_what_is_none()
        self.check()

    def refuse_what_is_none(self) -> None:
        """Let SQLite say why it cannot open this; GenerationError for a file of several names."""
        if self.file.is_dir() or not self.file.parent.is_dir():
            connection.ensure_connection()
        if self.file.exists() and self.file.stat().st_nlink > 1:
            raise GenerationError(
                f"{self.file} has more than one name (hard links); SQLite keeps what is new beside "
                "one of them, and rows that are written by two are lost; copy the file instead"
            )

    def check(self) -> None:
        """Raise GenerationError when the file is gone, or another one has its name."""
        try:
            status = self.file.stat()
        except FileNotFoundError:
            if self._found is not None:
                raise GenerationError(
                    f"{self.file} was deleted or renamed during the run; what was written since is "
                    "lost: put the file back, if it is still there, and continue with --resume"
                ) from None
            return
        found = status.st_dev, status.st_ino
        self._found = self._found or found
        if found != self._found:
            raise GenerationError(
                f"{self.file} was replaced by another file during the run; what was written since "
                "is not in it"
            )
