"""A chunk that another version of the code wrote, or that is damaged: refused, nothing written."""

import pytest

from scripts.data_generation.config.history import OUTPUT_VERSION
from scripts.data_generation.models import GenerationChunk, GenerationRun
from scripts.data_generation.simulation.ledger.farm_state import STATE_VERSION
from tests.faults.history import History, content


@pytest.fixture
def begun(history: History) -> History:
    """A history that was killed at its third chunk."""
    with history.generate() as run:
        run.until_chunks(2)
        run.kill()
    return history


def refused(history: History) -> str:
    """The one line that it is not carried on with; nothing was written."""
    before = content(history.books), history.books.chunks()
    with history.generate() as run:
        ended = run.ended()
    assert (content(history.books), history.books.chunks()) == before
    assert ended.status == 1
    assert len(ended.lines) == 1
    return ended.lines[0]


def test_another_version_is_named_and_refused(begun: History) -> None:
    with begun.books.opened():
        GenerationRun.objects.update(output_version=OUTPUT_VERSION + 7)
        said = refused(begun)
        assert f"output version {OUTPUT_VERSION + 7} of the generator" in said
        assert f"this is version {OUTPUT_VERSION} " in said
        GenerationRun.objects.update(output_version=OUTPUT_VERSION)

        GenerationChunk.objects.update(state_version=STATE_VERSION + 7)
        said = refused(begun)
        assert f"state layout {STATE_VERSION + 7}, this one has {STATE_VERSION}" in said
        GenerationChunk.objects.update(state_version=STATE_VERSION)
    begun.assert_whole("a chunk of another version, refused", 2)


def test_a_damaged_state_is_named_and_refused(begun: History) -> None:
    with begun.books.opened():
        last = GenerationChunk.objects.order_by("last_day").last()
        whole = bytes(last.state)
        # A byte of the number of the day that the farm stands on, 128 bytes into its array.
        at = whole.index(b"\x93NUMPY", whole.index(b"today.npy")) + 128
        one_bit_turned = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        cut_short, of_another_kind = whole[: len(whole) // 2], b"[growth]\n" * 40
        for state in (cut_short, of_another_kind, one_bit_turned):
            GenerationChunk.objects.filter(pk=last.pk).update(state=state)
            said = refused(begun)
            assert f"chunk {last.first_day} to {last.last_day} cannot be read" in said
            assert "restore" in said
        GenerationChunk.objects.filter(pk=last.pk).update(state=whole)
    begun.assert_whole("a damaged state, refused", 3)
