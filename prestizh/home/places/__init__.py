"""Screens for the municipality, its places and its calendar."""
