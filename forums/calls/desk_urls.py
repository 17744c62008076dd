"""Addresses of the secretary's desk, under /calls/desk/ in the namespace `calls`."""

from django.urls import path

from forums.calls.views.desk import assessing, deciding, preparing

urlpatterns = [
    path("", preparing.listing, name="desk"),
    path("new/", preparing.new, name="desk_new"),
    path("<str:public_id>/", preparing.page, name="desk_page"),
    path("<str:public_id>/facts/", preparing.facts, name="desk_facts"),
    path("<str:public_id>/lines/", preparing.lines, name="desk_lines"),
    path("<str:public_id>/lines/<str:kind>/<int:pk>/", preparing.take_out, name="desk_take_out"),
    path("<str:public_id>/publish/", preparing.publish, name="desk_publish"),
    path("<str:public_id>/cancel/", preparing.cancel, name="desk_cancel"),
    path("<str:public_id>/applications/", assessing.applications, name="desk_applications"),
    path("<str:public_id>/applications/<str:key>/", assessing.application, name="desk_application"),
    path("<str:public_id>/begin/", assessing.begin, name="desk_begin"),
    path("<str:public_id>/selection/", assessing.selection, name="desk_selection"),
    path(
        "<str:public_id>/selectors/<int:pk>/drop/",
        assessing.drop_selector,
        name="desk_drop_selector",
    ),
    path("<str:public_id>/selectors/<int:pk>/", assessing.points, name="desk_points"),
    path("<str:public_id>/protocol.<str:extension>", assessing.protocol, name="desk_protocol"),
    path("<str:public_id>/decide/", assessing.decide, name="desk_decide"),
    path("<str:public_id>/correct/", deciding.correct, name="desk_correct"),
    path("<str:public_id>/finish/", assessing.finish, name="desk_finish"),
    path("<str:public_id>/verdicts/<str:key>/", deciding.verdict, name="desk_verdict"),
    path("<str:public_id>/objections/<str:key>/", deciding.objection, name="desk_objection"),
    path("<str:public_id>/appointments/<str:key>/", deciding.appoint, name="desk_appoint"),
]
