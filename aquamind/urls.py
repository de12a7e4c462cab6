"""The addresses of the project: the explorer's pages, the login, and the admin."""

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

urlpatterns = [
    path("", include("apps.explorer.urls")),
    path("api/", include("apps.explorer.api.urls")),
    path("generation/", include("scripts.data_generation.pages.urls")),
    path("accounts/login/", LoginView.as_view(), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
]
