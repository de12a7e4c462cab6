"""Ten diseases: whom they strike and when, how long they last, how many die, and what helps."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import IntEnum

from scripts.data_generation.config.figures import at_least, between, figure

TABLE = "docs/realism.md, diseases"


class Disease(IntEnum):
    """A disease; the number is its place in PROFILES, and its Reason for deaths is the same."""

    IPN = 0
    PD = 1
    SRS = 2
    HSMI = 3
    AGD = 4
    VHS = 5
    IHN = 6
    ISA = 7
    CMS = 8
    WINTER_ULCER = 9


class Remedy(IntEnum):
    """What is done after a disease has been named."""

    SUPPORTIVE_CARE = 0
    FLORFENICOL = 1
    FRESHWATER = 2


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One disease. `share_dead` and `days` are means of one affected container."""

    name: str = figure("", "name", TABLE)
    agent: str = figure("", "what causes it", TABLE)
    incidence_fresh: float = figure(
        0.0, "outbreaks per year of a station with fish", TABLE, at_least(0)
    )
    incidence_sea: float = figure(
        0.0, "outbreaks per year of a sea area with fish", TABLE, at_least(0)
    )
    course_fresh: tuple[float, ...] = figure(
        (1.0, 1.0, 1.0, 1.0, 1.0), "relative risk by freshwater stage", TABLE, at_least(0)
    )
    course_sea: tuple[float, ...] = figure(
        (1.0,) * 8, "relative risk in each eighth of 450 days in the sea", TABLE, at_least(0)
    )
    season: tuple[float, ...] = figure(
        (1.0,) * 12, "relative risk, January to December", TABLE, at_least(0)
    )
    days: float = figure(60.0, "days that a container is ill", TABLE, between(5, 365))
    rise: float = figure(0.3, "share of these days until the peak", TABLE, between(0.05, 0.95))
    share_dead: float = figure(0.05, "share of a container's fish", TABLE, between(0, 0.9))
    appetite_loss: float = figure(0.2, "share of appetite lost at the peak", TABLE, between(0, 1))
    affected: float = figure(0.6, "share of a batch's containers at a site", TABLE, between(0, 1))
    cage_days: float = figure(
        14.0, "mean days from the first ill container to another one", TABLE, at_least(0)
    )
    vaccine: tuple[float, ...] = figure(
        (0.0, 0.0),
        "share of outbreaks that the standard and the enhanced protocol prevent",
        TABLE,
        between(0, 0.99),
    )
    remedy: int = figure(int(Remedy.SUPPORTIVE_CARE), "number of the Remedy", TABLE, between(0, 2))
    relief: float = figure(
        0.1, "share of the remaining hazard that the remedy takes away", TABLE, between(0, 1)
    )
    again_days: int = figure(10_000, "days that survivors are immune", TABLE, at_least(0))


SPRING = (0.8, 0.9, 1.3, 1.6, 1.6, 1.2, 0.9, 0.7, 0.7, 0.7, 0.8, 0.8)
LATE_SUMMER = (0.3, 0.2, 0.2, 0.3, 0.5, 0.9, 1.4, 2.3, 2.5, 2.0, 0.9, 0.5)
WARM = (0.1, 0.0, 0.0, 0.1, 0.4, 1.0, 1.8, 2.4, 2.5, 2.0, 1.2, 0.5)
GILLS = (0.2, 0.1, 0.1, 0.1, 0.4, 1.0, 2.2, 2.8, 2.5, 1.5, 0.8, 0.3)
WINTER = (1.8, 1.8, 1.6, 1.2, 0.7, 0.4, 0.3, 0.3, 0.4, 0.7, 1.2, 1.6)
COLD = (2.2, 2.3, 2.1, 1.5, 0.7, 0.1, 0.0, 0.0, 0.1, 0.3, 1.0, 1.7)
DARK = (1.5, 1.3, 1.1, 0.8, 0.6, 0.5, 0.5, 0.7, 1.0, 1.3, 1.4, 1.3)

