"""Measures of the books: digits, places, bounds and unit of a decimal column, said once.

`models.DecimalField(**WEIGHT_G, null=True, blank=True)` is a weight in grams wherever it stands.
The bounds are validators: forms, `full_clean()` and `aquamind.columnar.columns` hold to them.
"""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


def between(low: float | None = None, high: float | None = None) -> list[Any]:
    """Validators for a value from LOW to HIGH, both allowed; None is an open end."""
    validators: list[Any] = []
    if low is not None:
        validators.append(MinValueValidator(low))
    if high is not None:
        validators.append(MaxValueValidator(high))
    return validators


def bounds(field: "models.Field[Any, Any]") -> tuple[Any, Any]:
    """The least and greatest value that FIELD's validators allow; None is an open end."""
    lows: list[Any] = []
    highs: list[Any] = []
    for validator in field.validators:
        # MinLengthValidator and its like are bounds on something else.
        for kind, found in ((MinValueValidator, lows), (MaxValueValidator, highs)):
            if isinstance(validator, kind):
                limit = validator.limit_value
                found.append(limit() if callable(limit) else limit)
    return max(lows, default=None), min(highs, default=None)


def measure(
    digits: int,
    places: int,
    unit: str,
    low: float | None = None,
    high: float | None = None,
) -> dict[str, Any]:
    """DecimalField's arguments for numeric(DIGITS, PLACES) in UNIT, from LOW to HIGH."""
    return {
        "max_digits": digits,
        "decimal_places": places,
        "validators": between(low, high),
        "help_text": f"[{unit}]",
    }


LATITUDE = measure(9, 6, "degrees north", -90, 90)
LONGITUDE = measure(9, 6, "degrees east", -180, 180)

VOLUME_M3 = measure(10, 2, "m3", 0.01)
FLOOR_M2 = measure(10, 2, "m2", 0.01)
CAPACITY_KG = measure(10, 2, "kg", 0.01)
SITE_CAPACITY_KG = measure(12, 2, "kg", 0.01)

WEIGHT_G = measure(10, 2, "g", 0)
LENGTH_CM = measure(10, 2, "cm", 0)
# Fulton's factor, 100 g / cm3: 1.0 is a lean salmon, 1.6 a very fat one.
CONDITION = measure(10, 2, "100 g / cm3", 0)
CONDITION_FINE = measure(10, 4, "100 g / cm3", 0)
BIOMASS_KG = measure(10, 2, "kg", 0)
TOTAL_BIOMASS_KG = measure(12, 2, "kg", 0)
GROWTH_KG = measure(10, 2, "kg, negative when more died than grew")
LOT_KG = measure(12, 3, "kg", 0)

FEED_KG = measure(10, 2, "kg", 0)
MEAL_KG = measure(10, 4, "kg", 0)
# A day's feed of first-feeding fry stays under a tenth of their weight; the rest is head room.
FEEDING_PERCENTAGE = measure(8, 6, "% of biomass", 0)
FEED_RATIO = measure(5, 3, "kg of feed per kg of growth", 0)
PELLET_MM = measure(5, 2, "mm", 0.01)
MONEY = measure(10, 2, "currency of the geography", 0)
TREATMENT_COST = measure(12, 2, "EUR", 0)

PERCENTAGE = measure(5, 2, "%", 0, 100)
CONFIDENCE = measure(3, 2, "0 to 1", 0, 1)

TEMPERATURE_C = measure(5, 2, "degrees C", -60, 60)
WATER_TEMPERATURE_C = measure(5, 2, "degrees C", -5, 40)
OXYGEN = measure(5, 2, "mg/L", 0, 100)
SALINITY = measure(5, 2, "PSU", 0, 50)
PH = measure(5, 2, "pH", 0, 14)
PH_SHORT = measure(4, 2, "pH", 0, 14)
WIND_SPEED = measure(6, 2, "m/s", 0, 150)
PRECIPITATION = measure(6, 2, "mm", 0)
WAVE_HEIGHT = measure(5, 2, "m", 0, 50)
WAVE_PERIOD = measure(5, 2, "s", 0, 60)
DAY_LENGTH = measure(5, 2, "hours", 0, 24)
LIGHT = measure(10, 2, "lux", 0)
READING = measure(10, 4, "unit of the parameter")
PARAMETER_BOUND = measure(10, 2, "unit of the parameter")
