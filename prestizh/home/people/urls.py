"""Addresses of the screens for people and organisations."""

from django.urls import path

from prestizh.home.people import organisations, profile, roles

app_name = "accounts"
urlpatterns = [
    path("", roles.people, name="people"),
    path("me/", profile.profile, name="profile"),
    path("<int:pk>/", roles.person, name="person"),
    path("<int:pk>/roles/give/", roles.grant, name="grant"),
    path("<int:pk>/roles/<slug:role>/take-back/", roles.revoke, name="revoke"),
    path("<int:pk>/second-factor/reset/", roles.reset, name="reset_second_factor"),
    path("organisations/", organisations.mine, name="organisations"),
    path("organisations/new/", organisations.claim, name="claim"),
    path("organisations/all/", organisations.verification, name="verification"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<int:pk>/verify/", organisations.verify, name="verify"),
    path(
        "representations/<int:pk>/verify/",
        organisations.verify_representation,
        name="verify_representation",
    ),
    path("representations/<int:pk>/end/", organisations.end, name="end_representation"),
]
