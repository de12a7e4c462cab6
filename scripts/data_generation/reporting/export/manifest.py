"""The manifest of an export: where it comes from, and the rows and files of every table."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from scripts.data_generation.models import GenerationRun
from scripts.data_generation.reporting.export.table_files import FileWritten
from scripts.data_generation.reporting.provenance import versions
from scripts.data_generation.validation.engine.case import Case

# Of this file; readers may rely on its keys.
MANIFEST_VERSION = 1


@dataclass(frozen=True)
class TableWritten:
    """A table of the export and its files."""

    name: str
    files: tuple[FileWritten, ...]

    @property
    def rows(self) -> int:
        """Rows of all its files."""
        return sum(file.rows for file in self.files)

    @property
    def bytes(self) -> int:
        """Bytes of all its files."""
        return sum(file.bytes for file in self.files)


def manifest(
    run: GenerationRun,
    tables: Sequence[TableWritten],
    file_format: str,
    years: Sequence[int],
    made: datetime,
    views: Mapping[str, int],
) -> str:
    """The manifest as JSON; `years` are those of cut tables, empty for all; rows of each view."""
    content = {
        "manifest_version": MANIFEST_VERSION,
        "made_at": made.isoformat(timespec="seconds"),
        "format": file_format,
        "years": list(years) or "all",
        "run": _run(run),
        "versions": dict(versions()),
        "rows": sum(table.rows for table in tables),
        "bytes": sum(table.bytes for table in tables),
        "tables": {
            table.name: {"rows": table.rows, "files": [asdict(file) for file in table.files]}
            for table in tables
        },
        "views": dict(views),
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _run(run: GenerationRun) -> dict[str, Any]:
    """What is needed to make the same history again, and how far it has come."""
    return {
        "id": run.pk,
        "seed": run.seed,
        "scale": run.scale,
        "start_date": str(run.start_date),
        "end_date": str(run.end_date),
        "books_reach_to": str(Case.of(run).last_day),
        "status": run.status,
        "output_version": run.output_version,
        "parameters": run.parameters,
    }
