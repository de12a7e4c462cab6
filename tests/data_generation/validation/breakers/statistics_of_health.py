"""How deaths, lice and diseases are made unlike a real farm's, one way for each check."""

from datetime import timedelta

from django.db.models import F

from apps.batch.models import BatchContainerAssignment, MortalityEvent
from apps.health.models import LiceCount, MortalityRecord
from scripts.data_generation.config.published import health
from tests.data_generation.validation.breakers.shared import breaks
from tests.data_generation.validation.statistics.statistics_books import (
    AT_SEA,
    at_sea,
    die_steadily,
    more_batches,
    prepares,
    strike,
)

FAROE, SCOTLAND = "Faroe Islands", "Scotland"
PD = "Pancreas disease (PD)"
AGD = "Amoebic gill disease (AGD)"
IPN = "Infectious pancreatic necrosis (IPN)"
HSMI = "Heart and skeletal muscle inflammation (HSMI)"
CMS = "Cardiomyopathy syndrome (CMS)"
VHS = "Viral haemorrhagic septicaemia (VHS)"


@prepares("mortality at sea, Faroe Islands")
def a_ninth_dies_a_year() -> None:
    die_steadily(FAROE, 11)


@breaks("mortality at sea, Faroe Islands")
def a_third_dies_a_year() -> None:
    die_steadily(FAROE, 33)


@prepares("mortality at sea, Scotland")
def a_sixth_dies_a_year() -> None:
    die_steadily(SCOTLAND, 15.5)


@breaks("mortality at sea, Scotland")
def hardly_any_dies() -> None:
    die_steadily(SCOTLAND, 4)


@breaks("mortality at sea by month")
def most_die_within_a_year() -> None:
    die_steadily(FAROE, 60)
    die_steadily(SCOTLAND, 60)


@breaks("losses after sea transfer")
def nobody_dies_after_the_transfer() -> None:
    came = F("assignment__assignment_date")
    early = MortalityEvent.objects.filter(assignment__container__area__isnull=False)
    early.filter(event_date__gte=came, event_date__lt=came + timedelta(days=80)).delete()


@breaks("mortality in tanks")
def four_times_as_many_dead() -> None:
    tanks = BatchContainerAssignment.objects.filter(container__area__isnull=True)
    MortalityEvent.objects.filter(assignment__in=tanks).update(count=F("count") * 4)


@breaks("survival from egg to smolt")
def half_of_the_smolts() -> None:
    cages = BatchContainerAssignment.objects.filter(**AT_SEA)
    cages.update(initial_population_count=F("initial_population_count") / 2)


@prepares("causes of deaths at sea")
def one_in_four_of_each() -> None:
    for rest, cause in enumerate(("HANDLING", "DISEASE", "UNKNOWN", "OTHER")):
        MortalityEvent.objects.annotate(rest=F("id") % 4).filter(rest=rest).update(cause=cause)


@breaks("causes of deaths at sea")
def nobody_knows_why() -> None:
    MortalityEvent.objects.update(cause="UNKNOWN")


@breaks("dispersion of lice counts")
def every_cage_the_same() -> None:
    LiceCount.objects.update(count_value=30)


@breaks("season of lice")
def lice_in_winter() -> None:
    winter = LiceCount.objects.filter(count_date__month__in=(12, 1, 2, 3))
    winter.update(adult_female_count=F("fish_sampled") * 5)


def _generations() -> list[BatchContainerAssignment]:
    """One cage of each batch at sea."""
    return list({stay.batch_id: stay for stay in at_sea()}.values())


@prepares("disease frequencies")
def one_disease_in_each() -> None:
    MortalityRecord.objects.filter(reason__name__in=health.AT_SEA).delete()
    for place, stay in enumerate(_generations()):
        strike(stay.batch, stay.container, (IPN, PD, HSMI, AGD, CMS)[place % 5], 9)


@breaks("disease frequencies")
def a_rare_disease_everywhere() -> None:
    for stay in _generations():
        strike(stay.batch, stay.container, VHS, 9)


def _tanks_struck(every: int) -> None:
    for place, stay in enumerate(more_batches([1] * 200, days=400)):
        if place % every == 0:
            strike(stay.batch, stay.container, IPN, 5)


@prepares("disease frequencies in tanks")
def one_batch_of_eleven() -> None:
    _tanks_struck(11)


@breaks("disease frequencies in tanks")
def every_second_batch() -> None:
    _tanks_struck(2)


def _outbreaks(months: tuple[int, ...]) -> None:
    """Four outbreaks of PD and of AGD in each of these months, the same in all batches."""
    MortalityRecord.objects.filter(reason__name__in=(PD, AGD)).delete()
    cages = _generations()
    for year in range(1960, 1975):
        for place, month in enumerate(months):
            stay = cages[(year + place) % len(cages)]
            for disease in (PD, AGD):
                strike(stay.batch, stay.container, disease, month, year)


@prepares("season of diseases")
def most_in_late_summer() -> None:
    _outbreaks((8, 9, 10, 12, 3))


@breaks("season of diseases")
def all_in_spring() -> None:
    _outbreaks((4, 5))


@breaks("mortality at sea, Faroe Islands")
def hardly_any_dies_in_the_faroes() -> None:
    die_steadily(FAROE, 1)
