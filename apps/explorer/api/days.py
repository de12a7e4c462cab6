"""The range of days in an address of the API; a range that makes no sense is refused."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from apps.explorer.figures.history import days_of_the_books
from apps.explorer.periods import USUAL_DAYS, Days, DaysForm

PARAMETERS = [
    OpenApiParameter("from", str, description="First day, such as 2024-01-01"),
    OpenApiParameter("to", str, description="Last day; without both, the last year of the books"),
]


def days_asked_for(request: Request, *, all_by_default: bool = False) -> Days:
    """The range of a request. ValidationError, status 400, says what is wrong with it."""
    whole = days_of_the_books()
    usual = whole if all_by_default else Days.up_to(whole.last, USUAL_DAYS)
    form = DaysForm(request.query_params, whole, usual)
    if not form.is_valid():
        raise ValidationError(form.errors.get_json_data())
    return form.days()
