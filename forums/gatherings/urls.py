"""Addresses of forums, under /gatherings/; a forum has the public id of its body."""

from django.urls import path

from forums.gatherings.views import desk, feed, public, registration, sessions

app_name = "gatherings"

urlpatterns = [
    path("", public.listing, name="list"),
    path("feed.atom", feed.Feed.as_page(), name="feed"),
    path("repeat_draw.py", public.program, name="program"),
    path("mine/<str:token>/", registration.mine, name="mine"),
    path("mine/<str:token>/<slug:answer>/", registration.answer, name="answer"),
    path("<slug:public_id>/", public.page, name="page"),
    path("<slug:public_id>/draw/", public.draw, name="draw"),
    path("<slug:public_id>/draw.json", public.draw_file, name="draw_file"),
    path("<slug:public_id>/sessions/<int:number>/", public.session, name="session"),
    path("<slug:public_id>/projects/", public.projects, name="projects"),
    path("<slug:public_id>/register/", registration.register, name="register"),
    path("<slug:public_id>/registered/", registration.asked, name="asked"),
    path("<slug:public_id>/prepare/", desk.prepare, name="prepare"),
    path("<slug:public_id>/desk/", desk.overview, name="desk"),
    path("<slug:public_id>/desk/frame/", desk.frame, name="frame"),
    path("<slug:public_id>/desk/tables/", desk.tables, name="tables"),
    path("<slug:public_id>/desk/tables/<int:number>/remove/", desk.remove_table, name="untable"),
    path("<slug:public_id>/desk/population/", desk.population, name="population"),
    path("<slug:public_id>/desk/papers/", desk.briefing, name="papers"),
    path("<slug:public_id>/desk/papers/<int:pk>/back/", desk.paper_back, name="paper_back"),
    path("<slug:public_id>/desk/people/", desk.people, name="people"),
    path("<slug:public_id>/desk/people/<int:pk>/pass/", desk.pass_on, name="pass_on"),
    path("<slug:public_id>/desk/sessions/", sessions.listing, name="sessions"),
    path("<slug:public_id>/desk/sessions/<int:number>/", sessions.one, name="desk_session"),
    path("<slug:public_id>/desk/sessions/<int:number>/held/", sessions.held, name="held"),
    path(
        "<slug:public_id>/desk/sessions/<int:number>/bulletin/", sessions.bulletin, name="bulletin"
    ),
    path("<slug:public_id>/desk/sessions/<int:number>/motions/", sessions.propose, name="propose"),
    path("<slug:public_id>/desk/motions/<int:pk>/", sessions.vote, name="vote"),
    path("<slug:public_id>/desk/projects/", sessions.projects, name="desk_projects"),
    path("<slug:public_id>/desk/projects/select/", sessions.select, name="select"),
    path("<slug:public_id>/desk/projects/<int:pk>/judge/", sessions.judge, name="judge"),
    path("<slug:public_id>/desk/projects/<int:pk>/", sessions.follow_up, name="follow_up"),
    path("<slug:public_id>/desk/people/<int:pk>/speaks/", desk.speaks, name="speaks"),
    path("<slug:public_id>/desk/seed/", desk.seed, name="seed"),
    path("<slug:public_id>/desk/step/<slug:step>/", desk.step, name="step"),
]
