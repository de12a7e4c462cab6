"""The addresses of the project: the explorer's pages, the login, and the admin."""

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

urlpatterns = [
    path("", include("apps.explorer.urls")),
    path("api/", include("apps.explorer.api.urls")),
    path("accounts/login/", LoginView.as_view(), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
]
# The books and their pages do without the generator.
if apps.is_installed("scripts.data_generation"):
    urlpatterns.append(path("generation/", include("scripts.data_generation.pages.urls")))
