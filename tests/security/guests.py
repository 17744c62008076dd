"""What a visitor does by HTTP: writes into the basket, sends, and what the world holds for it."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from consultations.models import Basket, Consultation, Opinion

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
WHO = {
    "name": "Гостенка Гостева",
    "email": "guest@example.bg",
    "capacity": "self",
    "shown_as": "name",
}


@dataclass
class Guest:
    """A visitor with a browser of their own; nothing raises, everything has a status."""

    consultation: Consultation
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def address(self, name: str, *more: object) -> str:
        """An address of this consultation."""
        return reverse(f"consultations:{name}", args=[self.consultation.public_id, *more])

    def write(self, **fields: Any) -> Any:
        """Put one proposal into the basket; by default a remark on the whole draft."""
        typed = {"kind": "remark", "reasons": "Дворът е мръсен.", **fields}
        return self.client.post(self.address("basket_add"), typed, headers=OWN_PAGE)

    def basket(self) -> Basket:
        """The basket of this browser."""
        key = self.client.cookies["basket"].value
        found: Basket = Basket.objects.get(key=key, consultation=self.consultation)
        return found

    def send(self, **fields: Any) -> Any:
        """Send what the basket holds."""
        typed = {**WHO, "submission": str(self.basket().submission_key), **fields}
        return self.client.post(self.address("send"), typed)


def the_opinion() -> Opinion:
    """The only one there is."""
    return Opinion.objects.get()
