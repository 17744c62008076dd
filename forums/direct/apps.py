from django.apps import AppConfig


class DirectConfig(AppConfig):
    name = "forums.direct"

    def ready(self) -> None:
        """Bring in what registers itself: letters, news for followers, what can be followed."""
        from forums.direct import letters, news  # noqa: F401
