"""Log lines follow standard error, wherever it leads."""

import logging
import sys
from io import StringIO

import pytest

from aquamind.shell.log_handler import StandardError, only_warnings

pytestmark = pytest.mark.no_database


@pytest.fixture
def logger() -> logging.Logger:
    """A logger of its own, whose handler was made before the test's standard error."""
    log = logging.Logger("of a test")
    log.addHandler(StandardError())
    return log


def test_a_line_goes_where_standard_error_leads_by_then(logger, monkeypatch) -> None:
    for _ in range(2):
        stream = StringIO()
        monkeypatch.setattr(sys, "stderr", stream)
        logger.info("fish arrived in %s", "A03")
        assert stream.getvalue() == "fish arrived in A03\n"


@pytest.mark.parametrize("kind", ["closed", "none"])
def test_nothing_is_said_where_nothing_can_be(logger, monkeypatch, kind) -> None:
    stream = StringIO()
    stream.close()
    monkeypatch.setattr(sys, "stderr", None if kind == "none" else stream)
    logger.error("a storm")


def test_only_warnings_for_a_while(logger, capsys) -> None:
    with only_warnings():
        logger.info("left out")
        logger.warning("seen")
    logger.info("seen again")
    assert capsys.readouterr().err == "seen\nseen again\n"
