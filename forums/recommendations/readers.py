"""Which account answers for an address: only one whose owner has shown that it is theirs."""

from allauth.account.models import EmailAddress

from prestizh.accounts.models import User


def account_of(address: str) -> User | None:
    """The person whose confirmed address this is, if there is one."""
    if not address:
        return None
    found = (
        EmailAddress.objects.filter(email__iexact=address, verified=True, user__is_active=True)
        .select_related("user")
        .first()
    )
    return found.user if found is not None else None
