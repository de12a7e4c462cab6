"""Books that people keep: columns that need not be filled, and counts of nothing, break no page."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from apps.batch.models import GrowthSample
from apps.harvest.models import HarvestLot
from apps.health.models import LiceCount
from apps.inventory.models import FeedContainerStock, FeedPurchase
from tests.apps.explorer.addresses import ONLY_AFTER_A_VALIDATION, every_address
from tests.apps.whole_books import one_of_each

pytestmark = pytest.mark.django_db


def test_counts_of_nothing_break_no_page(client: Client) -> None:
    one_of_each()
    FeedContainerStock.objects.update(initial_quantity_kg=None)
    FeedPurchase.objects.update(quantity_kg=0)
    GrowthSample.objects.update(sample_size=0)
    HarvestLot.objects.update(unit_count=0)
    LiceCount.objects.update(fish_sampled=0)
    client.force_login(get_user_model().objects.create_superuser("head"))
    for (_, name), addresses in every_address().items():
        for address in addresses:
            expected = 404 if name == ONLY_AFTER_A_VALIDATION else 200
            assert client.get(address).status_code == expected, address
