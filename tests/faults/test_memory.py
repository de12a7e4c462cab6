"""The process may take no more memory, in the middle of a run that needs some."""

from signal import SIGSEGV

import psutil

from tests.faults.generation import Ended
from tests.faults.history import History

# Whoever needs any has to ask the system for it: glibc otherwise keeps what was given back.
NO_HOARD = {"MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_TRIM_THRESHOLD_": "0"}
# What is left for small things, until it is too little for a chunk.
SPARE_KILOBYTES = (4096, 2048, 1024, 512, 256)


def test_no_memory_left(history: History) -> None:
    for spare in SPARE_KILOBYTES:
        history.books.empty()
        ended = with_spare_memory(history, spare * 1024)
        if ended.status != 0:
            break
    # A library in C that does not look at what it was given crashes, and can say nothing.
    if ended.status != -SIGSEGV:
        assert ended.status == 1
        assert len(ended.lines) == 1
        assert ended.lines[0].startswith("CommandError: there is no memory left (")
        assert ended.lines[0].endswith("continue with --resume")
    history.assert_whole("no memory left (RLIMIT_AS)")


def with_spare_memory(history: History, spare: int) -> Ended:
    """How a run ends that may take so many bytes more than it holds after its first chunk."""
    with history.generate("--chunk-days=80", environment=NO_HOARD) as run:
        run.until_chunks(1)
        with run.held():
            size = run.process.memory_info().vms + spare
            run.process.rlimit(psutil.RLIMIT_AS, (size, size))
        return run.ended()
