from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "forums.recommendations"

    def ready(self) -> None:
        """Bring in what registers itself: letters, news, panels and tabs."""
        from forums.recommendations import letters, news, panel, speaking  # noqa: F401
