from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "prestizh.home"
    label = "home"
