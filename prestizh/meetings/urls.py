"""Addresses of meetings: what everybody reads, members' own pages, the secretary's desk."""

from django.urls import path

from prestizh.meetings.views import member, public
from prestizh.meetings.views.desk import items, live, planning

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

BEFORE = [
    path("desk/", planning.desk, name="desk"),
    path("desk/new/<uuid:subject>/", planning.plan, name="plan"),
    path("<str:public_id>/desk/", planning.desk_page, name="desk_page"),
    path("<str:public_id>/desk/facts/", planning.facts, name="facts"),
    path("<str:public_id>/desk/agenda/", planning.agenda, name="agenda"),
    path("<str:public_id>/desk/agenda/<int:position>/", planning.item, name="item"),
    path("<str:public_id>/desk/agenda/<int:position>/up/", planning.item_up, name="item_up"),
    path(
        "<str:public_id>/desk/agenda/<int:position>/remove/",
        planning.item_remove,
        name="item_remove",
    ),
    path("<str:public_id>/desk/papers/", planning.attach, name="attach"),
    path("<str:public_id>/desk/papers/<int:pk>/remove/", planning.detach, name="detach"),
    path("<str:public_id>/desk/notice/", planning.convene, name="convene"),
    path("<str:public_id>/desk/roll/", planning.follow, name="follow_roll"),
    path("<str:public_id>/desk/cancel/", planning.cancel, name="cancel"),
]

LIVE = [
    path("<str:public_id>/live/", live.live, name="live"),
    path("<str:public_id>/live/presence/<int:pk>/", live.presence, name="presence"),
    path("<str:public_id>/live/proxy/<int:pk>/", live.proxy_of, name="proxy_of"),
    path("<str:public_id>/live/guests/", live.guest, name="guest"),
    path("<str:public_id>/live/items/", live.late_item, name="late_item"),
    path("<str:public_id>/live/open/", live.open_it, name="open"),
    path("<str:public_id>/live/fall/", live.fall, name="fall"),
    path("<str:public_id>/live/close/", live.close_it, name="close"),
    path("<str:public_id>/live/<int:position>/", items.live_item, name="live_item"),
    path("<str:public_id>/live/<int:position>/notes/", items.notes, name="notes"),
    path("<str:public_id>/live/<int:position>/count/", items.count, name="count"),
    path("<str:public_id>/live/<int:position>/by-name/", items.by_name, name="by_name"),
    path("<str:public_id>/live/<int:position>/put/", items.put, name="put"),
    path("<str:public_id>/live/<int:position>/decide/", items.decide, name="decide"),
    path("<str:public_id>/live/<int:position>/conflict/", items.conflict, name="conflict"),
    path("<str:public_id>/live/<int:position>/opinion/", items.opinion, name="opinion"),
    path("<str:public_id>/live/votes/<int:pk>/", items.take, name="take"),
]

# The words stand before the names of meetings, which never look like them.
urlpatterns = [*BEFORE, *LIVE, *PUBLIC, *MEMBER]
