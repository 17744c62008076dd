"""Forms of direct participation."""
