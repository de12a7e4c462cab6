"""A batch's health: lice, treatments and the journal."""

from django.db.models.functions import TruncDate

from apps.batch.models import Batch
from apps.explorer.charts import Chart, Level, Listing, Period, Series
from apps.explorer.figures.lice import LIMIT, a_day, counts_of_females
from apps.explorer.links import link_to
from apps.explorer.periods import Days, drawn
from apps.health.models import JournalEntry, Treatment

TREATMENT_COLUMNS = ("day", "container", "kind", "what", "outcome", "withholding [days]")
JOURNAL_COLUMNS = ("day", "category", "severity", "entry", "resolved")


def lice(one: Batch, days: Days | None = None) -> Chart:
    """Adult female lice a fish at each count, with the days of delousing."""
    points = a_day(counts_of_females().filter(batch=one))
    return Chart(
        key="lice",
        title="Sea lice",
        says="Adult female lice a fish, mean of the fish counted; days of treatment are shaded.",
        series=(Series("adult female lice", points, colour="c4"),) if points else (),
        y_names=("lice a fish",),
        levels=(Level(f"limit {LIMIT}", LIMIT),),
        periods=_treated(one),
        days=drawn(days),
    )


def _treated(one: Batch) -> list[Period]:
    """The days on which the batch was treated, by what; vaccination is no treatment of lice."""
    days = (
        Treatment.objects.filter(batch=one)
        .exclude(treatment_type=Treatment.TreatmentType.VACCINATION)
        .values_list(TruncDate("treatment_date"), "treatment_type")
        .distinct()
        .order_by(TruncDate("treatment_date"))
    )
    labels = dict(Treatment.TreatmentType.choices)
    return [Period(str(labels[kind]), day, day, "c2") for day, kind in days]


def treatments(one: Batch) -> Listing:
    """Every treatment, the latest first."""
    rows = (
        Treatment.objects.filter(batch=one).select_related("container").order_by("-treatment_date")
    )
    return Listing(
        TREATMENT_COLUMNS,
        [
            [
                t.treatment_date.date().isoformat(),
                link_to(t.container),
                t.get_treatment_type_display(),
                t.description,
                t.get_outcome_display(),
                t.withholding_period_days,
            ]
            for t in rows
        ],
        "treatments",
    )


def journal(one: Batch) -> Listing:
    """Every entry of the journal, the latest first."""
    rows = JournalEntry.objects.filter(batch=one).order_by("-entry_date")
    return Listing(
        JOURNAL_COLUMNS,
        [
            [
                e.entry_date.date().isoformat(),
                e.get_category_display(),
                e.get_severity_display(),
                e.description,
                "yes" if e.resolution_status else "no",
            ]
            for e in rows
        ],
        "journal",
    )
