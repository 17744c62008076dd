"""Addresses of consultations: what everybody reads, the basket and receipt, the clerk's desk."""

from django.urls import include, path

from consultations.views import basket, downloads, public, receipt

app_name = "consultations"

urlpatterns = [
    path("", public.listing, name="list"),
    path("feed.atom", public.Feed.as_page(), name="feed"),
    path("desk/", include("consultations.desk_urls")),
    path("opinion/<str:reference>/", public.opinion, name="opinion"),
    path("receipt/<str:receipt_id>/", receipt.page, name="receipt"),
    path("receipt/<str:receipt_id>/pdf/", receipt.make_pdf, name="receipt_pdf"),
    path("receipt/<str:receipt_id>/supplement/", receipt.supplement, name="supplement"),
    path("receipt/<str:receipt_id>/replace/", receipt.replace, name="replace"),
    path("receipt/<str:receipt_id>/withdraw/", receipt.withdraw, name="withdraw"),
    path("confirm/<str:token>/", receipt.confirm, name="confirm"),
    path("confirm/<str:token>/not-mine/", receipt.disown, name="disown"),
    path("<str:public_id>/", public.page, name="page"),
    path("<str:public_id>/term/", public.term, name="term"),
    path("<str:public_id>/term.ics", downloads.calendar_file, name="calendar"),
    path("<str:public_id>/data.json", downloads.open_data, name="data"),
    path("<str:public_id>/card.png", downloads.card, name="card"),
    path("<str:public_id>/report.csv", downloads.report_csv, name="report_csv"),
    path("<str:public_id>/report.json", downloads.report_json, name="report_json"),
    path("<str:public_id>/report.pdf", downloads.report_pdf, name="report_pdf"),
    path("<str:public_id>/report.docx", downloads.report_docx, name="report_docx"),
    path("<str:public_id>/proposals/", public.all_proposals, name="all_proposals"),
    path("<str:public_id>/proposals/<str:anchor>/", public.proposals, name="proposals"),
    path("<str:public_id>/write/", basket.add, name="basket_add"),
    path("<str:public_id>/basket/", basket.review, name="basket"),
    path("<str:public_id>/basket/alone/", basket.let_stand_alone, name="basket_alone"),
    path("<str:public_id>/basket/<int:item>/", basket.edit, name="basket_edit"),
    path("<str:public_id>/basket/<int:item>/remove/", basket.remove, name="basket_remove"),
    path("<str:public_id>/send/", basket.send, name="send"),
]
