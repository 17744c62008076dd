"""Yearly reports of bodies."""
