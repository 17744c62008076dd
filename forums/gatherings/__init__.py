"""Citizen forums and deliberative forums: registration, the draw, tables, sessions, votes."""
