"""Encryption at rest for citizen IDs.

Thirteen digits are a space of 10¹², so a plain hash would be reversed in an hour: the lookup value
is an HMAC whose key lives only in the environment (``DATA_INDEX_KEY``), never in the database or
its dump.
"""

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """The cipher of ``DATA_KEYS``: the first key encrypts, every key decrypts."""
    return _cipher(tuple(settings.DATA_KEYS))


def blind_index(value: str) -> str:
    """HMAC-SHA256 of a citizen ID in hex, or '' for ''. Equal IDs give equal indexes."""
    if not value:
        return ""
    return hmac.new(settings.DATA_INDEX_KEY.encode(), value.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Text that the database holds only as a Fernet token; '' stays ''."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return cipher().encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value, expression, connection):
        return cipher().decrypt(value.encode()).decode() if value else value


class BlindIndexField(models.CharField):
    """The blind index of another field of the row, kept on every save and bulk_create."""

    def __init__(self, *args, source, **kwargs):
        self.source = source
        super().__init__(*args, **{"max_length": 64, "blank": True, "editable": False, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance, add):
        value = blind_index(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, value)
        return value
