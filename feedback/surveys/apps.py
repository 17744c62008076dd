from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Registers itself with the lower apps as they start."""

    name = "feedback.surveys"

    def ready(self) -> None:
        """Bring in the letters."""
        from feedback.surveys import letters  # noqa: F401
