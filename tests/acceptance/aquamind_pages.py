"""Run by AquaMind's own Python, in its folder: asks every list of its API, and says what came.

Nothing of this project is imported here. Its argument is the name of an account that may read all.
Prints a line of JSON for each address.
"""

import json
import re
import sys
import time
from typing import Any

import django

sys.path.insert(0, ".")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - needs set-up
from drf_spectacular.generators import SchemaGenerator  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402

SKIPPED = re.compile(r"\{|/auth/")


def addresses() -> list[str]:
    """Every address that may be read and names no single thing, as AquaMind's schema has them.

    Without those that sign somebody in: they make accounts.
    """
    generator: Any = SchemaGenerator
    paths = generator().get_schema(request=None, public=True)["paths"]
    return sorted(
        path for path, ways in paths.items() if "get" in ways and not SKIPPED.search(path)
    )


def main() -> None:
    """Ask as the account that was made for it."""
    client: Any = APIClient(raise_request_exception=False, SERVER_NAME="localhost")
    client.force_authenticate(get_user_model().objects.get(username=sys.argv[1]))
    for path in addresses():
        begun = time.monotonic()
        answer = client.get(path)
        found = {"path": path, "status": answer.status_code, "seconds": time.monotonic() - begun}
        print(json.dumps(found), flush=True)  # noqa: T201 - the answer


main()
