"""Values of the form as people read them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from registration import partial_dates, validators
from registration.enums import MaterialSource
from registration.forms import labels
from registration.selectors import lookups

_SECRETS = ("citizen_id", "proxy_citizen_id")
_POSITION = ("latitude", "longitude")


def say(field, value) -> str:
    """``value`` of a model ``field`` in words; '' for nothing. Citizen IDs are masked."""
    if value in (None, "", []):
        return ""
    if field.name in _SECRETS:
        return validators.mask_citizen_id(value)
    if field.name in _BY_NAME:
        return _BY_NAME[field.name](value)
    if field.name in lookups.CODED:
        names = lookups.code_names()[field.name]
        return ", ".join(names.get(code, code) for code in value)
    if isinstance(value, bool):
        return _("ใช่") if value else _("ไม่ใช่")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, Decimal) and field.name not in _POSITION:
        return f"{value:,.2f}".removesuffix(".00")
    return str(value)


def _materials(rows) -> str:
    return ", ".join(f"{row['name']} ({MaterialSource(row['source']).label})" for row in rows)


def _member_names(text: str) -> str:
    n = len(text.splitlines())
    return "\n".join([_("%(n)d ชื่อ") % {"n": n}, text])


_BY_NAME = {
    "materials": _materials,
    "member_names": _member_names,
    "birth_date": partial_dates.in_words,
}


def said(row, name: str) -> str:
    """The value of a row's field in words."""
    return say(row._meta.get_field(name), getattr(row, name))


def label(row, name: str) -> str:
    return labels.of(row._meta.get_field(name))


def changes(differences) -> list[dict[str, str]]:
    """Differences for ``components/diff.html``."""
    return [
        {
            "label": labels.of(each.field),
            "before": say(each.field, each.old),
            "after": say(each.field, each.new),
        }
        for each in differences
    ]
