"""Python loads this at its start where PYTHONPATH says so: a clock that is set back.

It is WRONG_CLOCK_DAYS behind, and by as much again from when the file WRONG_CLOCK_JUMP appears.
"""

import os
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

BACK = timedelta(days=float(os.environ["WRONG_CLOCK_DAYS"]))
JUMP = Path(os.environ["WRONG_CLOCK_JUMP"])


def _jump_when_told() -> None:
    while not JUMP.exists():
        time.sleep(0.01)
    clock.shift(-BACK)
    JUMP.unlink()


clock = time_machine.travel(datetime.now(UTC) - BACK, tick=True).start()
threading.Thread(target=_jump_when_told, daemon=True).start()
