"""The components of the portal as template tags; `ui` is loaded everywhere."""

from django import template

from . import _blocks, _data, _dates, _forms, _links, _small

register = template.Library()

for part in (_small, _blocks, _data, _dates, _links, _forms):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
