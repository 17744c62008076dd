"""Addresses of surveys, under /surveys/."""

from django.urls import path

from feedback.surveys.views import answering, desk, paper, printing, public, rules, unwanted

app_name = "surveys"

urlpatterns = [
    path("", public.listing, name="list"),
    path("desk/", desk.listing, name="desk"),
    path("desk/new/", desk.prepare, name="prepare"),
    path("desk/rules/", rules.listing, name="rules"),
    path("desk/rules/<int:pk>/end/", rules.end, name="end_rule"),
    path("letters/<str:token>/", unwanted.end, name="unwanted"),
    path("<slug:public_id>/", public.page, name="page"),
    path("<slug:public_id>/code/<slug:code>/", answering.come_with_code, name="code"),
    path("<slug:public_id>/answer/", answering.begin, name="begin"),
    path("<slug:public_id>/answer/<int:place>/", answering.screen, name="screen"),
    path("<slug:public_id>/answer/send/", answering.send, name="send"),
    path("<slug:public_id>/answer/again/", answering.again, name="again"),
    path("<slug:public_id>/thanks/", answering.thanks, name="thanks"),
    path("<slug:public_id>/form/", printing.form, name="form"),
    path("<slug:public_id>/desk/", desk.overview, name="desk_page"),
    path("<slug:public_id>/desk/open/", desk.open_now, name="open"),
    path("<slug:public_id>/desk/plan/", desk.plan, name="plan"),
    path("<slug:public_id>/desk/unplan/", desk.unplan, name="unplan"),
    path("<slug:public_id>/desk/close/", desk.close_now, name="close"),
    path("<slug:public_id>/desk/remind/", desk.remind, name="remind"),
    path("<slug:public_id>/desk/extend/", desk.extend, name="extend"),
    path("<slug:public_id>/desk/cancel/", desk.cancel, name="cancel"),
    path("<slug:public_id>/desk/print/<slug:kind>/", printing.print_out, name="print_out"),
    path("<slug:public_id>/desk/paper/", paper.stacks, name="paper"),
    path("<slug:public_id>/desk/paper/<int:pk>/", paper.type_in, name="type_in"),
]
