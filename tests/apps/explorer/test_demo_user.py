"""The account for a first look: it sees everything, changes nothing, its password is told once."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from apps.infrastructure.models import Area
from tests.commands import printed

pytestmark = pytest.mark.django_db


def demo_user(*options: str) -> str:
    return printed("demo_user", *options)


def password_in(said: str) -> str:
    found = re.search(r"password (\S{16}) ", said)
    assert found
    return found.group(1)


def lets_in(client: Client, password: str) -> bool:
    """Whether the form to log in takes this password."""
    answer = client.post(reverse("login"), {"username": "demo", "password": password})
    return answer.status_code == 302


def test_its_password_opens_the_pages_and_is_told_once() -> None:
    password = password_in(demo_user())
    client = Client()
    assert lets_in(client, password)
    for page in ("explorer:company", "generation:runs", "api:docs", "admin:index"):
        assert client.get(reverse(page)).status_code == 200
    assert password not in demo_user()


def test_another_password_takes_the_place_of_a_lost_one() -> None:
    first = password_in(demo_user())
    second = password_in(demo_user("--new-password"))
    assert first != second
    assert not lets_in(Client(), first)
    assert lets_in(Client(), second)


def test_it_may_look_at_everything_and_change_nothing() -> None:
    demo_user()
    client = Client()
    client.force_login(get_user_model().objects.get(username="demo"))
    listed = reverse(f"admin:{Area._meta.app_label}_{Area._meta.model_name}_changelist")
    assert client.get(listed).status_code == 200
    assert client.get(listed.replace("area/", "area/add/")).status_code == 403
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403
    assert not get_user_model().objects.get(username="demo").is_superuser
