from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "prestizh.home"
    label = "home"

    def ready(self) -> None:
        """Bring in what registers itself: what can be followed."""
        from prestizh.home.following import scopes  # noqa: F401
