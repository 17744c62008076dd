from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "forums.bodies"

    def ready(self) -> None:
        """Bring in what registers itself: relations, hosts of meetings, panels, tabs."""
        from forums.bodies import hosting, own_panels, own_tabs, relations  # noqa: F401
