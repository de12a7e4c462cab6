"""Commands called from where signals are not theirs: another thread, or a running event loop."""

import asyncio
import signal
import threading
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

NULL = {"scale": "ci", "days": 10, "sink": "null"}


def in_a_thread(what: Callable[[], object]) -> list[BaseException]:
    """Do it in another thread; what was raised there."""
    raised: list[BaseException] = []

    def caught() -> None:
        try:
            what()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=caught)
    thread.start()
    thread.join()
    return raised


def test_a_run_lives_in_a_thread() -> None:
    out = StringIO()
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    assert in_a_thread(lambda: call_command("generate_data", stdout=out, **NULL)) == []
    assert "rows/s generated" in out.getvalue()
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


@pytest.mark.parametrize(
    "typed",
    [
        ("generation_status",),
        ("generate_data", "--validate-only", "--list-checks"),
        ("export_generation", "--out=/nowhere/there"),
        ("benchmark_generation", "--quick", "--days=1000000000"),
    ],
)
@pytest.mark.usefixtures("committed")
def test_no_command_needs_the_main_thread(typed: tuple[str, ...]) -> None:
    raised = in_a_thread(lambda: call_command(*typed, stdout=StringIO()))
    # What they refuse they refuse in their own words.
    assert [error for error in raised if not isinstance(error, CommandError)] == []
    assert "main thread" not in "".join(map(str, raised))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        ("generation_status",),
        ("generation_report",),
        ("generate_data", "--session=1", "--scale=ci", "--days=3"),
        ("generate_data", "--resume"),
        ("generate_data", "--clear", "--yes"),
        ("generate_data", "--validate-only"),
        ("generate_data", "--report"),
        ("generate_data", "--extend-years=1"),
        ("demo_user",),
    ],
    ids=" ".join,
)
def test_a_running_loop_is_told_what_to_do(typed: tuple[str, ...]) -> None:
    async def cell() -> None:
        call_command(*typed, stdout=StringIO())

    with pytest.raises(CommandError, match="call it in a thread, or set DJANGO_ALLOW_ASYNC_UNSAFE"):
        asyncio.run(cell())


def test_a_run_that_writes_nothing_lives_in_a_running_loop() -> None:
    async def cell() -> str:
        out = StringIO()
        call_command("generate_data", stdout=out, **NULL)
        return out.getvalue()

    assert "rows/s generated" in asyncio.run(cell())
