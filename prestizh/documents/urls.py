"""Addresses of files and of the documents that are being made."""

from django.urls import path

from prestizh.documents import views

app_name = "documents"

urlpatterns = [
    path("making/<slug:public_id>/", views.rendition, name="rendition"),
    path("making/<slug:public_id>/file", views.rendition_file, name="rendition_file"),
    path("<slug:public_id>/", views.file, name="file"),
]
