"""What a check, its outcome and a completed check are, without any books."""

from datetime import date

import pytest

from scripts.data_generation.config.parameters import resolve
from scripts.data_generation.validation.all_checks import ALL_CHECKS
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.registry import (
    CompletedCheck,
    Figure,
    Group,
    Outcome,
    Severity,
    check,
    not_asked,
    registry,
)

pytestmark = pytest.mark.no_database

BY_HAND = Case(None, resolve("ci"), date(2025, 12, 31))


def completed(outcome: Outcome, severity: Severity = Severity.ERROR) -> CompletedCheck:
    """A check that had this outcome."""
    made = check("one", group=Group.RULES, proves="p", bounds="b", severity=severity)
    return CompletedCheck(made(lambda case: outcome), outcome, 0.0)


def test_a_check_that_finds_nothing_holds() -> None:
    found = completed(Outcome(0))
    assert found.holds
    assert found.state == "ok"
    assert not found.violated
    assert not found.fails


def test_a_check_that_was_not_asked_has_neither_held_nor_been_violated() -> None:
    found = completed(not_asked("no run"))
    assert found.outcome.not_asked == "no run"
    assert found.state == "not asked"
    assert not found.asked
    assert not found.holds
    assert not found.violated
    assert not found.fails


@pytest.mark.parametrize(("severity", "fails"), [(Severity.ERROR, True), (Severity.WARNING, False)])
def test_only_a_violated_check_of_severity_error_fails(severity: Severity, fails: bool) -> None:
    found = completed(Outcome(2, ("a", "b")), severity)
    assert found.violated
    assert found.fails is fails


def test_figures_are_kept_with_the_outcome() -> None:
    figure = Figure("mean of May", 8.1, 8.0, 0.5, "degrees C", effect=0.2)
    assert completed(Outcome(0, figures=(figure,))).outcome.figures == (figure,)


def test_a_name_stands_for_one_check() -> None:
    made = check("same", group=Group.RULES, proves="", bounds="")(lambda case: Outcome(0))
    with pytest.raises(ValueError, match="two checks are named 'same'"):
        registry((made, made))


def test_every_check_says_what_it_proves_and_where_its_bounds_are_from() -> None:
    assert all(one.proves and one.bounds for one in ALL_CHECKS.values())


def test_a_shared_question_is_asked_once() -> None:
    fish = iter([7, 8])
    for _ in range(2):
        assert BY_HAND.once("fish", lambda: next(fish)) == 7


def test_violations_are_counted_and_the_first_are_examples() -> None:
    outcome = Outcome.of(["a", "b", "c", "d"])
    assert (outcome.violations, outcome.examples) == (4, ("a", "b", "c"))


def test_outcomes_together_are_one() -> None:
    together = Outcome.together([Outcome(7, ("a", "b")), Outcome(0), Outcome.of(["c", "d"])])
    assert together == Outcome(9, ("a", "b", "c"))
