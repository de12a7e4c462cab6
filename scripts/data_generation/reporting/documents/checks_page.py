"""docs/validation.md: every check of the books, by group, as Markdown tables.

Pure text from the registry: no database, no clock. `manage.py checks --write` writes the page.
"""

from scripts.data_generation.validation.all_checks import ALL_CHECKS
from scripts.data_generation.validation.engine.registry import Check, Group

HEAD = """\
# Validation

`python manage.py generate_data --validate-only` checks whether the books in the database are in
order. There are {count} checks. Each is a small function in `scripts/data_generation/validation/`
that asks the database, set-wise, for what should not be there.
[operations.md](operations.md#checking-the-books) tells how to run all of them or a part.

The outcome of a check has one of four states. It is `ok`, or it is violated with the severity of
the check: `error` (the books contradict themselves or a rule; exit status 1) or `warning` (the
books are unlike a real farm's). It is `not asked` where the books cannot be asked: the database
lacks a table or column, there is no run whose plan could be compared, or there are too few data.

Each check holds in a generated company. For each there is at least one deliberate break of the
books that it must see, undone afterwards. `make mutations` tells how many breaks the checks see;
`make test` does so on both databases.

Bounds are the run's own parameters, or those of the default scale where there is no run. This page
is made from the registry by `python manage.py checks --write`.
"""
TABLE_HEAD = "| check | proves | bounds from | severity |\n|---|---|---|---|"
GROUPS = {
    Group.INTEGRITY: "Rows fit each other: keys, uniqueness, times, counts.",
    Group.RULES: "What a farm may and may not do: balances, limits, rests, order.",
    Group.STATISTICS: "The numbers are like published ones: what was measured and expected is in "
    "the JSON and on the report.",
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
