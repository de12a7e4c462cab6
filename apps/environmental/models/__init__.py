"""The water and the sky: parameters, sensor readings, weather and light."""

from apps.environmental.models.parameters import EnvironmentalParameter
from apps.environmental.models.readings import EnvironmentalReading, WeatherData
from apps.environmental.models.surroundings import PhotoperiodData, StageTransitionEnvironmental

__all__ = [
    "EnvironmentalParameter",
    "EnvironmentalReading",
    "PhotoperiodData",
    "StageTransitionEnvironmental",
    "WeatherData",
]
