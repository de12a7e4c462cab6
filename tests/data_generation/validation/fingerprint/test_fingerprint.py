"""The fingerprint sees every change of content and no change of order or keys."""

import pytest
from django.contrib.auth import get_user_model

from apps.batch.models import GrowthSample, MortalityEvent
from scripts.data_generation.generators.keys import KEYED_MODELS
from scripts.data_generation.model_lists import BOOKS, OWN_BOOKS, sorted_models
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.validation.fingerprint.fingerprint import (
    CLOCK_FIELDS,
    NAMED_MODELS,
    as_json,
    fingerprint,
)

pytestmark = pytest.mark.usefixtures("company")


def test_one_changed_value_changes_its_table_alone(company: GenerationRun) -> None:
    before = fingerprint(company.key_bases)
    row = MortalityEvent.objects.first()
    MortalityEvent.objects.filter(pk=row.pk).update(count=row.count + 1)
    after = fingerprint(company.key_bases)
    MortalityEvent.objects.filter(pk=row.pk).update(count=row.count)
    assert {t for t in before if before[t] != after[t]} == {"batch_mortalityevent"}
    assert fingerprint(company.key_bases) == before


def test_order_and_surrogate_keys_do_not_count(company: GenerationRun) -> None:
    before = fingerprint(company.key_bases)
    row = MortalityEvent.objects.first()
    old = row.pk
    row.delete()
    row.pk = None
    row.save()
    assert row.pk != old
    assert fingerprint(company.key_bases) == before


def test_a_lost_and_a_doubled_row_show(company: GenerationRun) -> None:
    before = fingerprint(company.key_bases)["batch_mortalityevent"]
    row = MortalityEvent.objects.first()
    row.pk = None
    row.save()
    doubled = fingerprint(company.key_bases)["batch_mortalityevent"]
    row.delete()
    assert doubled.rows == before.rows + 1
    assert doubled.digest != before.digest


def test_tables_without_rows_are_left_out_and_text_is_stable(company: GenerationRun) -> None:
    found = fingerprint(company.key_bases)
    assert GrowthSample._meta.db_table in found
    models = (*sorted_models(BOOKS), *OWN_BOOKS)
    filled = {m._meta.db_table for m in models if m._default_manager.exists()}
    assert "data_generation_diseaseoutbreak" in filled
    assert set(found) == filled
    assert as_json(found) == as_json(dict(reversed(found.items())))


def test_no_row_is_pointed_to_by_a_key_that_another_database_gives_otherwise() -> None:
    known = {model for model, *_ in NAMED_MODELS} | set(KEYED_MODELS) | {get_user_model()}
    pointed_to = {
        field.related_model
        for model in sorted_models(BOOKS)
        for field in model._meta.concrete_fields
        if field.is_relation and field.name not in CLOCK_FIELDS
    }
    assert pointed_to <= known
