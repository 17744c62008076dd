from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "forums.workspaces"
