"""The models that the books are made of, by domain."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from scripts.data_generation.model_lists import BOOKS

DOMAINS = (*BOOKS, "data_generation")


def models_of(domain: str) -> Iterator[type[models.Model]]:
    """Every model of a domain, the tables of change histories included."""
    return apps.get_app_config(domain).get_models(include_auto_created=True)


def every_model() -> Iterator[type[models.Model]]:
    """Every model of the books, the generator's own included."""
    return (model for domain in DOMAINS for model in models_of(domain))


def models_with_table(*domains: str) -> Iterator[type[models.Model]]:
    """The models of these domains, or of all, whose table this database has."""
    there = set(connection.introspection.table_names())
    for domain in domains or DOMAINS:
        yield from (model for model in models_of(domain) if model._meta.db_table in there)
