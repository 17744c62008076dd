"""Addresses of the map of stakeholders; for everybody else they don't exist."""

from django.urls import path

from feedback.stakeholders.views import inviting, mapping

app_name = "stakeholders"

urlpatterns = [
    path("", mapping.listing, name="list"),
    path("grid/", mapping.grid, name="grid"),
    path("new/", mapping.new, name="new"),
    path("invite/", inviting.invite, name="invite"),
    path("coverage/", inviting.coverages, name="coverages"),
    path("coverage/<str:kind>/<str:key>/", inviting.coverage, name="coverage"),
    path("coverage/<str:kind>/<str:key>/came/", inviting.came, name="came"),
    path("<str:public_id>/", mapping.page, name="page"),
    path("<str:public_id>/edit/", mapping.edit, name="edit"),
    path("<str:public_id>/score/", mapping.score, name="score"),
    path("<str:public_id>/strategy/", mapping.strategy, name="strategy"),
    path("<str:public_id>/retire/", mapping.retire, name="retire"),
]
