"""Participation reports."""
