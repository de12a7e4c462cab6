"""The explorer's addresses."""

from django.urls import path

from apps.explorer.views import batches, company, containers, feed, health, quality, search, sites

app_name = "explorer"

urlpatterns = [
    path("", company.overview, name="company"),
    path("sites/", sites.listing, name="sites"),
    path("sites/area/<int:pk>/", sites.one, {"kind": "area"}, name="area"),
    path("sites/station/<int:pk>/", sites.one, {"kind": "station"}, name="station"),
    path("batches/", batches.listing, name="batches"),
    path("batches/<int:pk>/", batches.one, name="batch"),
    path("containers/<int:pk>/", containers.one, name="container"),
    path("sensors/<int:pk>/", containers.sensor, name="sensor"),
    path("people/<int:pk>/", containers.person, name="person"),
    path("compare/", search.compare, name="compare"),
    path("search/", search.found, name="search"),
    path("examples/", search.worth_a_look, name="examples"),
    path("feed/", feed.overview, name="feed"),
    path("feed/meals/", feed.day, name="meals"),
    path("feed/meals/<int:pk>/", feed.meal, name="meal"),
    path("health/", health.overview, name="health"),
    path("quality/", quality.overview, name="quality"),
    path("columns/", quality.columns, name="columns"),
]
