"""What the pages and the API show, asked of the books: one module a subject."""
