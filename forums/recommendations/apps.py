from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "forums.recommendations"

    def ready(self) -> None:
        """Bring in what registers itself: letters, news, panels and tabs,
        what follows from decisions."""
        from forums.recommendations import (  # noqa: F401
            following,
            letters,
            news,
            panel,
            speaking,
        )
