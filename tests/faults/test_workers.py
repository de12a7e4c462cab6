"""A process that writes readings dies while the run goes on."""

import re

from tests.faults.history import History

MARKS = "SELECT count(*) FROM data_generation_generationblock"


def test_a_killed_worker_ends_the_run_in_one_line(history: History) -> None:
    with history.generate("--workers=2") as run:
        run.until(lambda: history.books.ask(MARKS)[0][0] >= 2)
        workers = run.workers()
        for worker in workers:
            worker.kill()
        ended = run.ended()
        run.assert_gone(workers)
    assert ended.status == 1
    assert len(ended.lines) == 1
    assert re.fullmatch(r"CommandError: a worker process died; .* --resume", ended.lines[0])
    history.assert_whole("a worker killed", 1, "--workers=2")
