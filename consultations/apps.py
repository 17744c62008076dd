from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "consultations"

    def ready(self) -> None:
        """Bring in what registers itself: letters, renditions, what can be followed."""
        from consultations import letters, renditions  # noqa: F401
