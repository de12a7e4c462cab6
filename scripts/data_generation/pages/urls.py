"""The addresses of the generation's pages."""

from django.urls import path

from scripts.data_generation.pages import views

app_name = "generation"

urlpatterns = [
    path("", views.runs, name="runs"),
    path("<int:number>/", views.run, name="run"),
    path("<int:number>/progress.json", views.run_progress, name="progress"),
]
