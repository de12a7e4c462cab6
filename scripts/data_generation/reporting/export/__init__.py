"""The books as files for analysis: Parquet or CSV, a data dictionary and a manifest."""
