"""Addresses of yearly reports, under /bodies/reports/."""

from django.urls import path, register_converter

from forums.reports import views


class Extension:
    """A kind of paper."""

    regex = "pdf|docx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Extension, "paper")
app_name = "reports"

urlpatterns = [
    path("<str:public_id>/desk/", views.desk, name="desk"),
    path("<str:public_id>/<int:year>/", views.page, name="page"),
    path("<str:public_id>/<int:year>/report.csv", views.as_csv, name="csv"),
    path("<str:public_id>/<int:year>/report.<paper:extension>", views.paper, name="paper"),
]
