"""Addresses of the public record."""

from django.urls import path

from prestizh.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.record, name="record"),
    path("roots.json", views.roots, name="roots"),
    path("verifier.py", views.verifier, name="verifier"),
    path("<uuid:subject>.json", views.chain, name="chain"),
]
