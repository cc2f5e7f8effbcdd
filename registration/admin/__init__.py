"""The admin: the same rows, rules and services as our pages, in Django's lists and forms.

Django finds the classes by importing this package.
"""

from registration.admin import certified, filed, journal, lookups, officers, places, plan, register

__all__ = ["certified", "filed", "journal", "lookups", "officers", "places", "plan", "register"]
