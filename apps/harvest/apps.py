"""The configuration of the app harvest, for Django."""

from django.apps import AppConfig


class HarvestConfig(AppConfig):
    """The domain harvest of the books."""

    name = "apps.harvest"
    label = "harvest"
    verbose_name = "Harvest"
