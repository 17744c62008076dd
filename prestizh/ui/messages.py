"""Where a notice waits for the next page: a cookie with the portal's own prefix, else the session."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class NoticeCookie(CookieStorage):
    """Django's signed cookie under a name that no neighbouring site can set (`__Host-`)."""

    cookie_name = settings.MESSAGES_COOKIE_NAME


class NoticeStorage(FallbackStorage):
    """The cookie, so that a guest needs no session; what does not fit goes into the session."""

    storage_classes = (NoticeCookie, SessionStorage)
