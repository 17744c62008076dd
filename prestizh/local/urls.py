"""The demo's own pages; there are none outside the demo."""

from django.urls import path

from prestizh.local import mails

app_name = "demo"
urlpatterns = [
    path("mails/", mails.mails, name="mails"),
    path("mails/<int:number>/", mails.formatted, name="mail"),
]
