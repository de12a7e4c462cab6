"""The memory is watched against its ceiling: one warning, then freeing."""

import logging

import pytest

from scripts.data_generation.orchestrator.memory_manager import MemoryManager

pytestmark = pytest.mark.no_database


def manager(share: float, freed: list[bool]) -> MemoryManager:
    """A manager whose process stands at this share of its ceiling."""
    resident = MemoryManager().resident_mb()
    return MemoryManager(resident / share, lambda: freed.append(True))


def test_nothing_happens_well_below_the_ceiling(caplog) -> None:
    freed: list[bool] = []
    assert manager(0.5, freed).watch() > 0
    assert not freed
    assert not caplog.records


def test_it_warns_once_near_the_ceiling(caplog) -> None:
    freed: list[bool] = []
    watched = manager(0.9, freed)
    with caplog.at_level(logging.WARNING):
        watched.watch()
        watched.watch()
    assert len(caplog.records) == 1
    assert not freed


def test_it_frees_at_the_ceiling() -> None:
    freed: list[bool] = []
    manager(0.99, freed).watch()
    assert freed == [True]


def test_it_does_not_look_again_for_what_could_not_be_freed() -> None:
    freed: list[bool] = []
    watched = manager(0.99, freed)
    for _ in range(50):
        watched.watch()
    assert freed == [True]


def test_the_peak_is_at_least_what_is_resident() -> None:
    assert MemoryManager.peak_mb() >= 0.9 * MemoryManager().resident_mb()
