"""Render the pieces of all public consultations anew: after an upgrade with other templates or words."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from consultations import fragments
from consultations.models import Consultation
from consultations.procedure import locked


class Command(BaseCommand):
    """`manage.py rewrite_pages`: each consultation in a short transaction of its own."""

    help = "Render the pages of all public consultations anew, after an upgrade."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rewrite and say how many."""
        public = list(Consultation.objects.public())
        for consultation in public:
            with transaction.atomic():
                row = locked(consultation)
                fragments.write_all(row)
                fragments.tell(row)
        self.stdout.write(f"{len(public)} consultations rewritten.")
