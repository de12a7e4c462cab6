"""A chunk that another version of the code wrote, or that is damaged: refused, nothing written."""

from dataclasses import dataclass

import pytest

from scripts.data_generation.config.history import OUTPUT_VERSION
from scripts.data_generation.models import GenerationChunk, GenerationRun
from scripts.data_generation.simulation.ledger.farm_state import STATE_VERSION
from tests.faults.history import Content, History, content


@dataclass
class Begun:
    """A history that was killed at its third chunk, and what was in the books then."""

    history: History
    content: Content
    chunks: int

    def refused(self) -> str:
        """The one line that it is not carried on with; nothing was written."""
        with self.history.generate() as run:
            ended = run.ended()
        books = self.history.books
        assert (content(books), books.chunks()) == (self.content, self.chunks)
        assert ended.status == 1
        assert len(ended.lines) == 1
        return ended.lines[0]


@pytest.fixture
def begun(history: History) -> Begun:
    """A history that was killed at its third chunk."""
    with history.generate() as run:
        run.until_chunks(2)
        run.kill()
    return Begun(history, content(history.books), history.books.chunks())


def test_another_version_is_named_and_refused(begun: Begun) -> None:
    with begun.history.books.opened():
        GenerationRun.objects.update(output_version=OUTPUT_VERSION + 7)
        said = begun.refused()
        assert f"output version {OUTPUT_VERSION + 7} of the generator" in said
        assert f"this is version {OUTPUT_VERSION} " in said
        GenerationRun.objects.update(output_version=OUTPUT_VERSION)

        GenerationChunk.objects.update(state_version=STATE_VERSION + 7)
        said = begun.refused()
        assert f"state layout {STATE_VERSION + 7}, this one has {STATE_VERSION}" in said
        GenerationChunk.objects.update(state_version=STATE_VERSION)
    begun.history.assert_whole("a chunk of another version, refused", 2)


def test_a_damaged_state_is_named_and_refused(begun: Begun) -> None:
    with begun.history.books.opened():
        last = GenerationChunk.objects.order_by("last_day").last()
        whole = bytes(last.state)
        # A byte of the number of the day that the farm stands on, 128 bytes into its array.
        at = whole.index(b"\x93NUMPY", whole.index(b"today.npy")) + 128
        one_bit_turned = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        cut_short, of_another_kind = whole[: len(whole) // 2], b"[growth]\n" * 40
        for state in (cut_short, of_another_kind, one_bit_turned):
            GenerationChunk.objects.filter(pk=last.pk).update(state=state)
            said = begun.refused()
            assert f"chunk {last.first_day} to {last.last_day} cannot be read" in said
            assert "restore" in said
        GenerationChunk.objects.filter(pk=last.pk).update(state=whole)
    begun.history.assert_whole("a damaged state, refused", 3)
