from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "forums.workspaces"

    def ready(self) -> None:
        """Bring in what registers itself: the letters."""
        from forums.workspaces import letters  # noqa: F401
