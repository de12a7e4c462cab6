"""Django settings. Everything that differs between machines comes from the environment.

The variables are listed, with their defaults, in `.env.example` and in docs/operations.md:
DATABASE_URL, SECRET_KEY, DEBUG, ALLOWED_HOSTS, BEHIND_TLS_PROXY, STATIC_ROOT, OUTPUT_DIR,
AQUAMIND_ENVIRONMENT.
"""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from aquamind.database import database_settings

BASE_DIR = Path(__file__).resolve().parent.parent

LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]


def _flag(name: str) -> bool:
    """Whether the environment asks for NAME: 1, true, yes and on do, all else does not."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def _names(name: str) -> list[str]:
    """The comma-separated names in the environment variable NAME."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


DEBUG = _flag("DEBUG")

# Without SECRET_KEY each process makes its own: commands and a local look need no set-up, and
# nobody can be served with a key that is public. aquamind.E001 asks for a real one on deployment.
SECRET_KEY = os.environ.get("SECRET_KEY") or get_random_secret_key()
SECRET_KEY_IS_CONFIGURED = bool(os.environ.get("SECRET_KEY"))

# Naming hosts is what makes this a server for others: from then on HTTPS is required.
ALLOWED_HOSTS = _names("ALLOWED_HOSTS") or LOOPBACK_HOSTS
SERVES_OTHERS = not DEBUG and any(host not in LOOPBACK_HOSTS for host in ALLOWED_HOSTS)

SECURE_SSL_REDIRECT = SERVES_OTHERS
SESSION_COOKIE_SECURE = SERVES_OTHERS
CSRF_COOKIE_SECURE = SERVES_OTHERS
SECURE_HSTS_SECONDS = 31_536_000 if SERVES_OTHERS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SERVES_OTHERS
SECURE_HSTS_PRELOAD = SERVES_OTHERS
# The proxy is believed what it says of a request: that it came by TLS, and from which address.
BEHIND_PROXY = _flag("BEHIND_TLS_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "simple_history",
    "axes",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "aquamind",
    "apps.infrastructure",
    "apps.batch",
    "apps.environmental",
    "apps.inventory",
    "apps.health",
    "apps.harvest",
    "apps.broodstock",
    "apps.explorer",
    "scripts.data_generation",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "aquamind.web.absurd_requests.without_nul",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every page asks for a login unless its view says otherwise.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "aquamind.web.hidden_rows.HiddenRowsMiddleware",
    # The last one: it answers in the place of a view that refused a password.
    "axes.middleware.AxesMiddleware",
]

# Pages load what this host serves and nothing else; no script or style stands in a page itself.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# The API answers people and programs that may log in, one page at a time, and changes nothing.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "aquamind.web.logins.BasicAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 100,
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": "600/minute"},
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "AquaMind explorer",
    "DESCRIPTION": "The figures of the explorer's pages, read-only.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
}

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "explorer:company"
LOGOUT_REDIRECT_URL = "login"

ROOT_URLCONF = "aquamind.urls"
WSGI_APPLICATION = "aquamind.wsgi.application"
ASGI_APPLICATION = "aquamind.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.explorer.navigation.navigation",
            ],
        },
    },
]

DATABASES = {"default": database_settings(os.environ.get("DATABASE_URL"), BASE_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Whoever guesses passwords waits, longer each time: aquamind/web/logins.py.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "aquamind.web.logins.name_of"
AXES_CLIENT_IP_CALLABLE = "aquamind.web.logins.address_of"
AXES_FAILURE_LIMIT = "aquamind.web.logins.wrong_tries_allowed"
AXES_LOCKOUT_CALLABLE = "aquamind.web.logins.refusal"
# How long a name is locked, and how long a wrong password is remembered.
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
# Who tries again during a pause does not make it longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Only wrong passwords are kept, as long as they count.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# A name is unlocked on the command line: docs/operations.md.
AXES_ENABLE_ADMIN = False
# The log names who was tried from where; a password it never holds.
AXES_SENSITIVE_PARAMETERS: list[str] = []

# History is evidence: it can be read in the admin, never turned back from there.
SIMPLE_HISTORY_REVERT_DISABLED = True

# All times are stored and shown in UTC, the Faroe Islands' and Scotland's winter time.
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
# Where collectstatic gathers files for a web server that serves them itself; none is needed.
STATIC_ROOT = os.environ.get("STATIC_ROOT")
# The admin's own files are served from the packages: no collectstatic before the first look.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# Where the generator puts checkpoints, logs and reports; None: see aquamind/output_folders.py.
OUTPUT_DIR = Path(os.environ["OUTPUT_DIR"]) if os.environ.get("OUTPUT_DIR") else None

# Sensor readings that a run makes at once, and that a worker is handed, about: more of them take
# more memory, fewer are written more slowly. Their size changes no row.
READING_BLOCK_ROWS = 120_000

# Where "production" stands, the generator neither writes nor deletes unless told twice.
AQUAMIND_ENVIRONMENT = os.environ.get("AQUAMIND_ENVIRONMENT", "").strip().lower()

# On standard error. Django by itself says nothing of a request that failed while DEBUG is off.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"served": {"()": "django.utils.log.RequireDebugFalse"}},
    "formatters": {
        "plain": {"format": "%(levelname)s %(name)s: %(message)s"},
        "timed": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {
        "console": {"class": "aquamind.shell.log_handler.StandardError", "formatter": "plain"},
        # What was not found or not allowed is a warning: a server's list of requests has it.
        "errors": {
            "class": "aquamind.shell.log_handler.StandardError",
            "formatter": "timed",
            "level": "ERROR",
            "filters": ["served"],
        },
        "attempts": {"class": "aquamind.shell.log_handler.StandardError", "formatter": "timed"},
    },
    "loggers": {
        **{
            name: {"handlers": ["console"], "level": "INFO"}
            for name in ("aquamind", "apps", "scripts.data_generation")
        },
        # With their traces: requests that failed, and those that nobody makes in good faith.
        "django.request": {"handlers": ["errors"]},
        "django.security": {"handlers": ["errors"]},
        # Wrong passwords, and who is locked out.
        "axes": {"handlers": ["attempts"], "level": "WARNING"},
    },
}
