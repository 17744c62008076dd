from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Registers itself with the lower apps as they start."""

    name = "feedback.surveys"

    def ready(self) -> None:
        """Bring in what registers itself: the letters, the makers of papers."""
        from feedback.surveys import letters, print_kit  # noqa: F401
