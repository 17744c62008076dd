"""Addresses of meetings: what everybody reads, members' own pages, the secretary's desk."""

from django.urls import path

from prestizh.meetings.views import member, public

app_name = "meetings"

PUBLIC = [
    path("", public.listing, name="list"),
    path("calendar/<uuid:subject>/", public.feed, name="feed"),
    path("<str:public_id>/", public.page, name="page"),
    path("<str:public_id>/calendar/", public.calendar_file, name="calendar"),
    path("<str:public_id>/papers/<int:pk>/", public.paper, name="paper"),
]

MEMBER = [
    path("<str:public_id>/member/", member.mine, name="mine"),
    path("<str:public_id>/member/reply/", member.reply, name="reply"),
    path("<str:public_id>/member/proxy/", member.proxy, name="proxy"),
    path("<str:public_id>/member/votes/<int:pk>/", member.cast, name="cast"),
    path("<str:public_id>/member/conflict/", member.conflict, name="own_conflict"),
    path("<str:public_id>/member/opinion/", member.opinion, name="own_opinion"),
]

urlpatterns = [*PUBLIC, *MEMBER]
