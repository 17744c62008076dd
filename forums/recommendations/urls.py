"""Addresses of recommendations: what everybody reads, who answers, and the desk."""

from django.urls import path

from forums.recommendations.views import answering, desk, public

app_name = "recommendations"

urlpatterns = [
    path("", public.listing, name="list"),
    path("unanswered/", public.unanswered, name="unanswered"),
    path("feed.atom", public.Feed.as_page(), name="feed"),
    path("recommendations.csv", public.as_csv, name="csv"),
    path("recommendations.json", public.as_json, name="json"),
    path("desk/", desk.worklist, name="desk"),
    path("desk/body/<str:public_id>/", desk.of_body, name="desk_body"),
    path("desk/body/<str:public_id>/new/", desk.new, name="desk_new"),
    path("desk/<str:public_id>/", desk.page, name="desk_page"),
    path("desk/<str:public_id>/edit/", desk.edit, name="desk_edit"),
    path("desk/<str:public_id>/send/", desk.send, name="desk_send"),
    path("desk/<str:public_id>/drop/", desk.drop, name="desk_drop"),
    path("desk/<str:public_id>/links/", desk.links, name="desk_links"),
    path("measures/<int:pk>/", answering.measure, name="measure"),
    path("<str:public_id>/", public.page, name="page"),
    path("<str:public_id>/answer/", answering.answer, name="answer"),
    path("<str:public_id>/measures/", answering.measures, name="measures"),
]
