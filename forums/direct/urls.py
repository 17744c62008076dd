"""Addresses of direct participation: the public register, and the clerk's desk."""

from django.urls import path

from forums.direct.views import desk, downloads, public

app_name = "direct"

urlpatterns = [
    path("", public.listing, name="list"),
    path("calendar/", public.dates, name="calendar"),
    path("calendar.ics", downloads.calendar_file, name="calendar_file"),
    path("how-it-works/", public.rules, name="rules"),
    path("feed.atom", public.Feed.as_page(), name="feed"),
    path("register.csv", downloads.export_csv, name="csv"),
    path("register.json", downloads.export_json, name="json"),
    path("desk/", desk.listing, name="desk"),
    path("desk/new/<str:kind>/", desk.new, name="desk_new"),
    path("desk/<str:public_id>/", desk.page, name="desk_page"),
    path("desk/<str:public_id>/facts/", desk.facts, name="desk_facts"),
    path("desk/<str:public_id>/step/<str:step>/", desk.step, name="desk_step"),
    path("desk/<str:public_id>/days/", desk.days, name="desk_days"),
    path("desk/<str:public_id>/committee/", desk.committee, name="desk_committee"),
    path("desk/<str:public_id>/committee/<int:pk>/out/", desk.member_out, name="desk_member_out"),
    path("desk/<str:public_id>/measures/", desk.measures, name="desk_measures"),
    path("desk/<str:public_id>/measures/<int:pk>/", desk.measure_done, name="desk_measure_done"),
    path("<str:public_id>/", public.page, name="page"),
    path("<str:public_id>/terms/", public.terms, name="terms"),
    path("<str:public_id>/dates.ics", downloads.event_file, name="event_file"),
]
