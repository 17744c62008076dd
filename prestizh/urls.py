"""The map of the portal's addresses. Bulgarian pages at `/`, English ones at `/en/`."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from prestizh.ui import health

handler400 = "prestizh.ui.errors.bad_request"
handler403 = "prestizh.ui.errors.forbidden"
handler404 = "prestizh.ui.errors.not_found"
handler429 = "prestizh.ui.errors.too_many_requests"
handler500 = "prestizh.ui.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]

urlpatterns += i18n_patterns(
    path("", include("prestizh.home.urls")),
    path("bodies/reports/", include("forums.reports.urls")),
    path("participation/", include("feedback.reports.urls")),
    path("bodies/", include("forums.bodies.urls")),
    path("calendar/", include("forums.calendar.urls")),
    path("changed/", include("feedback.measures.urls")),
    path("consultations/", include("consultations.urls")),
    path("calls/", include("forums.calls.urls")),
    path("direct/", include("forums.direct.urls")),
    path("files/", include("prestizh.documents.urls")),
    path("follow/", include("prestizh.home.following.urls")),
    path("meetings/", include("prestizh.meetings.urls")),
    path("meetings/<str:public_id>/minutes/", include("prestizh.meetings.minutes.urls")),
    path("people/", include("prestizh.home.people.urls")),
    path("places/", include("prestizh.home.places.urls")),
    path("questionnaires/", include("feedback.questionnaires.urls")),
    path("recommendations/", include("forums.recommendations.urls")),
    path("record/", include("prestizh.ledger.urls")),
    path("gatherings/", include("forums.gatherings.urls")),
    path("surveys/results/", include("feedback.results.urls")),
    path("surveys/", include("feedback.surveys.urls")),
    path("stakeholders/", include("feedback.stakeholders.urls")),
    path("workspaces/", include("forums.workspaces.urls")),
    path("account/", include("allauth.urls")),
    prefix_default_language=False,
)

if settings.DEMO:
    urlpatterns += i18n_patterns(
        path("demo/", include("prestizh.local.urls")), prefix_default_language=False
    )
