"""Addresses of the calendar; those of its files stay as they are, people subscribe to them."""

from django.urls import path

from forums.calendar import views

app_name = "calendar"

urlpatterns = [
    path("", views.all_month, name="all"),
    path("all.ics", views.all_file, name="all_file"),
    path("body/<str:public_id>/", views.body_month, name="body"),
    path("body/<str:public_id>/calendar.ics", views.body_file, name="body_file"),
    path("body/<str:public_id>/<int:year>/<int:month>/", views.body_month, name="body_month"),
    path("topic/<int:pk>/", views.topic_month, name="topic"),
    path("topic/<int:pk>/calendar.ics", views.topic_file, name="topic_file"),
    path("topic/<int:pk>/<int:year>/<int:month>/", views.topic_month, name="topic_month"),
    path("<int:year>/<int:month>/", views.all_month, name="all_month"),
]
