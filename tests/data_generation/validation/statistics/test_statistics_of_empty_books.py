"""Books without fish are too few for every statistic, and for none are they wrong."""

import pytest

from scripts.data_generation.validation.all_checks import ALL_CHECKS
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.registry import Group

pytestmark = pytest.mark.usefixtures("open_database")


def test_empty_books_are_too_few_for_every_statistic() -> None:
    case = Case.of(None)
    for check in ALL_CHECKS.values():
        if check.group is Group.STATISTICS:
            found = check.ask(case)
            assert found.not_asked, check.name
            assert "needs" in found.not_asked, check.name
