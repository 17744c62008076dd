from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "prestizh.documents"
    label = "documents"
