from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "forums.calls"

    def ready(self) -> None:
        """Bring in what registers itself: letters, what can be followed, panels and tabs."""
        from forums.calls import letters, news, of_body, ordering  # noqa: F401
        from forums.calls.protocol import renditions  # noqa: F401
