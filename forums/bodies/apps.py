from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "forums.bodies"

    def ready(self) -> None:
        """Bring in what registers itself: relations, hosts of meetings, panels of the page."""
        from forums.bodies import hosting, own_panels, relations  # noqa: F401
