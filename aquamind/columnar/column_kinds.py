"""What a column of each kind of field may hold, and how it becomes Python values.

One class per kind. Values come without their nulls; arrays of numbers, dates and truth values are
judged in one numpy operation each, objects one by one. Rounding happens here and only here:
floats become decimals half-even on their shortest decimal form, so the same float gives the same
decimal on every machine.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import Any, NamedTuple

import numpy as np
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from numpy.typing import NDArray

from aquamind.fields import AnyField
from aquamind.tables.measures import bounds

AnyArray = NDArray[Any]

_EXACT = Context(prec=40, rounding=ROUND_HALF_EVEN)


class Fault(NamedTuple):
    """The first value that a field cannot hold: where among the values, and why."""

    position: int
    reason: str


def _first(bad: AnyArray, reason: str) -> Fault | None:
    """The first true place of BAD, if there is one."""
    return Fault(int(bad.argmax()), reason) if bad.any() else None


def _first_of(values: Iterable[Any], bad: Callable[[Any], bool], reason: str) -> Fault | None:
    """The first of VALUES that is BAD, if one is."""
    for position, value in enumerate(values):
        if bad(value):
            return Fault(position, reason)
    return None


def _listed(values: AnyArray) -> list[Any]:
    """VALUES as Python's own objects."""
    return list(values.tolist())


class Kind:
    """A field whose values are taken as they are, such as JSON."""

    def __init__(self, field: AnyField) -> None:
        self.field = field

    def fault(self, values: AnyArray) -> Fault | None:
        """The first of VALUES that the field cannot hold."""
        return None

    def python(self, values: AnyArray) -> list[Any]:
        """VALUES as Django wants them."""
        return _listed(values)


class IntegerKind(Kind):
    """Whole numbers and keys; the range is PostgreSQL's on every database."""

    def __init__(self, field: AnyField) -> None:
        super().__init__(field)
        target = field
        while isinstance(target, models.ForeignKey):
            target = target.target_field
        ranges = BaseDatabaseOperations.integer_field_ranges
        least, most = ranges.get(target.get_internal_type(), ranges["BigIntegerField"])
        low, high = bounds(field)
        self.low = least if low is None else max(least, low)
        self.high = most if high is None else min(most, high)

    def fault(self, values: AnyArray) -> Fault | None:
        """The first value that is no whole number or out of range."""
        if values.dtype.kind in "iu":
            return _first(values < self.low, f"is below {self.low}") or _first(
                values > self.high, f"is above {self.high}"
            )
        if values.dtype != object:
            return Fault(0, "is not a whole number") if len(values) else None
        whole = [self._key(value) for value in values]
        return (
            _first_of(whole, lambda value: value is None, "is not a whole number")
            or _first_of(whole, lambda value: value < self.low, f"is below {self.low}")
            or _first_of(whole, lambda value: value > self.high, f"is above {self.high}")
        )

    @staticmethod
    def _key(value: Any) -> Any:
        """A whole number, or the key of a row; None for anything else."""
        if isinstance(value, models.Model):
            return value.pk
        whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
        return int(value) if whole else None

    def python(self, values: AnyArray) -> list[Any]:
        """Python's own integers."""
        if values.dtype == object:
            return [self._key(value) for value in values]
        return _listed(values)


