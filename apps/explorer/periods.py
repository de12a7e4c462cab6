"""The days that a page shows: asked for in its address (?from=2020-01-01&to=2021-12-31)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django import forms
from django.http import QueryDict

USUAL_DAYS = 365
# Days that can be asked for. At the ends of the calendar there is no day before or after, and no
# farm has books of such days.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True)
class Days:
    """From the first day to the last, both included."""

    first: date
    last: date

    @classmethod
    def within_reach(cls, first: date, last: date) -> Self:
        """The part of a range that can be asked for."""
        return cls(*(min(max(day, EARLIEST), LATEST) for day in (first, last)))

    @classmethod
    def up_to(cls, last: date, days: int = USUAL_DAYS) -> Self:
        """The last so many days."""
        return cls(last - timedelta(days=days - 1), last)


def drawn(days: Days | None) -> tuple[date, date] | None:
    """The days as a chart's axis of time takes them."""
    return None if days is None else (days.first, days.last)


def before(day: date, days: timedelta) -> date:
    """The day so many days before, or the first that there is."""
    return date.fromordinal(max(day.toordinal() - days.days, 1))


class DaysForm(forms.Form):
    """The two days of a range, `from` and `to`; what was left open is filled in as usual."""

    def __init__(self, asked: QueryDict, whole: Days, usual: Days) -> None:
        self._usual = usual
        super().__init__(self._filled_in(asked), use_required_attribute=False)
        bounds = {"type": "date", "min": whole.first.isoformat(), "max": whole.last.isoformat()}
        # Not class attributes: `from` is no name for Python.
        for name in ("from", "to"):
            self.fields[name] = forms.DateField(
                label=name, widget=forms.DateInput(attrs=bounds), validators=[_within_reach]
            )

    def _filled_in(self, asked: QueryDict) -> dict[str, str]:
        """What was asked for; a range that was asked for by one end is as long as the usual one."""
        first, last = asked.get("from"), asked.get("to")
        span = self._usual.last - self._usual.first
        if first and not last:
            last = _moved(first, span) or self._usual.last.isoformat()
        if last and not first:
            first = _moved(last, -span) or self._usual.first.isoformat()
        return {
            "from": first or self._usual.first.isoformat(),
            "to": last or self._usual.last.isoformat(),
        }

    def clean(self) -> dict[str, date]:
        """Days in their order."""
        found = super().clean() or {}
        first, last = found.get("from"), found.get("to")
        if first and last and first > last:
            raise forms.ValidationError("The first day lies after the last one.")
        return found

    def days(self) -> Days:
        """The range, or the usual one when what was asked for makes no sense."""
        if not self.is_valid():
            return self._usual
        return Days(self.cleaned_data["from"], self.cleaned_data["to"])


def _within_reach(day: date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(f"Give a day from {EARLIEST} to {LATEST}.")


def _moved(day: str, by: timedelta) -> str | None:
    """A day moved by some days; None when the text is no day, or its days would run out."""
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except (ValueError, OverflowError):
        return None
