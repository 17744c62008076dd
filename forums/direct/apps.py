from django.apps import AppConfig


class DirectConfig(AppConfig):
    name = "forums.direct"

    def ready(self) -> None:
        """Bring in what registers itself: letters, news for followers, days of the calendar."""
        from forums.direct import letters, news, on_calendar  # noqa: F401
