"""Addresses of the desk of questionnaires."""

from django.urls import path, re_path

from feedback.questionnaires.views import desk, editing, parts, reading

app_name = "questionnaires"

urlpatterns = [
    path("", desk.listing, name="list"),
    path("new/", desk.new, name="new"),
    path("<str:public_id>/", desk.page, name="page"),
    path("<str:public_id>/publish/", desk.publish, name="publish"),
    path("<str:public_id>/version/", desk.begin_version, name="begin_version"),
    path("<str:public_id>/version/drop/", desk.drop_version, name="drop_version"),
    path("<str:public_id>/copy/", desk.copy, name="copy"),
    path("<str:public_id>/retire/", desk.retire, name="retire"),
    path("<str:public_id>/bring-back/", desk.bring_back, name="bring_back"),
    path("<str:public_id>/<int:number>/", reading.preview, name="preview"),
    path("<str:public_id>/<int:number>.json", reading.export, name="export"),
    path("<str:public_id>/edit/", editing.outline, name="edit"),
    path("<str:public_id>/edit/words/", parts.words, name="words"),
    path("<str:public_id>/edit/section/<str:key>/", parts.section, name="section"),
    path("<str:public_id>/edit/question/<str:key>/", parts.question, name="question"),
    re_path(
        r"^(?P<public_id>\w+)/edit/(?P<key>[sq]-\w+)/(?P<way>up|down)/$", editing.move, name="move"
    ),
    path("<str:public_id>/edit/<str:key>/remove/", editing.remove, name="remove"),
]
