"""Screens for people, roles and organisations."""
