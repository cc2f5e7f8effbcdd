"""Encryption at rest for citizen IDs.

Thirteen digits are a space of 10¹², so a plain hash would be reversed in an hour: the lookup value
is an HMAC whose key lives only in the environment (``DATA_INDEX_KEY``), never in the database or
its dump.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models

from registration import similarity, validators


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


def tail_index(value: str, last: int) -> str:
    """The blind index of the last characters; never equal to that of a whole value."""
    return blind_index(f"…{value[-last:]}") if value else ""


class EncryptedTextField(models.TextField):
    """Text that the database holds only as a Fernet token; '' stays ''."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return cipher().encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value, expression, connection):
        return cipher().decrypt(value.encode()).decode() if value else value


class EncryptedBytesField(models.BinaryField):
    """Bytes that the database holds only encrypted; empty stays empty."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return urlsafe_b64decode(cipher().encrypt(bytes(value))) if value else value

    def from_db_value(self, value, expression, connection):
        value = bytes(value or b"")
        return cipher().decrypt(urlsafe_b64encode(value)) if value else value


class DerivedField(models.CharField):
    """A column computed from other fields of the row, kept on every save and bulk_create.

    ``save(update_fields=…)`` writes it only when it is named there: see ``derived_from``.
    """

    sources: tuple[str, ...]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"blank": True, "editable": False, **kwargs})

    def derive(self, row) -> str:
        raise NotImplementedError

    def pre_save(self, model_instance, add):
        value = self.derive(model_instance)
        setattr(model_instance, self.attname, value)
        return value


class BlindIndexField(DerivedField):
    """The blind index of another field, or of its ``last`` characters."""

    def __init__(self, *args, source, last=None, **kwargs):
        self.source, self.last, self.sources = source, last, (source,)
        super().__init__(*args, **{"max_length": 64, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source, "last": self.last}

    def derive(self, row):
        value = getattr(row, self.source)
        if self.last is None:
            return blind_index(value)
        return tail_index(value, self.last)


class FoldedField(DerivedField):
    """A name as the duplicate finder compares it; several ``sources`` are a person's names."""

    def __init__(self, *args, sources, **kwargs):
        self.sources = sources
        super().__init__(*args, **{"max_length": 200, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sources": self.sources}

    def derive(self, row):
        text = " ".join(getattr(row, name) for name in self.sources)
        fold = similarity.fold_person if len(self.sources) > 1 else similarity.fold
        return fold(text)[:200]


class SortKeyField(DerivedField):
    """A name in the order of a Thai dictionary (``validators.sort_key``); twice as long, because
    the marks stand behind the letters.
    """

    def __init__(self, *args, source, **kwargs):
        self.source, self.sources = source, (source,)
        super().__init__(*args, **{"max_length": 420, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def derive(self, row):
        return validators.sort_key(getattr(row, self.source))[:420]


def derived_from(model: type[models.Model], names) -> set[str]:
    """The derived columns of ``model`` that change when ``names`` do."""
    return {
        field.name
        for field in model._meta.fields
        if isinstance(field, DerivedField) and set(field.sources) & set(names)
    }
