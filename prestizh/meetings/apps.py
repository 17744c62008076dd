from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "prestizh.meetings"

    def ready(self) -> None:
        """Bring in what registers itself: letters and documents."""
        from prestizh.meetings import letters  # noqa: F401
        from prestizh.meetings.minutes import letters as of_minutes  # noqa: F401
        from prestizh.meetings.minutes import renditions  # noqa: F401
