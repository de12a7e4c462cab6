"""What somebody looks for, what is worth a look, and several things side by side."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.batch.models import Batch
from apps.explorer.answers import page
from apps.explorer.figures import comparison
from apps.explorer.figures.finding.examples import examples
from apps.explorer.figures.finding.search import search
from apps.explorer.figures.history import days_of_the_books
from apps.explorer.periods import Days, DaysForm
from apps.infrastructure.models import Area

USUAL_DAYS = 2 * 365


@require_safe
def found(request: HttpRequest) -> HttpResponse:
    """Everything whose name holds what was asked for."""
    asked = request.GET.get("q", "")
    return page(request, "explorer/search.html", {"asked": asked, "found": search(asked)})


@require_safe
def worth_a_look(request: HttpRequest) -> HttpResponse:
    """One page of each situation."""
    return page(request, "explorer/examples.html", {"examples": examples()})


class CompareForm(forms.Form):
    """Which batches and sea areas stand side by side."""

    batch = forms.ModelMultipleChoiceField(
        Batch.objects.order_by("-start_date", "-batch_number"), required=False, label="batches"
    )
    area = forms.ModelMultipleChoiceField(
        Area.objects.order_by("name"), required=False, label="sea areas"
    )

    def _few(self, name: str) -> object:
        chosen = self.cleaned_data[name]
        if len(chosen) > comparison.MOST:
            raise forms.ValidationError(f"Choose up to {comparison.MOST}.")
        return chosen

    def clean_batch(self) -> object:
        """No more than can be told apart."""
        return self._few("batch")

    def clean_area(self) -> object:
        """No more than can be told apart."""
        return self._few("area")


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Batches by age, sea areas by the calendar."""
    form = CompareForm(request.GET)
    valid = form.is_valid()
    batches = list(form.cleaned_data["batch"]) if valid else []
    areas = list(form.cleaned_data["area"]) if valid else []
    whole = days_of_the_books()
    days_form = DaysForm(request.GET, whole, Days.up_to(whole.last, USUAL_DAYS))
    days = days_form.days()
    context = {
        "form": form,
        "days_form": days_form,
        "batches": comparison.names(batches),
        "areas": comparison.names(areas),
        "cards": comparison.cards(batches, whole.last) if batches else None,
        "of_batches": comparison.of_batches(batches) if batches else [],
        "of_areas": comparison.of_areas(areas, days) if areas else [],
    }
    return page(request, "explorer/compare.html", context)
