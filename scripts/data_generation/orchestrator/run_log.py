"""The log of a run, for whoever asks later what it did: start, chunks, warnings, errors, end.

A file for each run in the folder of logs, `data_generation_YYYYMMDD_HHMMSS.log`, times in UTC. It
is made with its first line, so what is refused before it begins leaves none.
"""

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aquamind.output_folders import output_folder

# A history of ten years takes four sessions, an interrupted one more: the last few runs.
KEPT_LOGS = 20
PATTERN = "data_generation_*.log"

# Not below the project's own loggers, which tell people at the console.
_log = logging.getLogger("generation_log")
_log.setLevel(logging.INFO)
_log.addHandler(logging.NullHandler())
_warnings = logging.getLogger(__name__)


class RunLog:
    """What a run tells its log; outside of `opened` nobody listens."""

    def __init__(self) -> None:
        self._has_begun = False
        self._step = "beginning"

    def begin(self, lines: Iterable[str]) -> None:
        """The first lines: what is run where."""
        for line in lines:
            self.say(line)

    def say(self, line: str) -> None:
        """Add a line."""
        self._has_begun = True
        _log.info("%s", line)

    def doing(self, step: str) -> None:
        """Remember what is being done, for the line of an error."""
        self._step = step

    @contextmanager
    def opened(self, file: Path | None = None) -> Iterator[None]:
        """Keep what is said, all warnings of the process and what ends it in a file of its own.

        Without `file` it is a new one in the folder of logs.
        """
        handler = _RunLogFile(file or _new_file())
        root = logging.getLogger()
        root.addHandler(handler)
        try:
            yield
        except BaseException as error:
            self._ended_by(error)
            raise
        finally:
            root.removeHandler(handler)
            handler.close()

    def _ended_by(self, error: BaseException) -> None:
        """What ended the run, and what was being done; before its beginning there is none."""
        if not self._has_begun:
            return
        if not isinstance(error, Exception):
            _log.warning("stopped while %s", self._step)
        else:
            _log.error("%s while %s", type(error).__name__, self._step, exc_info=error)


class _RunLogFile(logging.FileHandler):
    """A file that is made with its first line; a disk that refuses it costs one warning."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", delay=True)
        self.setLevel(logging.INFO)
        formatter = logging.Formatter("%(asctime)s %(levelname)-7s %(message)s")
        formatter.converter = time.gmtime
        self.setFormatter(formatter)
        self._path = path
        self._refused = False

    def emit(self, record: logging.LogRecord) -> None:
        """Add a line; the first makes folder and file and removes the oldest logs."""
        if self._refused:
            return
        try:
            if self.stream is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                _remove_oldest(self._path.parent)
                self.stream = self._open()
            self.stream.write(f"{self.format(record)}\n")
            self.stream.flush()
        except OSError as error:
            self._refused = True
            _warnings.warning("the log %s is not written: %s", self._path, error.strerror)

    def close(self) -> None:
        """Close the file; what its disk refused before it refuses again, and that was told."""
        with suppress(OSError):
            super().close()


def _new_file() -> Path:
    """A file name that no other run has: a second one of the same second gets a number."""
    folder, moment = output_folder("logs"), time.strftime("%Y%m%d_%H%M%S", time.gmtime())
    path, number = folder / f"data_generation_{moment}.log", 1
    while path.exists():
        number += 1
        path = folder / f"data_generation_{moment}_{number}.log"
    return path


def _remove_oldest(folder: Path) -> None:
    """Make room for one more; names sort by time."""
    for old in sorted(folder.glob(PATTERN), reverse=True)[KEPT_LOGS - 1 :]:
        old.unlink(missing_ok=True)
