"""Values of the form as people read them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from registration import validators
from registration.enums import MaterialSource

_SECRETS = ("citizen_id", "proxy_citizen_id")


def say(field, value) -> str:
    """``value`` of a model ``field`` in words; '' for nothing. Citizen IDs are masked."""
    if value in (None, "", []):
        return ""
    if field.name in _SECRETS:
        return validators.mask_citizen_id(value)
    if field.name == "materials":
        return ", ".join(f"{row['name']} ({MaterialSource(row['source']).label})" for row in value)
    if isinstance(value, bool):
        return _("ใช่") if value else _("ไม่ใช่")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, Decimal):
        return f"{value:,.2f}".removesuffix(".00")
    return str(value)


def said(row, name: str) -> str:
    """The value of a row's field in words."""
    return say(row._meta.get_field(name), getattr(row, name))


def label(row, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name)


def changes(differences) -> list[dict[str, str]]:
    """Differences for ``components/diff.html``."""
    return [
        {
            "label": str(each.field.verbose_name),
            "before": say(each.field, each.old),
            "after": say(each.field, each.new),
        }
        for each in differences
    ]
