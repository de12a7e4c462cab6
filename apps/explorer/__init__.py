"""The explorer: pages and a JSON API that show the books, and change nothing."""
