"""A block of readings for a Dask cluster, whose scheduler knows nothing of this project.

`dask scheduler` and `dask worker` find neither this project nor the folder that they were started
in. The scheduler opens all work that it is given, so what is sent must be understood without the
project; a worker finds it in its own folder, which is a clone.
"""

from collections.abc import Callable
from typing import Any

from scripts.data_generation.orchestrator.workers.block_report import BlockReport
from scripts.data_generation.orchestrator.workers.reading_worker import Database


def in_a_clone(database: Database | None, chunk: int, number: int) -> Callable[[], BlockReport]:
    """`write_block` with these arguments, for a worker that was started in a clone.

    A function within a function is sent whole, with what it closes over; nobody who logs it sees
    the password in there.
    """
    settings = None if database is None else database.settings

    def work() -> Any:
        import os  # noqa: PLC0415 - what is sent has to bring its imports along
        import sys  # noqa: PLC0415
        from importlib import import_module  # noqa: PLC0415

        if os.getcwd() not in sys.path:
            sys.path.insert(0, os.getcwd())
        worker = import_module("scripts.data_generation.orchestrator.workers.reading_worker")
        asked = None if settings is None else worker.Database(settings)
        return worker.write_block(asked, chunk, number)

    return work
