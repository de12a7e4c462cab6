"""`manage.py columns`: what every column of the books means, as the page docs/columns.md."""

from scripts.data_generation.management.page_command import PageCommand
from scripts.data_generation.reporting.documents.columns_page import columns_page


class Command(PageCommand):
    """The page of columns."""

    help = "Show every column of the books with its unit and what it means."
    file_name = "columns.md"

    def page(self) -> str:
        """Made from the models and their meanings."""
        return columns_page()
