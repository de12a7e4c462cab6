"""A meal traced back: its lot, the lots of its store before and after, and the purchase."""

from datetime import date

from django.db.models import Max, Min, Q, Sum
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.batch.models import Batch
from apps.explorer.links import link_to
from apps.explorer.listings import Link, Listing
from apps.inventory.models import FeedContainerStock, FeedingEvent

LOT_COLUMNS = (
    "delivered",
    "lot",
    "supplier",
    "delivered [kg]",
    "fed [kg]",
    "written off [kg]",
    "left [kg]",
    "first meal",
    "last meal",
    "this meal",
)
# Lots of the store shown before and after the meal's own.
NEIGHBOURS = 3


MEAL_COLUMNS = (
    "container",
    "feed",
    "time",
    "amount [kg]",
    "share of biomass [%]",
    "cost [EUR]",
    "trace",
)


def last_day_fed(batch: Batch) -> date | None:
    """The last day on which the batch was fed."""
    day: date | None = FeedingEvent.objects.filter(batch=batch).aggregate(d=Max("feeding_date"))[
        "d"
    ]
    return day


def meals_of(batch: Batch, day: date) -> Listing:
    """What the batch was fed on a day; each meal leads to its trace."""
    events = (
        FeedingEvent.objects.filter(batch=batch, feeding_date=day)
        .select_related("container", "feed")
        .order_by("container__name", "feeding_time", "pk")
    )
    return Listing(
        MEAL_COLUMNS,
        [
            [
                link_to(event.container),
                event.feed.name,
                f"{event.feeding_time:%H:%M}" if event.feeding_time else "",
                event.amount_kg,
                event.feeding_percentage,
                event.feed_cost,
                Link("back to its purchase", reverse("explorer:meal", args=[event.pk])),
            ]
            for event in events
        ],
        "meals",
    )


def meal(pk: int) -> FeedingEvent:
    """One meal with all that its trace names; Http404 when there is none of this key."""
    return get_object_or_404(
        FeedingEvent.objects.select_related(
            "batch",
            "container",
            "feed",
            "feed_stock__feed_container",
            "feed_stock__feed_purchase__feed",
            "batch_assignment__lifecycle_stage",
        ),
        pk=pk,
    )


def lots_around(event: FeedingEvent) -> Listing:
    """The lots of the meal's store and feed in the order they came, the oldest first."""
    lot = event.feed_stock
    if lot is None:
        return Listing(LOT_COLUMNS)
    same = FeedContainerStock.objects.filter(
        feed_container=lot.feed_container_id, feed_purchase__feed=event.feed_id
    ).select_related("feed_purchase")
    before = same.filter(Q(entry_date__lt=lot.entry_date)).order_by("-entry_date", "-pk")
    after = same.filter(Q(entry_date__gt=lot.entry_date)).order_by("entry_date", "pk")
    lots = [*reversed(before[:NEIGHBOURS]), lot, *after[:NEIGHBOURS]]
    fed = _fed_from(lots, event)
    return Listing(LOT_COLUMNS, [_row(one, fed, one.pk == lot.pk) for one in lots], "lots")


Fed = dict[int, tuple[float, date, date]]


def _fed_from(lots: list[FeedContainerStock], event: FeedingEvent) -> Fed:
    """Lot -> kilograms fed from it, first and last day; from the meals of the batches fed there.

    Meals are not indexed by lot, so they are looked for where the lots can have been fed: among
    the batches that lived at the meal's site while these lots lay there.
    """
    first = min(lot.entry_date.date() for lot in lots)
    batches = _batches_at(lots[0], first)
    rows = (
        FeedingEvent.objects.filter(
            batch__in=batches, feeding_date__gte=first, feed_stock__in=[lot.pk for lot in lots]
        )
        .values("feed_stock")
        .annotate(kg=Sum("amount_kg"), first=Min("feeding_date"), last=Max("feeding_date"))
    )
    return {row["feed_stock"]: (float(row["kg"]), row["first"], row["last"]) for row in rows}


def _batches_at(lot: FeedContainerStock, since: date) -> list[int]:
    """Keys of the batches that lived where the lot's store stands, since a day."""
    store = lot.feed_container
    place = (
        Q(assignments__container__area=store.area_id)
        if store.area_id
        else Q(assignments__container__hall__freshwater_station=store.hall.freshwater_station_id)
        if store.hall
        else Q(pk__in=[])
    )
    lived = Q(assignments__departure_date__isnull=True) | Q(assignments__departure_date__gte=since)
    return list(Batch.objects.filter(place & lived).values_list("pk", flat=True).distinct())


def _row(lot: FeedContainerStock, fed: Fed, own: bool) -> list[object]:
    kg, first, last = fed.get(lot.pk, (0.0, None, None))
    return [
        lot.entry_date.date().isoformat(),
        lot.feed_purchase.batch_number,
        lot.feed_purchase.supplier,
        lot.initial_quantity_kg,
        round(kg, 2),
        lot.written_off_kg,
        lot.quantity_kg,
        first.isoformat() if first else "",
        last.isoformat() if last else "",
        "from this lot" if own else "",
    ]
