"""Two runs at once: the second is refused in one line, the first never notices."""

import pytest
from filelock import FileLock

from tests.faults.generation import Generation
from tests.faults.history import History

BUSY = "CommandError: another run is writing to this database; wait until it ends, or stop it first"
TAKEN = "CommandError: this database already holds a generated company; "


def test_a_second_run_is_refused(history: History) -> None:
    with history.generate() as first:
        first.until_chunks(2)
        for options, says in ((("--resume",), BUSY), (history.options, TAKEN)):
            # The first stands still, so that it cannot be over before the second has asked.
            with Generation(history.books, *options, name="second") as second:
                ended = second.ended()
            assert ended.status == 1
            assert len(ended.lines) == 1
            assert ended.lines[0].startswith(says)
        ended = first.ended()
    assert (ended.status, ended.lines) == (0, [])
    history.assert_whole("a second run at the same time", 2)


@pytest.mark.sqlite
def test_the_lock_file_of_a_killed_run_locks_nobody_out(history: History) -> None:
    with history.generate() as run:
        run.until_chunks(2)
        run.kill()
    lock = history.books.file.with_name(f"{history.books.file.name}.lock")
    assert lock.exists()
    with FileLock(lock).acquire(timeout=0):
        pass
    history.assert_whole("kill -9, its lock file left")
