"""Sums over the rows that point to a row, for queries that compare both sides of a balance."""

from typing import Any

from django.db.models import DecimalField, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce


def fish_of(rows: "QuerySet[Any, Any]", link: str, count: str) -> Coalesce:
    """Sum of the fish counted in rows whose `link` is the outer row; 0 without rows."""
    return Coalesce(_sum(rows, link, count), Value(0), output_field=IntegerField())


def amount_of(rows: "QuerySet[Any, Any]", link: str, amount: str) -> Coalesce:
    """Sum of an amount, kilograms or money, over the same rows; 0 without rows."""
    exact = DecimalField(max_digits=20, decimal_places=4)
    return Coalesce(_sum(rows, link, amount), Value(0), output_field=exact)


def _sum(rows: "QuerySet[Any, Any]", link: str, column: str) -> Subquery:
    own = rows.filter(**{link: OuterRef("pk")}).order_by()
    return Subquery(own.values(link).annotate(total=Sum(column)).values("total"))
