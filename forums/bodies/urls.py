"""Addresses of bodies: what everybody reads, and the desk."""

from django.urls import include, path

from forums.bodies.views import public

app_name = "bodies"

urlpatterns = [
    path("", public.listing, name="list"),
    path("desk/", include("forums.bodies.desk_urls")),
    path("<str:public_id>/", public.page, name="page"),
]
