from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "forums.gatherings"

    def ready(self) -> None:
        """Bring in what registers itself: letters, days, the panel on the body's page, the desk's tab."""
        from forums.gatherings import letters, on_body, on_calendar  # noqa: F401
