"""docs/validation.md: every check of the books, by group, as Markdown tables.

Pure text from the registry: no database, no clock. `manage.py checks --write` writes the page.
"""

from scripts.data_generation.validation.all_checks import ALL_CHECKS
from scripts.data_generation.validation.engine.registry import Check, Group

HEAD = """\
# Validation

`python manage.py generate_data --validate-only` asks the database whether its books are in order.
There are {count} checks. Each is a small function in `scripts/data_generation/validation/` that
queries whole tables for rows that should not exist.
[operations.md](operations.md#checking-the-books) tells how to run all checks or a part of them.

A check is `ok`, violated, or `not asked`. A violated check has a severity: `error` when the books
contradict themselves or a rule (exit status 1), `warning` when they are unlike a real farm's books.
A check is `not asked` when the books cannot answer it: the database lacks a table or a column, no
run has a plan with which it could compare, or there are too few data.

Each check holds in a generated company. For each check there is at least one deliberate break of
the books that it must see; the break is undone afterwards. `make mutations` tells how many breaks
are seen, and `make test` asks the same on both databases.

Bounds are the run's own parameters, or those of the default scale where there is no run.
`python manage.py checks --write` writes this page from the registry.
"""
TABLE_HEAD = "| check | proves | bounds from | severity |\n|---|---|---|---|"
GROUPS = {
    Group.INTEGRITY: "Rows fit each other: keys, uniqueness, times, counts.",
    Group.RULES: "What a farm may and may not do: balances, limits, rests, order.",
    Group.STATISTICS: "The numbers are like published ones. The JSON and the report show what was "
    "measured and what was expected.",
}


def checks_page() -> str:
    """The whole page in Markdown: one table for each group."""
    parts = [HEAD.format(count=len(ALL_CHECKS))]
    for group, about in GROUPS.items():
        own = [one for one in ALL_CHECKS.values() if one.group is group]
        if own:
            lines = "\n".join(map(_line, own))
            parts.append(f"## {group.value.capitalize()}\n\n{about}\n\n{TABLE_HEAD}\n{lines}\n")
    return "\n".join(parts)


def _line(one: Check) -> str:
    cells = (one.name, one.proves, one.bounds, one.severity.value)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
