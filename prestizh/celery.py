"""The Celery application: what it runs on and when the clock ticks.

The rows in the database are the queue; the broker only carries nudges. So every setting here may
be wrong for a while (a doubled beat, a lost or replayed task) and the end state is still right.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prestizh.settings")

app = Celery("prestizh")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
