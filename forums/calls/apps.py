from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "forums.calls"

    def ready(self) -> None:
        """Bring in what registers itself: letters, what can be followed and what is news of it."""
        from forums.calls import letters, news  # noqa: F401
