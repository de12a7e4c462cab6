"""Run by a test in a process of its own: every page and answer where no generator is installed.

Prints each address with the status that it was answered with.
"""

import sys

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from tests.apps.explorer.addresses import every_address  # noqa: E402
from tests.apps.whole_books import one_of_each  # noqa: E402


def main() -> None:
    """Make the books, look at all that is shown of them."""
    setup_test_environment()
    call_command("migrate", verbosity=0)
    one_of_each()
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("head"))
    for (namespace, name), addresses in every_address().items():
        for address in addresses:
            status = client.get(address).status_code
            sys.stdout.write(f"{status} {namespace}:{name} {address}\n")
    loaded = sorted(name for name in sys.modules if name.startswith("scripts."))
    sys.stdout.write(f"of the generator: {loaded}\n")


if __name__ == "__main__":
    main()
