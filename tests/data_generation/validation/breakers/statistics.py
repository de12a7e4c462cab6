"""How books are made unlike a real farm's, each in the way that one statistical check sees."""

from datetime import timedelta

from django.db.models import F

from apps.batch.models import GrowthSample
from apps.broodstock.models import EggProduction
from apps.harvest.models import HarvestLot
from apps.infrastructure.models import Area
from apps.inventory.models import ContainerFeedingSummary
from scripts.data_generation.config.published.water import FAROE_SERIES
from tests.data_generation.validation.breakers.shared import breaks, change
from tests.data_generation.validation.statistics.statistics_books import (
    at_sea,
    more_batches,
    prepares,
    warmer,
    water,
)

FRESH = {"assignment__container__area__isnull": True}
SALT = {"assignment__container__area__isnull": False}


@breaks("sea temperature by month")
@breaks("sea temperature of years")
def two_degrees_warmer() -> None:
    warmer(2, sea=True)


@breaks("season of sea temperature")
def summer_in_winter() -> None:
    water("TEMPERATURE", sea=True).update(value=20 - F("value"))


@breaks("noise of sea temperature")
def one_day_warm_one_day_cold() -> None:
    water("TEMPERATURE", sea=True).update(value=F("value") + 4 * (F("id") % 2))


@breaks("oxygen against temperature")
def oxygen_the_wrong_way_round() -> None:
    water("OXYGEN", sea=True).update(value=18 - F("value"))


@breaks("oxygen saturation at sea")
def a_third_of_the_oxygen_gone() -> None:
    water("OXYGEN", sea=True).update(value=F("value") * 0.67)


@breaks("tank temperature")
def five_degrees_warmer_in_tanks() -> None:
    warmer(5, sea=False)


@breaks("TGC at sea")
def six_degrees_warmer() -> None:
    warmer(6, sea=True)


def _differ(by: float) -> None:
    """One coast, on which batches grew by so much less or more, in turn."""
    north = {stay.batch_id for stay in at_sea() if stay.container.area.latitude > 61}
    Area.objects.update(latitude=62, longitude=-7)
    for place, batch in enumerate(sorted({stay.batch_id for stay in at_sea()})):
        alike = 1.0 if batch in north else 1.25
        factor = (alike * (1 + by * (1 if place % 2 else -1))) ** 3
        samples = GrowthSample.objects.filter(assignment__batch=batch, **SALT)
        samples.update(avg_weight_g=F("avg_weight_g") * factor)


@prepares("spread of TGC at sea")
def batches_differ() -> None:
    _differ(0.06)


@breaks("spread of TGC at sea")
def batches_differ_too_much() -> None:
    _differ(0.35)


@breaks("TGC in tanks")
def nine_degrees_warmer_in_tanks() -> None:
    warmer(9, sea=False)


@breaks("weight at the end of stages")
def three_times_as_heavy() -> None:
    GrowthSample.objects.filter(**FRESH).update(avg_weight_g=F("avg_weight_g") * 3)


@breaks("growth curves at sea")
def grown_in_cold_water() -> None:
    warmer(-5, sea=True)


@breaks("degree-days to first feeding")
def two_degrees_warmer_in_trays() -> None:
    warmer(2, sea=False)


@breaks("K-factor")
def fat_fish() -> None:
    GrowthSample.objects.update(condition_factor=F("condition_factor") * 1.3)


@breaks("weight CV")
def twice_the_spread() -> None:
    GrowthSample.objects.update(std_deviation_weight=F("std_deviation_weight") * 2)


@breaks("FCR")
def feed_that_nobody_grew_by() -> None:
    ContainerFeedingSummary.objects.update(total_feed_kg=F("total_feed_kg") * 1.4)


@breaks("feeding rate by weight and temperature")
def twice_the_ration() -> None:
    ContainerFeedingSummary.objects.update(total_feed_kg=F("total_feed_kg") * 2)


def _feed_by_warmth(power: float) -> None:
    """Feed at sea so that the ration goes with this power of the month's usual temperature."""
    biomass = F("starting_biomass_kg") + F("ending_biomass_kg")
    for month, degrees in enumerate(FAROE_SERIES, start=1):
        weeks = ContainerFeedingSummary.objects.filter(
            period_start__month=month, container_assignment__container__area__isnull=False
        )
        weeks.update(total_feed_kg=biomass * 0.03 * (degrees / 10) ** power)


@prepares("appetite follows warmth")
def eat_as_it_is_warm() -> None:
    _feed_by_warmth(1.0)


@breaks("appetite follows warmth")
def eat_as_it_is_cold() -> None:
    _feed_by_warmth(-1.0)


@breaks("harvest weight")
def a_third_heavier() -> None:
    HarvestLot.objects.update(live_weight_kg=F("live_weight_kg") * 1.3)


@breaks("spread of harvest weight")
def cages_all_alike() -> None:
    HarvestLot.objects.update(live_weight_kg=F("unit_count") * 5)


@breaks("gutted yield")
def a_tenth_lost_at_the_plant() -> None:
    HarvestLot.objects.update(gutted_weight_kg=F("gutted_weight_kg") * 0.9)


@breaks("days at sea")
def two_hundred_days_more() -> None:
    for stay in at_sea():
        if stay.departure_date:
            change(stay, departure_date=stay.departure_date + timedelta(days=200))


@prepares("batch starts by month")
def starts_as_planned() -> None:
    more_batches([month for month in range(1, 13) for _ in range(8)])


@breaks("batch starts by month")
def all_in_june() -> None:
    more_batches([6] * 100)


@breaks("egg sources")
def all_eggs_bought() -> None:
    EggProduction.objects.update(source_type=EggProduction.SourceType.EXTERNAL)


@breaks("oxygen saturation at sea")
def one_impossible_day() -> None:
    oxygen = water("OXYGEN", sea=True)
    days = oxygen.order_by("reading_time").values_list("reading_time", flat=True)
    day = days[len(days) // 2]
    oxygen.filter(reading_time__date=day.date()).update(value=24)


@breaks("degree-days to first feeding")
def eggs_in_cold_water() -> None:
    warmer(-2, sea=False)
