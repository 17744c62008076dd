"""The portal's addresses as they are in the demo."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from prestizh import urls

handler404 = urls.handler404
urlpatterns = [
    *urls.urlpatterns,
    *i18n_patterns(path("demo/", include("prestizh.local.urls")), prefix_default_language=False),
]
