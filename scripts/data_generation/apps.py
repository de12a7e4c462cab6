"""The generator as a Django app: its own tables are runs, sessions and chunks."""

from django.apps import AppConfig


class DataGenerationConfig(AppConfig):
    """The suite that fills AquaMind's books."""

    name = "scripts.data_generation"
    label = "data_generation"
    verbose_name = "Data generation"
