"""In which order a reserve is taken: asked of whatever published one, which registers here."""

from typing import Protocol

from forums.bodies.models import Membership
from prestizh.accounts.models import User


class Order(Protocol):
    """What published an order, such as the result of a call."""

    def hold(self, member: Membership) -> None:
        """Lock the order until the transaction ends, before anything else is locked."""

    def ahead_of(self, member: Membership) -> list[str]:
        """Who comes before this reserve member and neither sits nor was passed over for good."""

    def pass_over(self, member: Membership, *, actor: User, reason: str) -> None:
        """Publish and record why all these were passed over for this member."""


_orders: list[Order] = []


def register(order: Order) -> None:
    """Let the reserve be taken in this order, for the members it knows."""
    _orders.append(order)


def hold(member: Membership) -> None:
    """Lock every order in which this member stands."""
    for order in _orders:
        order.hold(member)


def ahead_of(member: Membership) -> list[str]:
    """Who comes before this reserve member; nobody where no order was published."""
    return [name for order in _orders for name in order.ahead_of(member)]


def pass_over(member: Membership, *, actor: User, reason: str) -> None:
    """Say of all who come before this member why they were passed over."""
    for order in _orders:
        order.pass_over(member, actor=actor, reason=reason)
