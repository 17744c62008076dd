from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "prestizh.places"
    label = "places"
