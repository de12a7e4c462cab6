"""bulk_create for columns: checked, encoded, and written the fastest way the database has."""
