"""The process may take no more memory, in the middle of a run that needs some."""

from signal import SIGSEGV

import psutil

from tests.faults.generation import Ended, Generation
from tests.faults.history import History

# Whoever needs any has to ask the system for it: glibc otherwise keeps what was given back.
NO_HOARD = {"MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_TRIM_THRESHOLD_": "0"}
# What is left for small things in one chunk after the other, until it is too little.
SPARE_KILOBYTES = (4096, 2048, 1024, 512, 256, 0)


def test_no_memory_left(history: History) -> None:
    with history.generate(environment=NO_HOARD) as run:
        ended = without_memory(run)
    # A library in C that does not look at what it was given crashes, and can say nothing.
    if ended.status != -SIGSEGV:
        assert ended.status == 1
        assert len(ended.lines) == 1
        assert ended.lines[0].startswith("CommandError: there is no memory left (")
        assert ended.lines[0].endswith("continue with --resume")
    history.assert_whole("no memory left (RLIMIT_AS)")


def without_memory(run: Generation) -> Ended:
    """How a run ends that may take less and less more than it holds."""
    for chunks, spare in enumerate(SPARE_KILOBYTES, start=1):
        if not run.sees(lambda: run.books.chunks() >= chunks):  # noqa: B023 - looked at here only
            break
        size = run.process.memory_info().vms + spare * 1024
        run.process.rlimit(psutil.RLIMIT_AS, (size, psutil.RLIM_INFINITY))
    return run.ended()
