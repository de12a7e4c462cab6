"""The generator as a Django app: its own tables are runs, sessions and chunks."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from apps.explorer import generation
from apps.explorer.generation import GenerationFacts

FACTS = "scripts.data_generation.pages.explorer_facts.GeneratorFacts"


class DataGenerationConfig(AppConfig):
    """The suite that fills AquaMind's books."""

    name = "scripts.data_generation"
    label = "data_generation"
    verbose_name = "Data generation"

    def ready(self) -> None:
        """Have the explorer's pages ask the generator for what only it knows."""
        generation.use(_facts)


def _facts() -> GenerationFacts:
    """Looked up by name, because models cannot be imported yet when Django reads this module."""
    found: GenerationFacts = import_string(FACTS)()
    return found
