"""Addresses of participation reports, under /participation/."""

from django.urls import path, register_converter

from feedback.reports.views import desk, public


class Format:
    """A kind of file."""

    regex = "pdf|xlsx|ods|zip|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Format, "participation_format")
app_name = "participation"

urlpatterns = [
    path("", public.listing, name="list"),
    path("desk/", desk.listing, name="desk"),
    path("desk/new/", desk.new, name="new"),
    path("desk/schedules/", desk.schedules, name="schedules"),
    path("desk/schedules/<int:pk>/end/", desk.end_schedule, name="end_schedule"),
    path("desk/<str:public_id>/", desk.page, name="desk_page"),
    path("desk/<str:public_id>/progress/", desk.progress, name="progress"),
    path("desk/<str:public_id>/again/", desk.again, name="again"),
    path("desk/<str:public_id>/causes/", desk.causes, name="causes"),
    path("desk/<str:public_id>/publish/", desk.show, name="publish"),
    path("<str:public_id>/", public.page, name="page"),
    path("<str:public_id>/report.<participation_format:extension>", public.file, name="file"),
    path("<str:public_id>/rows/<str:key>/", public.rows, name="rows"),
]
