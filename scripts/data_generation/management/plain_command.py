"""The base of the generator's commands: whatever goes wrong is told in one line.

Exit status 2 when something else has to be typed, 1 for the rest; `--traceback` shows where.
"""

import sys
from typing import IO, Any

from django.core.management.base import CommandError, OutputWrapper

from aquamind.line_command import LineCommand
from aquamind.shell.streams import Display, Result
from scripts.data_generation.management.failures import FAILURE, exit_status, failure_line
from scripts.data_generation.management.stop_signals import Stopped, StopSignals


class PlainCommand(LineCommand):
    """A command that ends every error, and every stop signal, with one line."""

    # What it ends with where its result cannot be written.
    lost_status = FAILURE
    # Of the call that is going on.
    signals: StopSignals

    def __init__(
        self,
        stdout: IO[str] | None = None,
        stderr: IO[str] | None = None,
        no_color: bool = False,
        force_color: bool = False,
    ) -> None:
        super().__init__(
            Display(stdout or sys.stdout).text,
            Display(stderr or sys.stderr).text,
            no_color,
            force_color,
        )
        self._given_output = stdout

    def only_shows(self, options: dict[str, Any]) -> bool:
        """Whether what it prints is all that it is for; else it goes on when nobody can see it."""
        return True

    def kept(self, options: dict[str, Any]) -> str:
        """What is left, or has to be done, after an end in the middle."""
        return ""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Do it; an error of any kind becomes one line."""
        output: IO[str] | None = options.pop("stdout", None) or self._given_output or sys.stdout
        shown = Result(output) if self.only_shows(options) else Display(output)
        self.stdout = OutputWrapper(shown.text)
        if errors := options.pop("stderr", None):
            self.stderr = OutputWrapper(Display(errors).text)
        self.signals = StopSignals()
        try:
            with self.signals:
                return super().execute(*args, **options)
        except (Stopped, Exception) as error:
            raise self._told(error, shown, options) from error

    def _told(self, error: BaseException, shown: Display, options: dict[str, Any]) -> Exception:
        """What ended it, in one line, with the exit status that says so too."""
        signals, kept = self.signals, self.kept(options)
        if signals.received is not None:
            said = "; ".join(filter(None, ("stopped", kept)))
            return CommandError(said, returncode=signals.exit_code)
        if isinstance(shown, Result) and shown.lost is not None:
            if isinstance(shown.lost, BrokenPipeError):
                # No failure, and nothing to say: the reader has seen enough.
                return shown.lost
            said = f"standard output could not be written: {shown.lost.strerror}"
            return CommandError(said, returncode=self.lost_status)
        if isinstance(error, CommandError):
            return error
        return CommandError(failure_line(error, kept), returncode=exit_status(error))
