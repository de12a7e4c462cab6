"""The configuration of the app environmental, for Django."""

from django.apps import AppConfig


class EnvironmentalConfig(AppConfig):
    """The domain environment of the books."""

    name = "apps.environmental"
    label = "environmental"
    verbose_name = "Environment"
