"""`manage.py checks`: every check of the books, as the page docs/validation.md."""

from scripts.data_generation.management.page_command import PageCommand
from scripts.data_generation.reporting.documents.checks_page import checks_page


class Command(PageCommand):
    """The page of checks."""

    help = "Show every check of the books with what it proves and where its bounds are from."
    file_name = "validation.md"

    def page(self) -> str:
        """Made from the registry of checks."""
        return checks_page()
