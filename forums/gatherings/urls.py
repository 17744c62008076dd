"""Addresses of forums, under /gatherings/; a forum has the public id of its body."""

from django.urls import path

from forums.gatherings.views import desk, public, registration

app_name = "gatherings"

urlpatterns = [
    path("", public.listing, name="list"),
    path("repeat_draw.py", public.program, name="program"),
    path("mine/<str:token>/", registration.mine, name="mine"),
    path("mine/<str:token>/<slug:answer>/", registration.answer, name="answer"),
    path("<slug:public_id>/", public.page, name="page"),
    path("<slug:public_id>/draw/", public.draw, name="draw"),
    path("<slug:public_id>/draw.json", public.draw_file, name="draw_file"),
    path("<slug:public_id>/register/", registration.register, name="register"),
    path("<slug:public_id>/registered/", registration.asked, name="asked"),
    path("<slug:public_id>/prepare/", desk.prepare, name="prepare"),
    path("<slug:public_id>/desk/", desk.overview, name="desk"),
    path("<slug:public_id>/desk/frame/", desk.frame, name="frame"),
    path("<slug:public_id>/desk/tables/", desk.tables, name="tables"),
    path("<slug:public_id>/desk/tables/<int:number>/remove/", desk.remove_table, name="untable"),
    path("<slug:public_id>/desk/population/", desk.population, name="population"),
    path("<slug:public_id>/desk/people/", desk.people, name="people"),
    path("<slug:public_id>/desk/people/<int:pk>/pass/", desk.pass_on, name="pass_on"),
    path("<slug:public_id>/desk/seed/", desk.seed, name="seed"),
    path("<slug:public_id>/desk/step/<slug:step>/", desk.step, name="step"),
]
