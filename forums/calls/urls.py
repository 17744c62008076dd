"""Addresses of calls: what everybody reads, one's own applications, the secretary's desk."""

from django.urls import include, path

from forums.calls.views import applying, files, public

app_name = "calls"

urlpatterns = [
    path("", public.listing, name="list"),
    path("feed.atom", public.Feed.as_page(), name="feed"),
    path("mine/", applying.mine, name="mine"),
    path("desk/", include("forums.calls.desk_urls")),
    path("application/<str:public_id>/", applying.page, name="application"),
    path("application/<str:public_id>/write/", applying.edit, name="edit"),
    path("application/<str:public_id>/send/", applying.send, name="send"),
    path("application/<str:public_id>/withdraw/", applying.withdraw, name="withdraw"),
    path("application/<str:public_id>/complete/", applying.complete, name="complete"),
    path("application/<str:public_id>/object/", applying.make_objection, name="object"),
    path(
        "application/<str:public_id>/papers/<int:pk>/remove/",
        applying.remove_paper,
        name="remove_paper",
    ),
    path("application/<str:public_id>/files/<str:document_id>/", files.file, name="file"),
    path("<str:public_id>/", public.page, name="page"),
    path("<str:public_id>/apply/", applying.apply, name="apply"),
    path("<str:public_id>/term/", public.term, name="term"),
    path("<str:public_id>/term.ics", public.calendar_file, name="calendar"),
    path("<str:public_id>/data.json", public.data, name="data"),
    path("<str:public_id>/protocol.<str:extension>", public.protocol, name="protocol"),
]
