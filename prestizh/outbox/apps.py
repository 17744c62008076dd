from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "prestizh.outbox"
    label = "outbox"
