from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "prestizh.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Bring in what registers itself: the letters about accounts."""
        from prestizh.accounts import letters  # noqa: F401
