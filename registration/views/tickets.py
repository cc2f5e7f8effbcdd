"""A form's page carries a ticket: who opened which form, signed by us.

What is typed can so be kept for its officer also when the session has ended, and a browser in which
somebody else has signed in meanwhile keeps nothing under the wrong name. Signed, not secret: it
holds keys and no person.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.cache import cache

NAME = "ticket"  # the hidden field that carries it
LASTS = timedelta(hours=24)
_SALT = "registration.views.tickets"


@dataclass(frozen=True)
class Ticket:
    officer: int
    filing: int
    registration: int | None
    form: str
    version: int


def write(ticket: Ticket) -> str:
    """Text for the page; no two are alike."""
    values = [getattr(ticket, name) for name in ticket.__dataclass_fields__]
    return signing.dumps([*values, secrets.token_hex(4)], salt=_SALT)


def read(text: str, lasts: timedelta | None = LASTS) -> Ticket | None:
    """None for what we did not write, or not lately. ``lasts=None`` asks for no age."""
    try:
        *values, _nonce = signing.loads(text, salt=_SALT, max_age=lasts)
        return Ticket(*values)
    except (signing.BadSignature, TypeError, ValueError):
        return None


def spend(text: str) -> None:
    """The form of this page is saved: what its script sends late must not come back as a draft."""
    if read(text):
        cache.set(_key(text), True, LASTS.total_seconds())


def claim(text: str) -> bool:
    """Whether a form that adds a row may add it: true once for each page, however often and fast
    its button is pressed. A page without a ticket of ours is not held back.
    """
    return read(text) is None or cache.add(f"{_key(text)}:claim", True, LASTS.total_seconds())


def is_spent(text: str) -> bool:
    return bool(cache.get(_key(text)))


def _key(text: str) -> str:
    return f"ticket:{hashlib.sha256(text.encode()).hexdigest()}"
