"""Feed: stock and prices, the meals of a batch's day, and the trace of one meal."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.batch.models import Batch
from apps.explorer.answers import page
from apps.explorer.figures import feed, meals
from apps.explorer.figures.history import days_of_the_books
from apps.explorer.periods import Days, DaysForm

USUAL_DAYS = 2 * 365


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Stock, deliveries, prices and purchases."""
    whole = days_of_the_books()
    form = DaysForm(request.GET, whole, Days.up_to(whole.last, USUAL_DAYS))
    days = form.days()
    context = {
        "days_form": form,
        "charts": [feed.stock(days), feed.price(days), feed.by_feed(days)],
        "purchases": feed.purchases(days),
        "meals_form": MealsForm(),
    }
    return page(request, "explorer/feed.html", context)


class MealsForm(forms.Form):
    """Which batch's meals, and of which day; without a day the last one."""

    batch = forms.ModelChoiceField(
        Batch.objects.order_by("-batch_number"), to_field_name="batch_number", empty_label=None
    )
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))


@require_safe
def day(request: HttpRequest) -> HttpResponse:
    """The meals of a batch on a day."""
    form = MealsForm(request.GET or None)
    context: dict[str, object] = {"meals_form": form}
    if form.is_valid():
        batch = form.cleaned_data["batch"]
        asked = form.cleaned_data["day"] or meals.last_day_fed(batch)
        context["batch"], context["day"] = batch, asked
        context["meals"] = meals.meals_of(batch, asked) if asked else None
    return page(request, "explorer/meals.html", context)


@require_safe
def meal(request: HttpRequest, pk: int) -> HttpResponse:
    """One meal back to the purchase of its feed."""
    event = meals.meal(pk)
    return page(request, "explorer/meal.html", {"meal": event, "lots": meals.lots_around(event)})
