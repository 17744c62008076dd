"""Addresses of workspaces, under /workspaces/; a room has the public id of its body."""

from django.urls import path

from forums.workspaces.views import duties, papers, rooms, topics

app_name = "workspaces"

urlpatterns = [
    path("", rooms.listing, name="list"),
    path("<slug:public_id>/open/", rooms.open_one, name="open"),
    path("<slug:public_id>/", rooms.page, name="page"),
    path("<slug:public_id>/close/", rooms.close, name="close"),
    path("<slug:public_id>/papers/", papers.listing, name="papers"),
    path("<slug:public_id>/papers/<int:pk>/", papers.paper, name="paper"),
    path("<slug:public_id>/papers/<int:pk>/withdraw/", papers.withdraw, name="paper_withdraw"),
    path("<slug:public_id>/papers/<int:pk>/<int:number>/", papers.file, name="paper_file"),
    path("<slug:public_id>/discussion/", topics.listing, name="topics"),
    path("<slug:public_id>/discussion/<int:pk>/", topics.topic, name="topic"),
    path("<slug:public_id>/messages/<int:pk>/", topics.versions, name="post_versions"),
    path("<slug:public_id>/messages/<int:pk>/words/", topics.reword, name="post_reword"),
    path("<slug:public_id>/messages/<int:pk>/hide/", topics.hide, name="post_hide"),
    path("<slug:public_id>/tasks/", duties.listing, name="tasks"),
    path("<slug:public_id>/tasks/<int:pk>/", duties.task, name="task"),
    path("<slug:public_id>/mail/", duties.mail, name="mail"),
]
