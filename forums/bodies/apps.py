from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "forums.bodies"

    def ready(self) -> None:
        """Bring in what registers itself: relations to a body, bodies as hosts of meetings."""
        from forums.bodies import hosting, relations  # noqa: F401
