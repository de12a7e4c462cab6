"""Books without a batch: pages say so, and tell of no day that nobody lived."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from django.views.defaults import server_error

from apps.explorer.figures.history import days_of_the_books

pytestmark = pytest.mark.django_db


def test_the_company_says_that_its_books_are_empty(client) -> None:
    client.force_login(get_user_model().objects.create_user("reader"))
    text = client.get(reverse("explorer:company")).content.decode()
    assert "The books are empty" in text
    assert "2000" not in text.replace("20000", "")


def test_the_days_of_no_books_are_today() -> None:
    assert days_of_the_books().last == timezone.now().date()


def test_what_broke_has_a_page(rf) -> None:
    text = server_error(rf.get("/")).content.decode()
    assert "Something broke" in text
    assert "AquaMind" in text
