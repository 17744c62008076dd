"""Addresses of workspaces, under /workspaces/; a room has the public id of its body."""

from django.urls import path

from forums.workspaces.views import duties, papers, reports, rooms, suggestions, texts, topics

app_name = "workspaces"

urlpatterns = [
    path("", rooms.listing, name="list"),
    path("results/", reports.results, name="results"),
    path("results/<slug:public_id>/", reports.result, name="result"),
    path("results/<slug:public_id>/draft/", reports.hand_over, name="hand_over"),
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
    path("<slug:public_id>/texts/", texts.listing, name="texts"),
    path("<slug:public_id>/texts/new/", texts.start, name="text_start"),
    path("<slug:public_id>/texts/<int:pk>/", texts.text, name="text"),
    path("<slug:public_id>/texts/<int:pk>/anew/", texts.lay_down, name="text_lay_down"),
    path("<slug:public_id>/texts/<int:pk>/<int:number>/", texts.version, name="text_version"),
    path(
        "<slug:public_id>/texts/<int:pk>/at/<slug:anchor>/",
        suggestions.suggest,
        name="text_suggest",
    ),
    path("<slug:public_id>/proposals/<int:pk>/", suggestions.suggestion, name="suggestion"),
    path("<slug:public_id>/proposals/<int:pk>/decide/", suggestions.decide, name="decide"),
    path("<slug:public_id>/proposals/<int:pk>/back/", suggestions.take_back, name="take_back"),
    path("<slug:public_id>/reports/", reports.listing, name="reports"),
    path("<slug:public_id>/reports/final/", reports.final, name="report_final"),
    path("<slug:public_id>/reports/<int:pk>/file/", reports.file, name="report_file"),
    path("<slug:public_id>/mail/", duties.mail, name="mail"),
]
