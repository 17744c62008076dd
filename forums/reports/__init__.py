"""The yearly report of a body, made from its record."""
