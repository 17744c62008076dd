from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "prestizh.ui"
    label = "ui"
