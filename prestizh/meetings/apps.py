from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "prestizh.meetings"

    def ready(self) -> None:
        """Bring in what registers itself: the letters."""
        from prestizh.meetings import letters  # noqa: F401
