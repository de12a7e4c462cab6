"""A chunk into the books, and the files beside them."""
