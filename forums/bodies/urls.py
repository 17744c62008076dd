"""Addresses of bodies: what everybody reads, and the desk."""

from django.urls import path

from forums.bodies.views import public

app_name = "bodies"

urlpatterns = [
    path("", public.listing, name="list"),
    path("<str:public_id>/", public.page, name="page"),
]
