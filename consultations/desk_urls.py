"""Addresses of the clerk's desk, under /consultations/desk/ in the namespace `consultations`."""

from django.urls import path

from consultations.views.desk import (
    answers,
    aside,
    closing,
    drafts,
    ending,
    gate,
    opinions,
    overview,
    worklist,
)

urlpatterns = [
    path("", worklist.listing, name="desk"),
    path("new/", drafts.new, name="desk_new"),
    path("<str:public_id>/", overview.page, name="desk_page"),
    path("<str:public_id>/facts/", drafts.facts, name="desk_facts"),
    path("<str:public_id>/text/", drafts.text, name="desk_text"),
    path("<str:public_id>/files/", drafts.files, name="desk_files"),
    path("<str:public_id>/files/<int:pk>/detach/", drafts.detach, name="desk_detach"),
    path("<str:public_id>/preview/", overview.preview, name="desk_preview"),
    path("<str:public_id>/publish/", gate.publish, name="desk_publish"),
    path("<str:public_id>/correct/", ending.correct, name="desk_correct"),
    path("<str:public_id>/withdraw/", ending.withdraw, name="desk_withdraw"),
    path("<str:public_id>/drop/", aside.drop, name="desk_drop"),
    path("<str:public_id>/resume/", aside.resume, name="desk_resume"),
    path("<str:public_id>/redraft/", ending.redraft, name="desk_redraft"),
    path("<str:public_id>/opinions/", opinions.listing, name="desk_opinions"),
    path("<str:public_id>/opinions/<str:reference>/", opinions.opinion, name="desk_opinion"),
    path("<str:public_id>/answers/", answers.table, name="desk_answers"),
    path("<str:public_id>/answers/<int:pk>/", answers.answer, name="desk_answer"),
    path("<str:public_id>/close/", closing.close, name="desk_close"),
    path("<str:public_id>/signed/", closing.signed, name="desk_signed"),
    path("<str:public_id>/outcome/", ending.outcome, name="desk_outcome"),
]
