"""Every check holds in a generated company, and sees each thing that is broken for it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import models, transaction
from django.db.models import F

from apps.batch.models import Batch, MortalityEvent
from apps.inventory.models import FeedingEvent
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.validation.all_checks import ALL_CHECKS
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.models_of_books import every_model
from scripts.data_generation.validation.engine.registry import CompletedCheck, Group
from scripts.data_generation.validation.engine.run_checks import run_checks
from scripts.data_generation.validation.integrity.key_checks import foreign_keys, lost_keys
from tests.data_generation.validation.breakers.mutations import MUTATIONS
from tests.data_generation.validation.breakers.shared import Mutation
from tests.databases import rolled_back

NOWHERE = 10**9
# Statistics need more years than these books have: test_statistics.
EXACT = [name for name, one in ALL_CHECKS.items() if one.group is not Group.STATISTICS]

pytestmark = pytest.mark.usefixtures("company")


def case() -> Case:
    """The company's books as they are now."""
    return Case.of(GenerationRun.objects.get())


@pytest.fixture(scope="module")
def completed(company: GenerationRun) -> dict[str, CompletedCheck]:
    """The outcomes of all exact checks in the books as they were generated."""
    exact = [ALL_CHECKS[name] for name in EXACT]
    return {one.check.name: one for one in run_checks(exact, case())}


@pytest.fixture
def mended() -> Iterator[None]:
    """Books that are put in order again after the test."""
    with rolled_back():
        yield


@pytest.mark.parametrize("name", EXACT)
def test_a_check_holds_in_good_books(completed: dict[str, CompletedCheck], name: str) -> None:
    found = completed[name]
    assert found.holds, (found.outcome.not_asked, found.outcome.examples)


@pytest.mark.usefixtures("mended")
@pytest.mark.parametrize("mutation", [m for m in MUTATIONS if m.check in EXACT], ids=str)
def test_a_check_sees_what_is_broken(mutation: Mutation) -> None:
    mutation.breaker()
    outcome = ALL_CHECKS[mutation.check].ask(case())
    assert outcome.violations >= 1
    assert 1 <= len(outcome.examples) <= 3
    assert all(text and "{" not in text for text in outcome.examples)


def test_every_check_has_a_mutation() -> None:
    assert {mutation.check for mutation in MUTATIONS} == ALL_CHECKS.keys()


@pytest.mark.parametrize("model", list(every_model()), ids=lambda model: model.__name__)
def test_every_key_of_every_table_is_followed(model: type[models.Model]) -> None:
    for key in foreign_keys(model):
        with transaction.atomic():
            rows = model._default_manager.order_by().values_list("pk", flat=True)
            first = rows.filter(**{f"{key.name}__isnull": False}).first()
            model._default_manager.filter(pk=first).update(**{key.attname: NOWHERE})
            lost = list(lost_keys(model))
            transaction.set_rollback(True)
        assert first is None or len(lost) == 1
        assert all(outcome.examples[0].endswith(f" as {key.name}") for outcome in lost)


@pytest.mark.usefixtures("mended")
def test_all_offenders_are_counted_and_the_first_are_named() -> None:
    MortalityEvent.objects.update(count=F("count") + 1)
    outcome = ALL_CHECKS["batch fish"].ask(case())
    assert outcome.violations == Batch.objects.count()
    FeedingEvent.objects.update(feeding_date=date(1999, 1, 1))
    outcome = ALL_CHECKS["meals in time"].ask(case())
    assert outcome.violations == FeedingEvent.objects.count()
    assert len(outcome.examples) == 3
