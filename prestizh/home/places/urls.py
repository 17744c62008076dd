"""Addresses of the screens for the municipality, its places and its calendar."""

from django.urls import path

from prestizh.home.places import lists, municipality

app_name = "places"
urlpatterns = [
    path("days/", municipality.days, name="days"),
    path("arms/<slug:digest>", municipality.arms, name="arms"),
    path("settings/", municipality.settings, name="settings"),
    path("manage/<slug:name>/", lists.index, name="list"),
    path("manage/<slug:name>/new/", lists.add, name="add"),
    path("manage/<slug:name>/<int:pk>/", lists.edit, name="edit"),
    path("manage/<slug:name>/<int:pk>/retire/", lists.retire, name="retire"),
    path("manage/<slug:name>/<int:pk>/bring-back/", lists.bring_back, name="bring_back"),
]
