"""What holds for every table of the books: names, texts, managers, history."""

from typing import Any

import pytest
from django.apps import apps
from simple_history.models import HistoricalChanges

from aquamind.tables.manager import ColumnsManager
from tests.apps.whole_books import DOMAINS, one_of_each

MODELS = [model for domain in DOMAINS for model in apps.get_app_config(domain).get_models()]
BOOKS = [model for model in MODELS if not issubclass(model, HistoricalChanges)]

WITH_HISTORY = {
    *(m for m in BOOKS if m._meta.app_label == "infrastructure"),
    *(
        apps.get_model(label)
        for label in [
            "batch.Batch",
            "batch.BatchContainerAssignment",
            "batch.BatchTransferWorkflow",
            "batch.TransferAction",
            "inventory.FeedPurchase",
            "inventory.FeedContainerStock",
            "health.Treatment",
            "harvest.HarvestEvent",
            "harvest.HarvestLot",
            "harvest.HarvestWaste",
        ]
    ),
}


@pytest.mark.django_db
def test_every_model_has_a_text() -> None:
    rows = one_of_each()
    assert set(rows) == set(BOOKS)
    for model, row in rows.items():
        fetched = model._default_manager.get(pk=row.pk)
        assert str(fetched).strip(), model
        assert " object (" not in str(fetched), model


@pytest.mark.django_db
def test_every_row_of_the_whole_books_is_valid() -> None:
    for row in one_of_each().values():
        row.full_clean()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_manager_takes_columns(model: Any) -> None:
    assert isinstance(model._default_manager, ColumnsManager)


def test_history_is_kept_where_it_should_be() -> None:
    found = {m for m in BOOKS if hasattr(m._meta, "simple_history_manager_attribute")}
    assert found == WITH_HISTORY


@pytest.mark.django_db
def test_history_is_written_on_save() -> None:
    rows = one_of_each()
    for model in WITH_HISTORY:
        row: Any = rows[model]
        row.save()
        assert [change.history_type for change in row.history.all()] == ["~", "+"], model


@pytest.mark.django_db
def test_history_stays_when_a_row_is_deleted() -> None:
    lot: Any = one_of_each()[apps.get_model("harvest.HarvestLot")]
    key, history = lot.pk, type(lot).history
    lot.delete()
    assert history.filter(id=key).first().history_type == "-"


def test_plurals_are_english() -> None:
    plurals = {str(model._meta.verbose_name_plural) for model in BOOKS}
    wrong = {"geographys", "speciess", "batchs", "weather datas", "harvest wastes"}
    assert not plurals & wrong
    assert not [plural for plural in plurals if plural.endswith(("ys", "chs", "datas"))]
