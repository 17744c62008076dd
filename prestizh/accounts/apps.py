from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "prestizh.accounts"
    label = "accounts"
