"""Forms of those who keep the map of stakeholders."""
