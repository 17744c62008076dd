from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "forums.bodies"

    def ready(self) -> None:
        """Bring in what registers itself: who stands in which relation to a body."""
        from forums.bodies import relations  # noqa: F401
