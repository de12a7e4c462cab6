"""docs/columns.md: what every column of the books means, by table, as Markdown.

Pure text from the models and their meanings: no database, no clock. `manage.py columns --write`
writes the page.
"""

from collections.abc import Iterator

from scripts.data_generation.reporting.export.dictionary import Description, describe
from scripts.data_generation.reporting.export.tables import all_tables

HEAD = """\
# Columns

What every column of the books means, with its unit. The page is made from the models and the files
`meanings.toml` beside them by `python manage.py columns --write`. [Exports](exports.md) bring the
same as `data_dictionary.md`, with types and references; the explorer shows it on `/columns/`.

Each table of changes, named `..._historical...`, has the columns of its table, and who changed it
when: `history_id`, `history_date`, `history_type`, `history_change_reason`, `history_user_id`.
"""


def columns_page() -> str:
    """The whole page in Markdown: one table for each table of the books."""
    tables = [
        describe(table, table.schema)
        for table in all_tables()
        if not hasattr(table.model, "instance_type")
    ]
    return "\n".join([HEAD, *(line for table in tables for line in _lines(table))])


def _lines(table: Description) -> Iterator[str]:
    yield f"## {table.table}\n\n{table.meaning}\n"
    yield "| column | unit | meaning |"
    yield "|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {column.unit} | {column.meaning} |"
    yield ""
