#!/usr/bin/env python
"""Django's command line for AquaMind: `python manage.py help` lists the commands.

From the first line to the last a stop signal is answered with one line, a stream that is closed is
in nobody's way, and a reader who has seen enough ends a command in silence.
"""

# Python has these two loaded by now; whatever else is imported takes time, in which somebody may
# press Ctrl-C.
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any, NoReturn

STOP_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
# As shells count: 128 and the signal's number.
SIGNALLED, SIGINT, SIGPIPE = 128, 2, 13
# Packages whose commands answer stop signals themselves once they are at work.
OURS = ("apps", "scripts")


def main() -> None:
    """Run the command named on the command line."""
    try:
        _hear_stop_signals()
        _open_closed_streams()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aquamind.settings")
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            os.environ["DJANGO_COLORS"] = "nocolor"
        sys.unraisablehook = _answer_the_lost
        status = _status_of_what_was_shown(_status())
    except KeyboardInterrupt:
        _stop(SIGINT, None)
    _hear_no_more(status)
    sys.exit(status)


def _status() -> "int | str | None":
    """Run the command; its exit status, or a line about what is wrong."""
    try:
        _execute()
    except SystemExit as ended:
        return ended.code
    except BrokenPipeError:
        return SIGNALLED + SIGPIPE
    return 0


def _execute() -> None:
    try:
        from django.core.exceptions import ImproperlyConfigured
    except ModuleNotFoundError as error:
        sys.exit(f"{error}: use .venv/bin/python, or install requirements.txt; see README.md")
    from django.core.management import ManagementUtility, get_commands
    from django.core.management.base import BaseCommand
    from django.db import OperationalError

    class Utility(ManagementUtility):
        """Django's own, which says when it has read the program and a command takes over."""

        def fetch_command(self, subcommand: str) -> BaseCommand:
            if get_commands().get(subcommand, "").split(".")[0] not in OURS:
                _hand_signals_back()
            return super().fetch_command(subcommand)

    try:
        Utility(sys.argv).execute()
    except ImproperlyConfigured as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"the settings are wrong: {error}")
    except OperationalError as error:
        # Of Django's own commands; ours have said it.
        if "--traceback" in sys.argv:
            raise
        said = "; ".join(line.strip() for line in str(error).splitlines() if line.strip())
        sys.exit(f"the database cannot be used: {said}; --traceback shows where")


# What answered each stop signal before this program did.
_BEFORE: "dict[int, Any]" = {}


def _hear_stop_signals() -> None:
    """Answer stop signals at once, until a command at work answers them in better order."""
    import atexit
    import signal

    # The first to be registered is the last to be called.
    atexit.register(_hear_nothing)
    for name in STOP_SIGNALS:
        number = getattr(signal, name, None)
        # Ignored, as a shell has it for what it runs in the background, stays ignored.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            _BEFORE[number] = signal.signal(number, _stop)


def _hand_signals_back() -> None:
    """Have stop signals answered as others expect it, by what Python does by itself."""
    import signal

    for number, before in _BEFORE.items():
        signal.signal(number, before)
    _BEFORE.clear()


def _hear_no_more(status: int) -> None:
    """From now on a stop signal only hurries what is over."""
    import signal

    for number in _BEFORE:
        if signal.getsignal(number) is _stop:
            signal.signal(number, lambda *_: os._exit(status))


def _hear_nothing() -> None:
    """Ignore stop signals to the end: Python takes our answers away before it is gone itself.

    A signal in that moment would kill what has ended well, in silence.
    """
    import signal

    for number in _BEFORE:
        signal.signal(number, signal.SIG_IGN)


def _stop(number: int, frame: "FrameType | None") -> "NoReturn":
    """Leave at once: what has not been committed is rolled back, as after a crash.

    An exception could come up where it is taken for another, or be lost: in a finaliser, or while
    a library written in C is loaded.
    """
    _tell("stopped")
    os._exit(SIGNALLED + number)


def _tell(line: str) -> bool:
    """Write a line to standard error, past what is held back; False when nobody is there."""
    try:
        return os.write(2, f"{line}\n".encode(errors="backslashreplace")) > 0
    except OSError:
        return False


def _answer_the_lost(unraisable: "sys.UnraisableHookArgs") -> None:
    """Ctrl-C in the middle of a finaliser: Python would print a trace of it and go on."""
    if unraisable.exc_type is KeyboardInterrupt:
        _stop(SIGINT, None)
    sys.__unraisablehook__(unraisable)


def _open_closed_streams() -> None:
    """Have standard streams that are closed lead nowhere.

    Else the next file or connection takes the number of such a stream, and what somebody wants to
    show is written into it.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free: this one.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - to the end


def _status_of_what_was_shown(status: "int | str | None") -> int:
    """The exit status, when all has been shown that still can be."""
    lost = _lost(sys.stdout)
    if lost is not None and not status:
        gone = isinstance(lost, BrokenPipeError)
        said = f"standard output could not be written: {lost.strerror}"
        status = SIGNALLED + SIGPIPE if gone else said
    _lost(sys.stderr)
    if isinstance(status, str):
        _tell(status)
        status = 1
    return status or 0


def _lost(stream: object) -> "OSError | None":
    """Show what is held back; what cannot be shown goes nowhere, or Python would say so."""
    try:
        stream.flush()  # type: ignore[attr-defined]
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[attr-defined]
        os.close(nowhere)
        return error
    return None


if __name__ == "__main__":
    main()
