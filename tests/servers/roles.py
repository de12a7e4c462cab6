"""Roles of a server that may do less than own the tables."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.faults.books import Books

NAME = "aquamind_{purpose}"
PASSWORD = "for-tests-only"


@contextmanager
def role_of(books: Books, tables: str, sequences: str = "") -> Iterator[str]:
    """While it is entered, a role with these rights, and the books' connection is its own.

    What is yielded is the address by which the role reaches the books.
    """
    role = f"{books.name}_role"
    books.ask(f"CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'")
    settings = books.connection.settings_dict
    owner = {key: settings[key] for key in ("USER", "PASSWORD")}
    try:
        books.ask(f"GRANT USAGE ON SCHEMA public TO {role}")
        books.ask(f"GRANT {tables} ON ALL TABLES IN SCHEMA public TO {role}")
        if sequences:
            books.ask(f"GRANT {sequences} ON ALL SEQUENCES IN SCHEMA public TO {role}")
        books.connection.close()
        settings |= {"USER": role, "PASSWORD": PASSWORD}
        yield f"timescale://{role}:{PASSWORD}@{settings['HOST']}:{settings['PORT']}/{books.name}"
    finally:
        books.connection.close()
        settings |= owner
        books.ask(f"DROP OWNED BY {role}")
        books.ask(f"DROP ROLE {role}")
