"""All that a worker needs, read once by the process that workers are forked from.

Importing this module sets Django up; only `multiprocessing`'s fork server does so.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aquamind.settings")
django.setup()

import scripts.data_generation.orchestrator.workers.block_writer  # noqa: E402,F401 - needs set-up
