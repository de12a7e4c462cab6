"""The history that all faults are struck at, and the check that it is whole in the end."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models

from scripts.data_generation.models import (
    DiseaseOutbreak,
    GenerationChunk,
    GenerationRun,
    GenerationSession,
    Progress,
    SensorFault,
    WaterEvent,
)
from scripts.data_generation.validation.fingerprint.fingerprint import TableDigest, fingerprint
from tests.faults.books import Books
from tests.faults.generation import Generation
from tests.faults.table import FaultTable

OWN_MODELS: tuple[type[models.Model], ...] = (DiseaseOutbreak, SensorFault, WaterEvent)
CLOCK = {"created_at", "updated_at"}


@dataclass(frozen=True)
class Content:
    """What a run left: digests of the books, rows of its own tables, rows as its chunks count."""

    digests: dict[str, TableDigest]
    own: dict[str, Counter[tuple[Any, ...]]]
    counted: Counter[str]

    def rows(self) -> Counter[str]:
        """Rows by table."""
        counts = Counter({table: digest.rows for table, digest in self.digests.items()})
        return counts + Counter({table: rows.total() for table, rows in self.own.items()})


def content(books: Books) -> Content:
    """What lies in the books now."""
    with books.opened():
        return Content(
            fingerprint(GenerationRun.objects.get().key_bases),
            {
                model._meta.db_table: _values(model)
                for model in (DiseaseOutbreak, SensorFault, WaterEvent)
            },
            sum((Counter(chunk.rows) for chunk in GenerationChunk.objects.all()), Counter()),
        )


def _values(model: type[models.Model]) -> Counter[tuple[Any, ...]]:
    """Rows without keys, which another beginning may have given otherwise."""
    fields = [
        field.attname
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.is_relation and field.attname not in CLOCK
    ]
    return Counter(model._default_manager.values_list(*fields))


class History:
    """One history in one database: begun, struck, carried on, and held to the one never struck."""

    def __init__(self, books: Books, options: tuple[str, ...], table: FaultTable) -> None:
        self.books = books
        self.options = options
        # Who carries on says how long chunks are; otherwise they get as long as usual.
        self.go_on = ("--resume", *(one for one in options if one.startswith("--chunk-days=")))
        self.table = table
        self.expected: Content | None = None
        self.seconds = 0.0

    def live_undisturbed(self) -> None:
        """Live it once without any fault: what all others are compared with."""
        self.books.empty()
        with self.generate() as run:
            began = time.monotonic()
            ended = run.ended()
        self.seconds = time.monotonic() - began
        assert ended.status == 0, ended.lines
        self.expected = content(self.books)

    @contextmanager
    def elsewhere(self, books: Books) -> Iterator["History"]:
        """The same in other books, which are made for it."""
        there = History(books, self.options, self.table)
        there.expected, there.seconds = self.expected, self.seconds
        books.said = self.books.said
        with books.made():
            yield there

    def generate(self, *more: str, environment: dict[str, str] | None = None) -> Generation:
        """Begin it, or carry it on where it was begun.

        With an environment, though it be empty, by an interpreter of its own.
        """
        options = self.go_on if self.books.has_run() else self.options
        return Generation(self.books, *options, *more, environment=environment)

    def assert_whole(self, fault: str, tries: int = 1, *more: str) -> None:
        """Carry it on to its end; then nothing is lost, doubled, left open or out of place."""
        with self.generate(*more) as run:
            ended = run.ended()
        assert ended.status == 0, ended.lines
        assert self.expected is not None
        found = content(self.books)
        lost = (self.expected.rows() - found.rows()).total()
        doubled = (found.rows() - self.expected.rows()).total()
        self.table.add(fault, tries, lost, doubled, found == self.expected)
        assert (lost, doubled) == (0, 0)
        assert found == self.expected
        assert_in_order(self.books)


def assert_in_order(books: Books) -> None:
    """Constraints, sequences, chunks and marks are as after a run that nothing happened to."""
    assert books.constraints() == books.laws
    assert books.violations() == []
    assert books.keys_ahead_of_sequences() == []
    with books.opened():
        assert GenerationRun.objects.get().status == Progress.COMPLETED
        for session in GenerationSession.objects.all():
            assert session.status == Progress.COMPLETED
            next_day = session.first_day
            for chunk in session.chunks.order_by("first_day"):
                assert chunk.first_day == next_day
                assert chunk.occupancy is None
                assert chunk.reading_blocks.count() == chunk.blocks
                next_day = chunk.last_day + timedelta(days=1)
            assert next_day == session.last_day + timedelta(days=1)
