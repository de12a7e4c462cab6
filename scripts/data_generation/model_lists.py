"""Which models the books are made of, and which of the generator's own tables readers may see."""

from django.apps import apps
from django.db import models

from scripts.data_generation.models import DiseaseOutbreak, SensorFault, WaterEvent

# The apps of the books.
BOOKS = (
    "infrastructure",
    "batch",
    "environmental",
    "inventory",
    "health",
    "harvest",
    "broodstock",
)

# What the generator knows and the books only show; not its runs, sessions and chunks.
OWN_BOOKS: tuple[type[models.Model], ...] = (DiseaseOutbreak, SensorFault, WaterEvent)


def sorted_models(labels: tuple[str, ...]) -> list[type[models.Model]]:
    """All models of these apps, history included, by table name."""
    found = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return sorted(found, key=lambda model: model._meta.db_table)
