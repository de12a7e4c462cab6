"""Tables without the constraints by which a database itself keeps broken rows out.

Both databases undo it with the transaction. For tables that no other points to.
"""

from django.db import connection, models


def loosen(model: type[models.Model]) -> None:
    """Take unique constraints, checks and NOT NULL off the table of a model."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"CREATE TABLE loosened AS SELECT * FROM {table}")
            cursor.execute(f"DROP TABLE {table}")
            cursor.execute(f"ALTER TABLE loosened RENAME TO {table}")
            return
        known = connection.introspection.get_constraints(cursor, model._meta.db_table)
        for name, one in known.items():
            if (one["unique"] or one["check"]) and not one["primary_key"]:
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {quote(name)}")
        for field in model._meta.local_concrete_fields:
            # The time by which a hypertable is cut stays as it is.
            if not field.primary_key and field.name not in ("timestamp", "reading_time"):
                cursor.execute(f"ALTER TABLE {table} ALTER {quote(field.attname)} DROP NOT NULL")
