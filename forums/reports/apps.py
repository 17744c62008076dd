from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "forums.reports"

    def ready(self) -> None:
        """Bring in what registers itself: papers, letters, the panel of a body's page."""
        from forums.reports import letters, panel, papers  # noqa: F401
