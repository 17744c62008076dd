from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "consultations"

    def ready(self) -> None:
        """Bring in what registers itself: letters, renditions, what can be followed, what is verified."""
        from consultations import as_recorded, letters, news, renditions  # noqa: F401
