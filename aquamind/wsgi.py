"""The WSGI entry point for servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aquamind.settings")

application = get_wsgi_application()
