from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """Registers itself with the lower apps as they start."""

    name = "feedback.reports"
    label = "participation"