class DecimalKind(Kind):
    """Decimals with fixed places. Floats are rounded to them, decimals must already fit."""

    def __init__(self, field: "models.DecimalField[Any, Any]") -> None:
        super().__init__(field)
        self.places = field.decimal_places or 0
        self.step = Decimal(1).scaleb(-self.places)
        self.limit = Decimal(10) ** ((field.max_digits or 0) - self.places)
        self.low, self.high = bounds(field)
        self.zero = Decimal(0).quantize(self.step)

    def fault(self, values: AnyArray) -> Fault | None:
        """The first value that is no number, has too many digits or is out of bounds."""
        if values.dtype.kind in "iuf":
            return self._fault_of_numbers(values)
        return _first_of(values, self._is_no_number, "is not a number") or self._fault_of_objects(
            values
        )

    def _fault_of_numbers(self, values: AnyArray) -> Fault | None:
        rounded = np.round(values.astype(np.float64), self.places)
        return (
            _first(~np.isfinite(rounded), "is not a number")
            or self._fault_of_digits(values, rounded)
            or _first(self._outside(rounded), self._outside_reason)
        )

    def _fault_of_digits(self, values: AnyArray, rounded: AnyArray) -> Fault | None:
        """The first value that rounds past the last digit; the few close to it exactly."""
        close = np.abs(rounded) >= float(self.limit - 2 * self.step)
        for position in np.flatnonzero(close):
            if abs(self._rounded(values[position])) >= self.limit:
                return Fault(int(position), self._digits_reason)
        return None

    def _fault_of_objects(self, values: AnyArray) -> Fault | None:
        exact = [self._rounded(value) for value in values]
        for position, (value, decimal) in enumerate(zip(values, exact, strict=True)):
            if abs(decimal) >= self.limit:
                return Fault(position, self._digits_reason)
            if isinstance(value, Decimal) and value != decimal:
                return Fault(position, f"has more than {self.places} decimal places")
            if self._outside(decimal):
                return Fault(position, self._outside_reason)
        return None

    @property
    def _digits_reason(self) -> str:
        return f"has more than {self.limit.adjusted()} digits before the point"

    @property
    def _outside_reason(self) -> str:
        low = "-inf" if self.low is None else self.low
        high = "inf" if self.high is None else self.high
        return f"is outside {low} to {high}"

    def _outside(self, values: Any) -> Any:
        """Whether VALUES, an array or one decimal, lie outside of the bounds."""
        outside = values != values
        if self.low is not None:
            outside = outside | (values < self.low)
        if self.high is not None:
            outside = outside | (values > self.high)
        return outside

    @staticmethod
    def _is_no_number(value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(
            value, int | float | Decimal | np.integer | np.floating
        ):
            return True
        return not Decimal(str(value)).is_finite()

    def _rounded(self, value: Any) -> Decimal:
        exact = value if isinstance(value, Decimal) else Decimal(str(value))
        try:
            return _EXACT.quantize(exact, self.step)
        except InvalidOperation:
            return exact

    def scaled(self, values: AnyArray) -> NDArray[np.int64]:
        """VALUES times ten to the field's places, as whole numbers, rounded as in `python`."""
        if values.dtype == object:
            return np.asarray([int(self._rounded(v).scaleb(self.places)) for v in values], np.int64)
        if values.dtype.kind in "iu":
            return np.asarray(values.astype(np.int64) * 10**self.places)
        product = values.astype(np.float64) * 10.0**self.places
        whole = np.rint(product)
        # So near to a half the product's own rounding could decide: ask the decimal instead.
        doubt = np.abs(np.abs(product - np.trunc(product)) - 0.5) < 1e-6 + 4e-16 * np.abs(product)
        for position in np.flatnonzero(doubt):
            whole[position] = int(self._rounded(values[position]).scaleb(self.places))
        return np.asarray(whole, dtype=np.int64)

    def python(self, values: AnyArray) -> list[Any]:
        """Decimals of the field's places, never -0."""
        if values.dtype == object:
            return [self._rounded(value) or self.zero for value in values]
        quantize, step, zero = _EXACT.quantize, self.step, self.zero
        return [quantize(Decimal(repr(value)), step) or zero for value in values.tolist()]


class FloatKind(Kind):
    """Floating point numbers."""

    def fault(self, values: AnyArray) -> Fault | None:
        """The first value that is not a finite number."""
        try:
            return _first(~np.isfinite(values.astype(np.float64)), "is not a number")
        except (TypeError, ValueError):
            return _first_of(values, lambda v: not isinstance(v, int | float), "is not a number")


class BooleanKind(Kind):
    """Truth values."""

    def fault(self, values: AnyArray) -> Fault | None:
        """The first value that is neither true nor false."""
        if values.dtype == bool:
            return None
        return _first_of(
            values, lambda value: not isinstance(value, bool | np.bool_), "is not true or false"
        )

    def python(self, values: AnyArray) -> list[Any]:
        """Python's own True and False."""
        return [bool(value) for value in values] if values.dtype == object else _listed(values)


class TextKind(Kind):
    """Text, and words of a vocabulary."""

    def fault(self, values: AnyArray) -> Fault | None:
        """The first value that is no text, too long, or not in the vocabulary."""
        texts = values.tolist()
        longest = self.field.max_length
        found = _first_of(texts, lambda text: not isinstance(text, str), "is not text")
        # A NUL byte is legal in Python and SQLite but no text in PostgreSQL.
        found = found or _first_of(texts, lambda text: "\0" in text, "holds a NUL byte")
        if not found and longest is not None:
            reason = f"is longer than {longest} characters"
            found = _first_of(texts, lambda text: len(text) > longest, reason)
        return found or self._fault_of_choice(texts)

    def _fault_of_choice(self, texts: list[str]) -> Fault | None:
        known = {value for value, _ in self.field.flatchoices}
        if not known or (self.field.blank and "" in texts):
            known = known and known | {""}
        if not known or known.issuperset(set(texts)):
            return None
        words = ", ".join(sorted(str(word) for word in known if word))
        return _first_of(texts, lambda text: text not in known, f"is none of {words}")

    def python(self, values: AnyArray) -> list[Any]:
        """Plain strings, also of enumerations."""
        return [str(value) for value in values.tolist()]


class DateKind(Kind):
    """Days: dates, or datetime64."""

    def fault(self, values: AnyArray) -> Fault | None:
        """The first value that is not a day."""
        if values.dtype.kind == "M":
            days = values.astype("datetime64[D]")
            return _first(np.isnat(values), "is not a date") or _first(
                days != values, "has a time of day"
            )
        return _first_of(
            values,
            lambda value: not isinstance(value, dt.date) or isinstance(value, dt.datetime),
            "is not a date",
        )

    def python(self, values: AnyArray) -> list[Any]:
        """Dates."""
        return _listed(values.astype("datetime64[D]") if values.dtype.kind == "M" else values)


class DateTimeKind(Kind):
    """Moments: datetimes with a time zone, or datetime64 in UTC."""

    def fault(self, values: AnyArray) -> Fault | None:
        """The first value that is not a moment in a time zone."""
        if values.dtype.kind == "M":
            return _first(np.isnat(values), "is not a time")
        return _first_of(
            values, lambda value: not isinstance(value, dt.datetime), "is not a time"
        ) or _first_of(values, lambda value: value.tzinfo is None, "has no time zone")

    def python(self, values: AnyArray) -> list[Any]:
        """Datetimes; those from numpy are in UTC."""
        if values.dtype.kind != "M":
            return _listed(values)
        moments = values.astype("datetime64[us]").tolist()
        return [moment.replace(tzinfo=dt.UTC) for moment in moments]


class TimeKind(Kind):
    """Times of day."""

    def fault(self, values: AnyArray) -> Fault | None:
        """The first value that is not a time of day."""
        return _first_of(
            values, lambda value: not isinstance(value, dt.time), "is not a time of day"
        )


# The first that fits is taken: a DateTimeField is a DateField too.
_KINDS: list[tuple[type[AnyField] | tuple[type[AnyField], ...], type[Kind]]] = [
    ((models.ForeignKey, models.IntegerField), IntegerKind),
    (models.DecimalField, DecimalKind),
    (models.FloatField, FloatKind),
    (models.BooleanField, BooleanKind),
    ((models.CharField, models.TextField), TextKind),
    (models.DateTimeField, DateTimeKind),
    (models.DateField, DateKind),
    (models.TimeField, TimeKind),
]


def kind_of(field: AnyField) -> Kind:
    """The kind of FIELD."""
    for fields, kind in _KINDS:
        if isinstance(field, fields):
            return kind(field)
    return Kind(field)
