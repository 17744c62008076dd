from django.apps import AppConfig


class LocalConfig(AppConfig):
    name = "prestizh.local"
    label = "local"
