"""The process may take no more memory, in the middle of a run that needs some."""

import psutil

from tests.faults.history import History

# Whoever needs any has to ask the system for it: glibc otherwise keeps what was given back.
NO_HOARD = {"MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_TRIM_THRESHOLD_": "0"}
# Enough for small things; what is left to allocate of them does not decide how the run ends.
SPARE_BYTES = 2 * 2**20


def test_no_memory_left(history: History) -> None:
    # Half the history a chunk: the second needs as much again as the first had.
    with history.generate("--chunk-days=120", environment=NO_HOARD) as run:
        run.until_chunks(1)
        with run.held():
            size = run.process.memory_info().vms + SPARE_BYTES
            run.process.rlimit(psutil.RLIMIT_AS, (size, size))
        ended = run.ended()
    assert ended.status == 1
    assert len(ended.lines) == 1
    assert ended.lines[0].startswith("CommandError: there is no memory left (")
    assert ended.lines[0].endswith("continue with --resume")
    history.assert_whole("no memory left (RLIMIT_AS)")
