"""Addresses of the desk, under /bodies/desk/ in the namespace `bodies`."""

from django.urls import path

from forums.bodies.views.desk import drafts, ending, founding, members, overview, papers, worklist

urlpatterns = [
    path("", worklist.listing, name="desk"),
    path("new/", founding.patterns, name="desk_patterns"),
    path("new/<slug:key>/", founding.start, name="desk_start"),
    path("<str:public_id>/", overview.page, name="desk_page"),
    path("<str:public_id>/facts/", founding.facts, name="desk_facts"),
    path("<str:public_id>/seats/", members.listing, name="desk_seats"),
    path("<str:public_id>/seats/<int:pk>/retire/", members.retire, name="desk_retire"),
    path("<str:public_id>/seats/<int:pk>/appoint/", members.appoint, name="desk_appoint"),
    path("<str:public_id>/members/<int:pk>/", members.member, name="desk_member"),
    path("<str:public_id>/rules/", papers.rules, name="desk_rules"),
    path("<str:public_id>/secretaries/", papers.secretaries, name="desk_secretaries"),
    path("<str:public_id>/secretaries/<int:pk>/relieve/", papers.relieve, name="desk_relieve"),
    path("<str:public_id>/papers/", drafts.listing, name="desk_papers"),
    path("<str:public_id>/papers/<slug:which>/", drafts.paper, name="desk_paper"),
    path(
        "<str:public_id>/papers/<slug:which>/<slug:extension>/", drafts.file, name="desk_paper_file"
    ),
    path("<str:public_id>/constitute/", ending.constitute, name="desk_constitute"),
    path("<str:public_id>/drop/", ending.drop, name="desk_drop"),
    path("<str:public_id>/end/", ending.end, name="desk_end"),
]