PROFILES = (
    Profile(
        name="Infectious pancreatic necrosis (IPN)",
        agent="IPN virus",
        incidence_fresh=0.12,
        incidence_sea=0.03,
        course_fresh=(0.0, 3.6, 1.1, 0.3, 0.0),
        course_sea=(5.0, 2.0, 0.6, 0.4, 0.0, 0.0, 0.0, 0.0),
        season=SPRING,
        days=50.0,
        rise=0.35,
        share_dead=0.10,
        appetite_loss=0.35,
        affected=0.5,
        cage_days=7.0,
        vaccine=(0.6, 0.6),
    ),
    Profile(
        name="Pancreas disease (PD)",
        agent="Salmonid alphavirus",
        incidence_sea=0.15,
        course_sea=(0.3, 0.8, 2.4, 2.2, 1.0, 0.6, 0.4, 0.3),
        season=LATE_SUMMER,
        days=100.0,
        rise=0.3,
        share_dead=0.06,
        appetite_loss=0.5,
        affected=0.8,
        cage_days=16.0,
        vaccine=(0.0, 0.7),
    ),
    Profile(
        name="Salmonid rickettsial septicaemia (SRS)",
        agent="Piscirickettsia salmonis",
        incidence_sea=0.08,
        course_sea=(0.1, 0.2, 0.5, 1.0, 1.4, 1.6, 1.6, 1.6),
        season=WARM,
        days=56.0,
        rise=0.35,
        share_dead=0.06,
        appetite_loss=0.35,
        affected=0.6,
        cage_days=14.0,
        remedy=int(Remedy.FLORFENICOL),
        relief=0.6,
        again_days=240,
    ),
    Profile(
        name="Heart and skeletal muscle inflammation (HSMI)",
        agent="Piscine orthoreovirus",
        incidence_sea=0.10,
        course_sea=(0.5, 1.0, 1.8, 1.9, 1.2, 0.7, 0.5, 0.4),
        season=WINTER,
        days=70.0,
        rise=0.3,
        share_dead=0.03,
        appetite_loss=0.25,
        affected=0.8,
        cage_days=12.0,
    ),
    Profile(
        name="Amoebic gill disease (AGD)",
        agent="Paramoeba perurans",
        incidence_sea=0.25,
        course_sea=(0.6, 1.1, 1.1, 1.1, 1.1, 1.0, 1.0, 1.0),
        season=GILLS,
        days=45.0,
        rise=0.5,
        share_dead=0.025,
        appetite_loss=0.3,
        affected=0.8,
        cage_days=9.0,
        remedy=int(Remedy.FRESHWATER),
        relief=0.7,
        again_days=60,
    ),
    Profile(
        name="Viral haemorrhagic septicaemia (VHS)",
        agent="VHS virus",
        incidence_sea=0.005,
        season=SPRING,
        days=35.0,
        rise=0.35,
        share_dead=0.15,
        appetite_loss=0.5,
        affected=0.6,
        cage_days=9.0,
    ),
    Profile(
        name="Infectious haematopoietic necrosis (IHN)",
        agent="IHN virus",
        incidence_sea=0.002,
        season=SPRING,
        days=40.0,
        rise=0.35,
        share_dead=0.20,
        appetite_loss=0.5,
        affected=0.6,
        cage_days=9.0,
    ),
    Profile(
        name="Infectious salmon anaemia (ISA)",
        agent="ISA virus",
        incidence_sea=0.02,
        season=SPRING,
        days=33.0,
        rise=0.4,
        share_dead=0.066,
        appetite_loss=0.3,
        affected=0.4,
        cage_days=20.0,
    ),
    Profile(
        name="Cardiomyopathy syndrome (CMS)",
        agent="Piscine myocarditis virus",
        incidence_sea=0.12,
        course_sea=(0.0, 0.1, 0.3, 0.6, 1.2, 1.7, 2.0, 2.1),
        season=DARK,
        days=120.0,
        rise=0.4,
        share_dead=0.05,
        appetite_loss=0.1,
        affected=0.7,
        cage_days=20.0,
    ),
    Profile(
        name="Winter ulcer",
        agent="Moritella viscosa",
        incidence_sea=0.08,
        course_sea=(1.5, 1.2, 1.0, 0.9, 0.9, 0.9, 0.8, 0.8),
        season=COLD,
        days=70.0,
        rise=0.35,
        share_dead=0.03,
        appetite_loss=0.2,
        affected=0.6,
        cage_days=14.0,
        vaccine=(0.5, 0.5),
        remedy=int(Remedy.FLORFENICOL),
        relief=0.3,
        again_days=120,
    ),
)


def figures_of_diseases() -> Iterator[tuple[str, object, str, str]]:
    """Every number of the profiles: its name, value, unit and source."""
    for disease, profile in zip(Disease, PROFILES, strict=True):
        for item in fields(profile):
            if item.name not in ("name", "agent"):
                yield (
                    f"diseases.{disease.name.lower()}.{item.name}",
                    getattr(profile, item.name),
                    item.metadata["unit"],
                    item.metadata["source"],
                )
