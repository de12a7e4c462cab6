"""The machine's clock is set back while a run goes on, and between two of them."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from scripts.data_generation.models import GenerationChunk, GenerationSession
from tests.faults.history import History

DAYS = 300


def test_a_clock_that_is_set_back(history: History, tmp_path: Path) -> None:
    jump = tmp_path / "jump"
    wrong = {
        "PYTHONPATH": str(Path(__file__).parent / "wrong_clock"),
        "WRONG_CLOCK_DAYS": str(DAYS),
        "WRONG_CLOCK_JUMP": str(jump),
    }
    with history.generate() as run:
        run.until_chunks(2)
        run.kill()
    with history.generate(environment=wrong) as run:
        run.until_chunks(history.books.chunks() + 1)
        jump.touch()
        run.until(lambda: not jump.exists())
        # One may have looked at the clock just before.
        run.until_chunks(history.books.chunks() + 2)
        run.kill()
    history.assert_whole("the clock set back", 2)

    with history.books.opened():
        chunks = list(GenerationChunk.objects.order_by("first_day"))
        session = GenerationSession.objects.get()
    assert all(chunk.seconds >= 0 for chunk in chunks)
    told = [chunk.committed_at for chunk in chunks]
    now = timezone.now()
    assert min(told) < now - timedelta(days=2 * DAYS - 1)
    assert max(told) > session.started_at
