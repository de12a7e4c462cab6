"""Blocks of readings handed to workers, through the standard `concurrent.futures.Executor`.

Processes of this machine and a Dask cluster look alike from here, and neither is trusted with the
truth: which blocks are in is read from the database.
"""

import errno
import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any

from django.db import connection

from aquamind.database import sqlite_file
from scripts.data_generation.models import GenerationChunk
from scripts.data_generation.orchestrator.errors import GenerationError, RequestError
from scripts.data_generation.orchestrator.workers.block_report import BlockReport
from scripts.data_generation.orchestrator.workers.in_a_clone import in_a_clone
from scripts.data_generation.orchestrator.workers.reading_worker import Database, write_block
from scripts.data_generation.orchestrator.workers.worker_pool import WorkerPool

logger = logging.getLogger(__name__)

DASK_PATIENCE_S = 10
# What a folder answers that is full, may not be written to, or is not there.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.ENOENT, errno.ENOTDIR)
GO_ON = "every committed chunk and block is in the books, continue with --resume"


class HandedOut:
    """A chunk's missing blocks on their way."""

    def __init__(self, chunk: GenerationChunk, futures: dict[Future[BlockReport], int]) -> None:
        self.chunk = chunk
        self._futures = futures

    def reports(self) -> Iterator[BlockReport]:
        """What became of each block, as they come in; GenerationError when a worker failed."""
        for future in as_completed(self._futures):
            report = self._report(future)
            if report.was_there:
                number = self._futures[future]
                logger.info("block %d of chunk %s was already there", number, self.chunk.pk)
            yield report

    def _report(self, future: Future[BlockReport]) -> BlockReport:
        try:
            return future.result()
        except BrokenExecutor as error:
            raise GenerationError(f"a worker process died; {GO_ON}") from error
        except Exception as error:
            says = f"{type(error).__name__}: {error}".splitlines()[0]
            raise GenerationError(
                f"a worker failed at block {self._futures[future]} of {self.chunk.first_day} to "
                f"{self.chunk.last_day} ({says}); {GO_ON}"
            ) from error


class InThisProcess(Executor):
    """Does at once what is submitted: a run with one worker resumes a run with several."""

    def submit(self, work: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A future that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(work(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class BlockDispatch:
    """Hands out blocks, and calls back those that nobody will wait for."""

    def __init__(
        self,
        executor: Executor,
        database: Database | None = None,
        travelling: Callable[[Database | None, int, int], Callable[[], BlockReport]] | None = None,
    ) -> None:
        """`travelling` makes the work such that it can be understood anywhere."""
        self._executor = executor
        self._database = database
        self._travelling = travelling
        self._out: list[Future[BlockReport]] = []

    def hand_out(self, chunk: GenerationChunk) -> HandedOut:
        """Have all blocks of the chunk made that are not in the books."""
        marked = set(chunk.reading_blocks.values_list("number", flat=True))
        futures = {}
        for number in range(chunk.blocks):
            if number not in marked:
                futures[self._submit(chunk, number)] = number
        self._out = [future for future in self._out if not future.done()] + list(futures)
        return HandedOut(chunk, futures)

    def _submit(self, chunk: GenerationChunk, number: int) -> Future[BlockReport]:
        try:
            if self._travelling is not None:
                return self._executor.submit(self._travelling(self._database, chunk.pk, number))
            return self._executor.submit(write_block, self._database, chunk.pk, number)
        except BrokenExecutor as error:
            raise GenerationError(f"a worker process died; {GO_ON}") from error

    def call_back(self) -> None:
        """Cancel what is not being done yet; what is done all the same is marked and stays."""
        for future in self._out:
            future.cancel()


@contextmanager
def open_dispatch(
    workers: int, dask: str | None, dask_patience_s: float = DASK_PATIENCE_S
) -> Iterator[BlockDispatch | None]:
    """The workers asked for, to the end of the block; None for one, which needs none.

    A Dask cluster has `dask_patience_s` seconds to answer, and as many again to show a worker.
    """
    refuse_misfit(workers, dask)
    if workers == 1 and dask is None:
        yield None
        return
    executors = _dask_cluster(dask, dask_patience_s) if dask else _processes(workers)
    with executors as executor:
        dispatch = BlockDispatch(executor, Database.of(connection), in_a_clone if dask else None)
        try:
            yield dispatch
        finally:
            dispatch.call_back()


def refuse_misfit(workers: int, dask: str | None) -> None:
    """RequestError for workers that do not go together, or not with the configured database."""
    if workers != 1 and dask is not None:
        raise RequestError("--dask has the workers of its cluster; leave --workers out")
    is_one = workers == 1 and dask is None
    if (
        not is_one
        and connection.vendor == "sqlite"
        and sqlite_file(str(connection.settings_dict["NAME"])) is None
    ):
        raise RequestError(
            "a SQLite database in memory belongs to one process; leave --workers and --dask out, "
            "or use a database in a file"
        )


@contextmanager
def _processes(workers: int) -> Iterator[Executor]:
    """Processes of this machine, which get ready while the run is being prepared."""
    with ExitStack() as opened:
        try:
            executor = opened.enter_context(WorkerPool(workers))
            for _ in range(workers):
                executor.submit(os.getpid)
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            raise GenerationError(
                f"workers cannot be started ({error.strerror or error}): they meet in the "
                "temporary folder (TMPDIR) and in /dev/shm; make room there, or leave --workers out"
            ) from error
        yield executor


@contextmanager
def _dask_cluster(address: str, patience_s: float) -> Iterator[Executor]:
    """The cluster of the Dask scheduler at this address."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise GenerationError(
            "--dask needs Dask; install it with 'pip install -r requirements-distributed.txt'"
        ) from error
    try:
        client = distributed.Client(address, timeout=patience_s, set_as_default=False)
    except (OSError, ValueError) as error:
        raise GenerationError(f"no Dask scheduler answers at {address}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=patience_s)
        except TimeoutError as error:
            raise GenerationError(f"the Dask cluster at {address} has no workers") from error
        with client.get_executor() as executor:
            yield executor
