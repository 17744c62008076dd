"""Addresses of proposals and measures: what everybody reads, who proposes, the desk."""

from django.urls import path

from feedback.measures.views import desk, proposing, public

app_name = "measures"

urlpatterns = [
    path("", public.changed, name="changed"),
    path("feed.atom", public.Feed.as_page(), name="feed"),
    path("propose/", proposing.propose, name="propose"),
    path("mine/", proposing.mine, name="mine"),
    path("proposals/", public.listing, name="list"),
    path("proposals/<str:public_id>/", public.page, name="page"),
    path("measures/<str:public_id>/", proposing.measure, name="measure"),
    path("desk/", desk.register, name="desk"),
    path("desk/new/", desk.new, name="desk_new"),
    path("desk/<str:public_id>/", desk.page, name="desk_page"),
    path("desk/<str:public_id>/register/", desk.put_into_register, name="desk_register"),
    path("desk/<str:public_id>/aside/", desk.put_aside, name="desk_aside"),
    path("desk/<str:public_id>/answer/", desk.answer, name="desk_answer"),
    path("desk/<str:public_id>/measure/", desk.add_measure, name="desk_measure"),
]
