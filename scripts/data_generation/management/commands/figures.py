"""`manage.py figures`: every figure of the farm with its unit and its source."""

from scripts.data_generation.management.page_command import PageCommand
from scripts.data_generation.reporting.documents.figures_page import figures_page


class Command(PageCommand):
    """The page of figures."""

    help = "Show every figure of the farm with its unit and its source."
    file_name = "figures.md"

    def page(self) -> str:
        """Made from the configuration."""
        return figures_page()
