"""Makes a process find what Windows has: on its PYTHONPATH, Python reads this when it starts.

What psutil and the standard library need of Linux to look at disks and to start processes they have
taken before it is hidden; what is imported later, ours with it, finds neither these modules nor
these names.
"""

import os
import shutil
import signal
import subprocess
import sys

import psutil

TAKEN = (psutil, shutil, subprocess)
MODULES = ("fcntl", "grp", "pwd", "readline", "resource", "syslog", "termios", "tty")
OF_SIGNALS = """
    SIGALRM SIGCHLD SIGHUP SIGKILL SIGPIPE SIGUSR1 SIGUSR2 alarm pause pthread_kill pthread_sigmask
    setitimer sigpending sigwait
"""
OF_THE_SYSTEM = """
    fork forkpty getegid geteuid getgid getgroups getloadavg getpgid getuid killpg mkfifo nice
    openpty setsid
"""

for module in MODULES:
    sys.modules[module] = None  # type: ignore[assignment]
for place, names in ((signal, OF_SIGNALS), (os, OF_THE_SYSTEM)):
    for name in names.split():
        delattr(place, name)
