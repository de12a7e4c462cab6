"""Every statistical check holds in ten years of a small company, and sees books made unlike it."""

import pytest

from scripts.data_generation.models import GenerationRun
from scripts.data_generation.validation.all_checks import ALL_CHECKS
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.registry import Group, Outcome
from tests.data_generation.validation.breakers.mutations import MUTATIONS
from tests.data_generation.validation.breakers.shared import Mutation
from tests.data_generation.validation.statistics.statistics_books import PREPARED, generate_company

STATISTICS = [name for name, one in ALL_CHECKS.items() if one.group is Group.STATISTICS]
SHORT = ("too few to tell", "needs")


@pytest.fixture(scope="module")
def company(open_database: None, tmp_path_factory: pytest.TempPathFactory) -> GenerationRun:
    """Ten years of four sea areas on three coasts."""
    generate_company(tmp_path_factory.mktemp("statistics"))
    return GenerationRun.objects.get()


@pytest.fixture(scope="module")
def outcomes(company: GenerationRun) -> dict[str, Outcome]:
    """What the checks say of the books as they were generated."""
    case = Case.of(company)
    return {name: ALL_CHECKS[name].ask(case) for name in STATISTICS}


def _agrees(found: Outcome) -> None:
    assert not found.not_asked
    assert found.violations == 0, found.examples
    assert found.figures
    assert all(figure.p is not None for figure in found.figures)


@pytest.mark.parametrize("name", [name for name in STATISTICS if name not in PREPARED])
def test_a_check_holds_in_good_books(outcomes: dict[str, Outcome], name: str) -> None:
    _agrees(outcomes[name])


@pytest.mark.parametrize("name", PREPARED)
def test_a_check_holds_in_books_with_enough_to_tell(
    changed_books: GenerationRun, name: str
) -> None:
    PREPARED[name]()
    _agrees(ALL_CHECKS[name].ask(Case.of(changed_books)))


@pytest.mark.parametrize("mutation", [m for m in MUTATIONS if m.check in STATISTICS], ids=str)
def test_a_check_sees_what_is_broken(changed_books: GenerationRun, mutation: Mutation) -> None:
    mutation.breaker()
    found = ALL_CHECKS[mutation.check].ask(Case.of(changed_books))
    assert found.violations >= 1
    assert 1 <= len(found.examples) <= 3


@pytest.mark.parametrize("name", PREPARED)
def test_generated_books_of_a_few_batches_say_what_they_lack(
    outcomes: dict[str, Outcome], name: str
) -> None:
    found = outcomes[name]
    assert found.violations == 0, found.examples
    assert any(word in found.not_asked for word in SHORT)
