"""Views of direct participation."""
