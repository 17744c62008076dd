from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "prestizh.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Bring in what registers itself: the letters, the sweep of the post."""
        from prestizh.outbox import daily_root, delivery, digest, following  # noqa: F401
