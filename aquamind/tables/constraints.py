"""Constraints that many tables of the books share, named after table and rule.

Counts are positive integer columns, which carry their own check in both databases; these here
are for decimals, dates and places.
"""

from django.db.models import BaseConstraint, CheckConstraint, F, Q


def not_negative(table: str, *fields: str) -> list[BaseConstraint]:
    """A check for each of FIELDS of TABLE that its value is null or at least 0."""
    return [
        CheckConstraint(
            name=f"{table}_{field}_not_negative",
            condition=Q(**{f"{field}__gte": 0}) | Q(**{f"{field}__isnull": True}),
        )
        for field in fields
    ]


def within(table: str, field: str, low: float, high: float) -> CheckConstraint:
    """A check that FIELD of TABLE is null or lies from LOW to HIGH, both allowed."""
    return CheckConstraint(
        name=f"{table}_{field}_range",
        condition=Q(**{f"{field}__range": (low, high)}) | Q(**{f"{field}__isnull": True}),
    )


def in_order(table: str, first: str, last: str) -> CheckConstraint:
    """A check that LAST of TABLE is null, or FIRST is, or LAST is not before FIRST."""
    return CheckConstraint(
        name=f"{table}_{first}_to_{last}",
        condition=Q(**{f"{last}__gte": F(first)})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{first}__isnull": True}),
    )


def hall_or_area(table: str) -> CheckConstraint:
    """A check that a row of TABLE lies in a hall or in a sea area: in one, and only in one."""
    return CheckConstraint(
        name=f"{table}_in_hall_or_area",
        condition=Q(hall__isnull=False, area__isnull=True)
        | Q(hall__isnull=True, area__isnull=False),
    )
