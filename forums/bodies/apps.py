from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "forums.bodies"

    def ready(self) -> None:
        """Bring in what registers itself: relations, hosts of meetings, panels, tabs,
        papers, letters, news."""
        from forums.bodies import (  # noqa: F401
            hosting,
            letters,
            meetings_panel,
            meetings_tab,
            news,
            own_panels,
            own_tabs,
            relations,
        )
        from forums.bodies.papers import renditions  # noqa: F401
