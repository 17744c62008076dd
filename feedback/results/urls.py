"""Addresses of results, under /surveys/results/: what everybody reads, and the desk."""

from django.urls import path

from feedback.results.views import answers, desk, downloads, public, shares

app_name = "results"

urlpatterns = [
    path("", public.listing, name="list"),
    path("desk/", desk.listing, name="desk"),
    path("desk/<str:public_id>/", desk.page, name="desk_page"),
    path("desk/<str:public_id>/answers/", answers.listing, name="answers"),
    path("desk/<str:public_id>/answers/<uuid:pk>/", answers.answer, name="answer"),
    path("desk/<str:public_id>/answers/<uuid:pk>/quote/", answers.quote, name="quote"),
    path("desk/<str:public_id>/answers/<uuid:pk>/unquote/", answers.unquote, name="unquote"),
    path("desk/<str:public_id>/answers/<uuid:pk>/hand-on/", answers.hand_on, name="hand_on"),
    path("desk/<str:public_id>/shares/<slug:by>/", shares.shares, name="shares"),
    path("desk/<str:public_id>/unweight/", shares.unweight, name="unweight"),
    path("<str:public_id>/", public.page, name="page"),
    path("<str:public_id>/results.csv", downloads.as_csv, name="csv"),
    path("<str:public_id>/results.json", downloads.as_json, name="json"),
    path("<str:public_id>/results.xlsx", downloads.as_xlsx, name="xlsx"),
    path("<str:public_id>/results.pdf", downloads.as_pdf, name="pdf"),
]
