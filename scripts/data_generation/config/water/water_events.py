"""Water events: storms, blooms, heat, cold and lack of oxygen, and what they do to fish.

The strength of an event lies between 0 and 1. Over its days an event rises to it and falls again,
as half a sine wave.
"""

from dataclasses import dataclass
from enum import IntEnum

from scripts.data_generation.config.figures import between, figure

EVENTS = "docs/realism.md, water events"
STRESS = "docs/realism.md, appetite and deaths in bad water"


class EventKind(IntEnum):
    """The kinds of event. The numbers are stored with runs: append, never renumber."""

    STORM = 0
    ALGAE_BLOOM = 1
    HEAT_WAVE = 2
    COLD_SNAP = 3
    OXYGEN_DEPLETION = 4

    @property
    def label(self) -> str:
        """The kind's name for readers."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, kw_only=True)
class WaterEvents:
    """Rates are events per year of one area; heat waves and cold snaps strike a whole coast."""

    bloom_rate_faroe: float = figure(
        0.5,
        "blooms per year and area, harmless ones included",
        f"{EVENTS}: 0.02-0.06 harmful",
        between(0, 3),
    )
    bloom_rate_scotland: float = figure(
        0.9,
        "blooms per year and area, harmless ones included",
        f"{EVENTS}: 0.1-0.3 harmful",
        between(0, 3),
    )
    bloom_harmful_faroe: float = figure(
        0.08,
        "share of the blooms that are harmful, with a strength of 0.7-1",
        EVENTS,
        between(0, 1),
    )
    bloom_harmful_scotland: float = figure(
        0.20,
        "share of the blooms that are harmful, with a strength of 0.7-1",
        EVENTS,
        between(0, 1),
    )
    bloom_first_day: int = figure(
        115, "first day of the year on which one begins", f"{EVENTS}: peak in July", between(1, 366)
    )
    bloom_last_day: int = figure(
        235, "last day of the year on which one begins", EVENTS, between(1, 340)
    )
    bloom_days_min: int = figure(5, "days", f"{EVENTS}: 3-14 d", between(1, 30))
    bloom_days_max: int = figure(14, "days", f"{EVENTS}: 3-14 d", between(1, 30))
    bloom_swing_percent: float = figure(
        20.0,
        "% of saturation added to the amplitude over a day",
        f"{EVENTS}: 110-130 by day, 50-75 by night",
        between(0, 50),
    )
    bloom_loss_percent: float = figure(
        4.0, "% of saturation taken from the daily mean", EVENTS, between(0, 50)
    )
    bloom_acidity: float = figure(
        0.30, "pH added", "a choice: photosynthesis takes carbon dioxide", between(0, 1)
    )
    bloom_acidity_swing: float = figure(
        0.12, "pH added to the amplitude over a day", "a choice", between(0, 1)
    )
    bloom_chlorophyll: float = figure(
        2.5, "ln of the factor on chlorophyll", "a choice: times 12", between(0, 5)
    )
    bloom_attenuation_per_m: float = figure(
        0.25, "1/m added to the attenuation of light", "a choice", between(0, 5)
    )

    heat_rate: float = figure(0.5, "events per year and coast", EVENTS, between(0, 3))
    heat_first_day: int = figure(
        175, "first day of the year on which one begins", "July to September", between(1, 366)
    )
    heat_last_day: int = figure(
        250, "last day of the year on which one begins", EVENTS, between(1, 340)
    )
    heat_days_min: int = figure(8, "days", EVENTS, between(1, 60))
    heat_days_max: int = figure(25, "days", EVENTS, between(1, 60))
    heat_faroe_c: float = figure(1.3, "degrees C", EVENTS, between(0, 6))
    heat_scotland_c: float = figure(1.9, "degrees C", EVENTS, between(0, 6))
    cold_rate: float = figure(0.5, "events per year and coast", EVENTS, between(0, 3))
    cold_first_day: int = figure(
        3, "first day of the year on which one begins", "January to March", between(1, 366)
    )
    cold_last_day: int = figure(
        85, "last day of the year on which one begins", EVENTS, between(1, 340)
    )
    cold_days_min: int = figure(6, "days", EVENTS, between(1, 60))
    cold_days_max: int = figure(20, "days", EVENTS, between(1, 60))
    cold_c: float = figure(1.4, "degrees C", EVENTS, between(0, 6))

    depletion_rate_faroe: float = figure(0.8, "events per year and area", EVENTS, between(0, 3))
    depletion_rate_scotland: float = figure(1.3, "events per year and area", EVENTS, between(0, 3))
    depletion_first_day: int = figure(
        213,
        "first day of the year on which one begins",
        f"{EVENTS}: August to October",
        between(1, 366),
    )
    depletion_last_day: int = figure(
        285, "last day of the year on which one begins", EVENTS, between(1, 340)
    )
    depletion_days_min: int = figure(3, "days", "slack water of a neap tide", between(1, 30))
    depletion_days_max: int = figure(8, "days", "slack water of a neap tide", between(1, 30))
    depletion_loss_percent: float = figure(
        24.0, "% of saturation", f"{EVENTS}: autumn minima 65-80 %", between(0, 70)
    )
    depletion_swing_percent: float = figure(
        3.0, "% of saturation added to the amplitude over a day", EVENTS, between(0, 50)
    )
    depletion_current: float = figure(
        0.7, "ln of the factor by which the current falls", "a choice: half", between(0, 5)
    )
    strength_min: float = figure(
        0.3, "least strength", "a choice: nobody notes weaker ones", between(0, 1)
    )
    storm_mixing: float = figure(
        0.5,
        "share of the way to full saturation, and share of the daily amplitude lost",
        "a choice: breaking waves",
        between(0, 1),
    )
    storm_gust_full_m_s: float = figure(
        45.0,
        "m/s at which a storm has strength 1; at storm_gust_m_s it has the least strength",
        "a choice",
        between(28, 90),
    )

    oxygen_knots_c: tuple[float, ...] = figure(
        (7.0, 11.0, 15.0, 19.0), "degrees C", f"{STRESS}: Remen et al. 2016", between(-2, 30)
    )
    oxygen_full_percent: tuple[float, ...] = figure(
        (42.0, 53.0, 66.0, 76.0),
        "% of saturation that full appetite needs",
        f"{STRESS}: Remen et al. 2016",
        between(0, 150),
    )
    oxygen_none_percent: tuple[float, ...] = figure(
        (24.0, 29.0, 35.0, 40.0),
        "% of saturation at which no appetite is left",
        f"{STRESS}: limiting saturation, Remen et al. 2016",
        between(0, 150),
    )
    bloom_appetite: float = figure(0.7, "share of appetite lost", "a choice", between(0, 1))
    heat_appetite: float = figure(0.15, "share of appetite lost", "a choice", between(0, 1))
    cold_appetite: float = figure(0.15, "share of appetite lost", "a choice", between(0, 1))
    bloom_hazard: float = figure(
        0.03, "hazard per day at strength 1", f"{STRESS}: 8 million fish in May 2019", between(0, 1)
    )
    bloom_harmful_from: float = figure(0.5, "strength", STRESS, between(0, 0.99))
    depletion_hazard: float = figure(
        0.01, "hazard per day at 20 % of saturation below the critical one", STRESS, between(0, 1)
    )
    critical_percent: float = figure(
        60.0,
        "% of saturation at the day's lowest",
        f"{STRESS}: sub-optimal below 60",
        between(0, 100),
    )
    storm_hazard: float = figure(0.00015, "hazard per day at strength 1", STRESS, between(0, 1))
