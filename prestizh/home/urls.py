"""Addresses of the pages that are about everything."""

from django.urls import path

from prestizh.home import desk, exporting, front, operation, overview, pages, wellknown

app_name = "home"
urlpatterns = [
    path("", front.front, name="front"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("procedure/", pages.procedure, name="procedure"),
    path("desk/", desk.desk, name="desk"),
    path("desk/overview/", overview.overview, name="overview"),
    path("operation/", operation.operation, name="operation"),
    path("operation/messages/<int:pk>/", operation.retry_message, name="retry_message"),
    path("operation/documents/<int:pk>/", operation.retry_rendition, name="retry_rendition"),
    path("exports/<slug:what>/<str:key>/", exporting.full_export, name="full_export"),
    path("robots.txt", wellknown.robots, name="robots"),
    path("sitemap.xml", wellknown.sitemap, name="sitemap"),
    path(".well-known/security.txt", wellknown.security, name="security"),
]
