"""The configuration of the app broodstock, for Django."""

from django.apps import AppConfig


class BroodstockConfig(AppConfig):
    """The domain broodstock of the books."""

    name = "apps.broodstock"
    label = "broodstock"
    verbose_name = "Broodstock"
