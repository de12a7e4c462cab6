"""The days that a page shows: asked for in its address (?from=2020-01-01&to=2021-12-31)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django import forms
from django.http import QueryDict

USUAL_DAYS = 365


@dataclass(frozen=True)
class Days:
    """From the first day to the last, both included."""

    first: date
    last: date

    @classmethod
    def up_to(cls, last: date, days: int = USUAL_DAYS) -> Self:
        """The last so many days."""
        return cls(last - timedelta(days=days - 1), last)


class DaysForm(forms.Form):
    """The two days of a range: `from` and `to`, which the books have from `whole` to choose."""

    def __init__(self, asked: QueryDict, whole: Days, usual: Days) -> None:
        super().__init__(asked, use_required_attribute=False)
        self._usual = usual
        bounds = {"type": "date", "min": whole.first.isoformat(), "max": whole.last.isoformat()}
        # Not class attributes: `from` is no name for Python.
        for name in ("from", "to"):
            self.fields[name] = forms.DateField(
                label=name, required=False, widget=forms.DateInput(attrs=bounds)
            )

    def clean(self) -> dict[str, date]:
        """Days in their order."""
        found = super().clean() or {}
        first, last = found.get("from"), found.get("to")
        if first and last and first > last:
            raise forms.ValidationError("The first day lies after the last one.")
        return found

    def days(self) -> Days:
        """What was asked for; what was left open or makes no sense is the usual range's."""
        found = self.cleaned_data if self.is_valid() else {}
        last = found.get("to") or self._usual.last
        span = self._usual.last - self._usual.first
        first = found.get("from") or min(self._usual.first, last - span)
        return Days(min(first, last), last)
