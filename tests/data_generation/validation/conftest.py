"""Says at the end of the tests how many mutations of the books the checks have seen."""

import pytest

MUTATION = "test_a_check_sees_what_is_broken["


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The mutation score: killed, that is seen, of all that were tried."""
    tried = {
        state: sum(MUTATION in report.nodeid for report in terminalreporter.stats.get(state, []))
        for state in ("passed", "failed", "error")
    }
    everything = sum(tried.values())
    if everything:
        killed = tried["passed"]
        terminalreporter.write_line(
            f"mutation score: {killed} of {everything} killed ({killed / everything:.0%})"
        )
