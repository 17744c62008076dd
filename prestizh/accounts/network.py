"""From which network a request comes, believing only the proxies that are ours."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 (nothing listens on it: it stands for "no address")


def client_ip(request: HttpRequest) -> str:
    """The client's IP address; `0.0.0.0` where it can't be told (a Unix socket without a proxy).

    Each proxy of ours adds the address it saw at the right end of X-Forwarded-For. So with n of
    them the n-th from the right was written by a machine of ours; all left of it is hearsay.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.TRUSTED_PROXIES
    if proxies:
        told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(told) >= proxies:
            seen = told[-proxies]
    try:
        address = ipaddress.ip_address(seen.partition("%")[0])
    except ValueError:
        return UNKNOWN
    # On a socket of both kinds an IPv4 client is called ::ffff:192.0.2.1; all in one network else.
    return str(getattr(address, "ipv4_mapped", None) or address)


def network_of(request: HttpRequest) -> str:
    """What limits are counted by: an IPv4 address, or the /64 that one IPv6 customer holds."""
    address = ipaddress.ip_address(client_ip(request))
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))
