from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "forums.workspaces"

    def ready(self) -> None:
        """Bring in what registers itself: letters, a panel of the public page, a tab of the desk."""
        from forums.workspaces import beside, letters  # noqa: F401
