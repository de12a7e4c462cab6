"""The signals that ask a command to end."""

import signal

# Ctrl-C, a service manager or a shutdown, a terminal that goes away; Windows lacks the last.
STOP_SIGNALS = tuple(
    signal.Signals[name] for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
