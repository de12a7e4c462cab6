"""Generated companies: each is made once in all tests, and given out as a copy."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from django.test import override_settings

from tests.commands import printed
from tests.databases import Snapshot, snapshot

START = "2016-01-01"
END = "2025-12-31"


def generate(*options: str) -> str:
    """Run generate_data at ci scale over fixed dates; what it printed."""
    dates = () if "--resume" in options else ("--start-date", START, "--end-date", END)
    scale = () if "--resume" in options else ("--scale", "ci")
    return printed("generate_data", *scale, *dates, *options)


@dataclass(frozen=True)
class Company:
    """The books of a run, and the files it left in the output folder."""

    books: Snapshot
    output: Path


@dataclass
class Companies:
    """Those made so far, by the options of their run."""

    folder: Path
    empty: Snapshot
    made: dict[tuple[str, ...], Company] = field(default_factory=dict)

    @contextmanager
    def opened(self, *options: str) -> Iterator[None]:
        """The books of a run with these options are the default database, its files in place."""
        if options not in self.made:
            self.made[options] = self._make(options)
        company = self.made[options]
        with self._folder_of_its_own() as output:
            shutil.copytree(company.output, output, dirs_exist_ok=True)
            with company.books.opened():
                yield

    def remove(self) -> None:
        """All of them."""
        for company in self.made.values():
            company.books.remove()

    def _make(self, options: tuple[str, ...]) -> Company:
        with self._folder_of_its_own() as output, self.empty.opened():
            generate(*options)
            return Company(snapshot(self.folder), output)

    @contextmanager
    def _folder_of_its_own(self) -> Iterator[Path]:
        folder = Path(mkdtemp(dir=self.folder))
        with override_settings(OUTPUT_DIR=folder):
            yield folder
