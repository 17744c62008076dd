from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "forums.calendar"

    def ready(self) -> None:
        """Bring in the days of discussions, meetings, calls and answers."""
        from forums.calendar import days  # noqa: F401
