#!/usr/bin/env python
"""Django's command line for AquaMind: `python manage.py help` lists the commands."""

import os
import sys
from typing import NoReturn

# As shells count: 128 and the signal's number.
STOPPED = 130


def main() -> None:
    """Run the command named on the command line; Ctrl-C ends it with one line and status 130."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aquamind.settings")
    sys.unraisablehook = _answer_the_lost
    try:
        _execute()
    except KeyboardInterrupt:
        _stopped()


def _stopped() -> NoReturn:
    """Leave at once: what has not been committed is rolled back, as after a crash."""
    sys.stderr.write("stopped\n")
    sys.stderr.flush()
    os._exit(STOPPED)


def _answer_the_lost(unraisable: "sys.UnraisableHookArgs") -> None:
    """Ctrl-C in the middle of a finaliser: Python would print a trace of it and go on."""
    if unraisable.exc_type is KeyboardInterrupt:
        _stopped()
    sys.__unraisablehook__(unraisable)


def _execute() -> None:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"the settings are wrong: {error}")


if __name__ == "__main__":
    main()
