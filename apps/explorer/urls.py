"""The explorer's addresses."""

from django.urls import path

from apps.explorer.views import company

app_name = "explorer"

urlpatterns = [
    path("", company.overview, name="company"),
]
