from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "forums.bodies"

    def ready(self) -> None:
        """Bring in what registers itself: relations, panels of the page."""
        from forums.bodies import own_panels, relations  # noqa: F401
