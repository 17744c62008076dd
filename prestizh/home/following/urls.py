"""The addresses of following without an account."""

from django.urls import path

from prestizh.home.following import views

app_name = "following"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("asked/", views.asked, name="asked"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("confirmed/", views.confirmed, name="confirmed"),
    path("end/<str:token>/", views.end, name="end"),
    path("end-all/<str:token>/", views.end_all, name="end_all"),
    path("ended/", views.ended, name="ended"),
]
