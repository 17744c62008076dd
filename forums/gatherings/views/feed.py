"""The forums as Atom: the newest, and what each is at."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed as SyndicationFeed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy

from forums.gatherings.models import Forum
from prestizh.legaltext import tidy
from prestizh.outbox.links import absolute

NEWEST = 20

if TYPE_CHECKING:
    # What the feed stands on; it takes parameters only for the type checker.
    ForumFeed = SyndicationFeed[Forum, None]
else:
    ForumFeed = SyndicationFeed


class Feed(ForumFeed):
    """The newest forums."""

    feed_type = Atom1Feed
    title = gettext_lazy("Citizen and deliberative forums")

    def link(self) -> str:
        """The list in the language of the feed; from the site's setting, not from the Host."""
        return absolute(reverse("gatherings:list"))

    def feed_url(self) -> str:
        """The feed itself."""
        return absolute(reverse("gatherings:feed"))

    def items(self) -> list[Forum]:
        """The newest that are public."""
        rows = Forum.objects.public().select_related("body").prefetch_related("changes")
        return list(rows[:NEWEST])

    def item_title(self, item: Forum) -> str:
        return tidy(str(item))

    def item_description(self, item: Forum) -> str:
        return tidy(f"{item.get_stage_display()}. {item.about}")

    def item_link(self, item: Forum) -> str:
        return absolute(item.get_absolute_url())

    def item_updateddate(self, item: Forum) -> datetime:
        return max(change.at for change in item.changes.all())

    @classmethod
    def as_page(cls) -> Any:
        """The feed as a view that needs no sign-in."""
        return login_not_required(cls())
