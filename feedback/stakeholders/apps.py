from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    """Registers itself with the lower apps as they start."""

    name = "feedback.stakeholders"
