"""A process that has read the program, and forks a run for every order that it is given.

Reading the program takes most of the time of a short run. A forked run has it read already; from
its first line on it then does what `python manage.py ...` does: its arguments, its group of
processes, its signals, its streams and its end are its own.

An order is a line of JSON on stdin. It is answered by a line with the process number of the run,
which begins with the next line on stdin. How it ended stands in the order's file afterwards.
"""

import gc
import json
import os
import runpy
import signal
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import django

PROGRAM = "scripts.data_generation.management.generate"


@dataclass(frozen=True)
class Order:
    """What is to be run, where it writes to, and the file that tells its status in the end."""

    arguments: list[str]
    output: str
    errors: str
    status: str


def main() -> None:
    """Serve until nobody can give orders any more."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aquamind.settings")
    django.setup()
    import_module(PROGRAM)
    # What all share is not looked through for garbage by each.
    gc.freeze()
    # Nobody waits for the keepers of runs.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        order = Order(**json.loads(line))
        if _is_the_run(order):
            _live(order)
            return


def _is_the_run(order: Order) -> bool:
    """Fork a run and its keeper; True in the run, False in this process."""
    gate, opened = os.pipe()
    if os.fork():
        os.close(gate)
        sys.stdin.readline()
        os.close(opened)
        return False
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    run = os.fork()
    os.close(opened)
    if run:
        # A group of its own before anybody knows it, so that it can be killed with its workers.
        os.setpgid(run, run)
        _keep(run, order)
    # Whoever asked knows the process before it can be over.
    os.read(gate, 1)
    os.close(gate)
    return True


def _keep(run: int, order: Order) -> None:
    """Tell of the run, wait for its end, and write down how it ended."""
    print(run, flush=True)  # noqa: T201 - the answer
    status = os.waitstatus_to_exitcode(os.waitpid(run, 0)[1])
    part = Path(f"{order.status}.part")
    part.write_text(str(status), "utf-8")
    part.rename(order.status)
    os._exit(0)


def _live(order: Order) -> None:
    """Be the run: what is raised here ends the interpreter, as it does in a run of its own."""
    _redirect(0, os.devnull, os.O_RDONLY)
    _redirect(1, order.output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    _redirect(2, order.errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    sys.argv = order.arguments
    runpy.run_path(sys.argv[0], run_name="__main__")


def _redirect(stream: int, path: str, flags: int) -> None:
    file = os.open(path, flags)
    os.dup2(file, stream)
    os.close(file)


if __name__ == "__main__":
    main()
