"""The addresses of the project: the explorer's pages, the login, and the admin."""

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", include("apps.explorer.urls")),
    path("api/", include("apps.explorer.api.urls")),
    path("accounts/login/", LoginView.as_view(), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
    # Browsers ask for it beside every page that names no icon of its own, as the admin's do.
    path("favicon.ico", login_not_required(RedirectView.as_view(url=static("explorer/icon.svg")))),
]
# The books and their pages do without the generator.
if apps.is_installed("scripts.data_generation"):
    urlpatterns.append(path("generation/", include("scripts.data_generation.pages.urls")))
