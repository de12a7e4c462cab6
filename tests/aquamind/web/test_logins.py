"""Wrong passwords: slowed, then locked for a while, at every door; and whose address is counted."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PASSWORD = "the right one"
# A try that is let in, one that is told that it was wrong, and one that is not looked at.
IN, WRONG, REFUSED = "let in", "wrong", "refused"


@pytest.fixture(autouse=True)
def keeper(settings) -> User:
    """Somebody with a password, which is cheap to look at."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return User.objects.create_superuser("keeper", password=PASSWORD)


def by_form(address: str) -> Any:
    """A way in that is a form at this address."""

    def try_it(client: Client, password: str, name: str = "keeper", **headers: str) -> Any:
        return client.post(address, {"username": name, "password": password}, headers=headers)

    return try_it


def by_header(client: Client, password: str, name: str = "keeper", **headers: str) -> Any:
    """The API's way in."""
    word = base64.b64encode(f"{name}:{password}".encode()).decode()
    return client.get(reverse("api:sites"), headers={"authorization": f"Basic {word}", **headers})


DOORS = {
    "pages": by_form("/accounts/login/"),
    "admin": by_form("/admin/login/?next=/admin/"),
    "API": by_header,
}


def outcome(answer: Any) -> str:
    if answer.status_code == 429:
        assert int(answer.headers["Retry-After"]) >= 1
        return REFUSED
    if answer.status_code == 302 or (answer.status_code == 200 and "results" in str(answer)):
        return IN
    if answer.status_code == 200 and answer.headers["Content-Type"] == "application/json":
        return IN
    assert answer.status_code in (200, 401)
    return WRONG


@pytest.mark.parametrize("door", DOORS)
def test_wrong_passwords_are_slowed_then_locked_and_the_right_one_has_to_wait(door) -> None:
    enter = DOORS[door]
    with time_machine.travel(NOON, tick=False) as clock:
        said = []
        for _ in range(60):
            said.append(outcome(enter(Client(), "guessed")))
            clock.shift(timedelta(seconds=1))
        # Within a minute: two for nothing, then after 0, 1, 2, 4, 8, 16 and 32 seconds.
        assert said[:3] == [WRONG, WRONG, REFUSED]
        assert outcome(enter(Client(), PASSWORD)) == REFUSED
        clock.shift(timedelta(minutes=2))
        for _ in range(2):
            assert outcome(enter(Client(), "guessed")) == REFUSED
            clock.shift(timedelta(minutes=3))
        # Ten wrong ones in all: locked from the last of them on for a quarter of an hour.
        assert outcome(enter(Client(), PASSWORD)) == REFUSED
        clock.shift(timedelta(minutes=15))
        assert outcome(enter(Client(), PASSWORD)) == IN


@pytest.mark.parametrize("door", DOORS)
def test_a_pause_is_told_and_ends(door) -> None:
    enter = DOORS[door]
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(4):
            answer = enter(Client(), "guessed")
            clock.shift(timedelta(seconds=1))
        assert outcome(answer) == REFUSED
        assert "Too many wrong passwords" in answer.content.decode()
        assert "Try again in 2 seconds" in answer.content.decode()
        clock.shift(timedelta(seconds=1))
        assert outcome(enter(Client(), PASSWORD)) == IN


def test_some_wrong_ones_are_forgotten_after_the_right_one() -> None:
    enter = DOORS["pages"]
    for _ in range(3):
        assert [outcome(enter(Client(), p)) for p in ("a", "b", PASSWORD)] == [WRONG, WRONG, IN]


def lock(**headers: str) -> None:
    """Guess until nobody listens any more."""
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(10):
            DOORS["pages"](Client(), "guessed", **headers)
            clock.shift(timedelta(seconds=70))


def test_a_name_can_be_unlocked_by_hand() -> None:
    with time_machine.travel(NOON + timedelta(minutes=12), tick=False):
        lock()
        assert outcome(DOORS["API"](Client(), PASSWORD)) == REFUSED
        call_command("axes_reset_username", "keeper", verbosity=0)
        assert outcome(DOORS["API"](Client(), PASSWORD)) == IN


def test_other_names_and_other_addresses_are_let_in(settings) -> None:
    settings.BEHIND_PROXY = True
    User.objects.create_superuser("other", password=PASSWORD)
    enter = DOORS["pages"]
    with time_machine.travel(NOON + timedelta(minutes=12), tick=False):
        lock(**{"X-Forwarded-For": "203.0.113.7"})
        here, elsewhere = {"X-Forwarded-For": "203.0.113.7"}, {"X-Forwarded-For": "203.0.113.8"}
        assert outcome(enter(Client(), PASSWORD, **here)) == REFUSED
        assert outcome(enter(Client(), PASSWORD, name="other", **here)) == IN
        assert outcome(enter(Client(), PASSWORD, **elsewhere)) == IN


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded"),
    [
        # Without a proxy the header is a claim of the client's.
        (False, "198.51.100.{}"),
        # With one, what stands before the proxy's own entry is.
        (True, "198.51.100.{}, 203.0.113.7"),
        (True, "198.51.100.{}, 203.0.113.7:50{}"),
        (True, "198.51.100.{}, [2001:db8::7]:50{}"),
        (True, "198.51.100.{}, no address"),
    ],
)
def test_nobody_hides_behind_a_forged_address(settings, behind_proxy, forwarded) -> None:
    settings.BEHIND_PROXY = behind_proxy
    with time_machine.travel(NOON, tick=False):
        for number in range(10, 13):
            claimed = {"X-Forwarded-For": forwarded.replace("{}", str(number))}
            answer = DOORS["pages"](Client(), "guessed", **claimed)
        assert outcome(answer) == REFUSED


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "name", ["", "kee\0per", "x" * 5000, "\U0001f41f", "%00", "'; --", "\ud7ff" * 300]
)
def test_no_name_is_too_odd_to_be_refused(door, name) -> None:
    for _ in range(2):
        assert outcome(DOORS[door](Client(), "guessed\0", name=name)) == WRONG
