"""Pages of the map of stakeholders: never public."""
