"""The process may have no more memory than it holds just then."""

import psutil

from tests.faults.history import History


def test_no_memory_left(history: History) -> None:
    for _ in range(2):
        with history.generate() as run:
            run.until_chunks(history.books.chunks() + 1)
            with run.held():
                size = run.process.memory_info().vms
                run.process.rlimit(psutil.RLIMIT_AS, (size, size))
            ended = run.ended()
        assert ended.status == 1
        assert len(ended.lines) == 1
        assert ended.lines[0].startswith("CommandError: there is no memory left (")
        assert ended.lines[0].endswith("continue with --resume")
    history.assert_whole("no memory left (RLIMIT_AS)", 2)
