"""Journal entries in words: what was changed from what to what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar
from registration.selectors import histories
from registration.views import wording
from registration.views.deeds import action_text

_PRODUCT = "product-"
_SECRETS = ("citizen_id", "proxy_citizen_id")
_MANY = 6  # changes that are told at once; more are folded away
# What entries hold besides fields of the form; the rest would tell an officer nothing.
_OTHERS = {
    "carried_from": gettext_lazy("คัดลอกจาก"),
    "found": gettext_lazy("พบในทะเบียน (ราย)"),
    "until": gettext_lazy("แก้ไขได้ถึง"),
}
_MOVES = {"from": gettext_lazy("ย้ายจาก"), "to": gettext_lazy("ย้ายไป")}
_HELD = {
    "standards": gettext_lazy("มาตรฐานและใบอนุญาต"),
    "rights": gettext_lazy("ทรัพย์สินทางปัญญา"),
}


@dataclass(frozen=True)
class _Part:
    """One value that an entry changed; ``field`` is empty for what is no field of the form. Where
    it is rows that a product holds, ``fields`` are theirs.
    """

    label: str
    field: object
    before: object
    after: object
    fields: tuple = ()

    def values(self) -> Iterator[tuple[object, object]]:
        """Each field with each of its values, before and after."""
        for side in (self.before, self.after):
            if not self.fields:
                yield self.field, side
            for row in side if self.fields else ():
                yield from ((field, row.get(field.name)) for field in self.fields)


def told(by, entries: Iterable) -> list[dict]:
    """Entries for ``registration/register/history.html``, in their order."""
    parts = {entry.pk: list(_parts(entry)) for entry in entries}
    names = histories.named(by, _keys(each for rows in parts.values() for each in rows))
    return [
        {
            "at": entry.at,
            "text": action_text(entry.action),
            "officer_name": entry.officer_name or _("ระบบ"),
            "office": entry.office,
            "reason": entry.reason,
            "subject": entry.subject_text,
            "url": reverse("registration", args=(entry.subject_id,))
            if entry.subject_kind == "registration"
            else "",
            **_changes(parts[entry.pk], names),
        }
        for entry in entries
    ]


def _changes(parts: list[_Part], names: dict) -> dict:
    said = [_said(part, names) for part in parts]
    changes = [each for each in said if each["before"] != each["after"]]
    return {"changes": changes, "are_many": len(changes) > _MANY}


def _parts(entry) -> Iterator[_Part]:
    before, after = entry.before or {}, entry.after or {}
    for name in sorted({*before, *after}, key=_place):
        old, new = before.get(name), after.get(name)
        if name.startswith(_PRODUCT):
            yield from _of_product(name.removeprefix(_PRODUCT), old or {}, new or {})
        elif name in histories.PRODUCER_FIELDS:
            field = histories.PRODUCER_FIELDS[name]
            yield _Part(str(field.verbose_name), field, old, new)
        elif name == "evidence":
            yield _Part(_("หลักฐาน"), None, _evidence(old), _evidence(new))
        elif name in _MOVES and entry.subject_kind == "transfer":
            yield _Part(str(_MOVES[name]), histories.TRANSFER_FIELDS[name], old, new)
        elif name in _OTHERS:
            yield _Part(str(_OTHERS[name]), None, old, new)


def _place(name: str) -> tuple:
    """Products first, then fields as the form asks them: PostgreSQL keeps no order in JSON."""
    if name.startswith(_PRODUCT):
        return -1, len(name), name
    places = list(histories.PRODUCER_FIELDS)
    return places.index(name) if name in places else len(places), 0, name


def _evidence(given: list[dict] | None) -> str:
    """``ภาพถ่ายผลิตภัณฑ์ 2 ไฟล์`` for each kind that was given or taken away."""
    found: dict[str, int] = {}
    for each in given or ():
        name = each.get("name", each["kind"])
        found[name] = found.get(name, 0) + ("sha256" in each)
    return ", ".join(
        _("%(name)s %(n)d ไฟล์") % {"name": name, "n": n} if n else _("เห็นต้นฉบับ %s") % name
        for name, n in found.items()
    )


def _of_product(sequence: str, old: dict, new: dict) -> Iterator[_Part]:
    head = _("ผลิตภัณฑ์ที่ %(number)s") % {"number": sequence}
    for name, field in histories.PRODUCT_FIELDS.items():
        before, after = old.get(name), new.get(name)
        if before != after and not (name == "dropped" and not (before or after)):
            yield _Part(f"{head}: {field.verbose_name}", field, before, after)
    for name, fields in histories.HELD_FIELDS.items():
        before, after = old.get(name) or [], new.get(name) or []
        gone = [row for row in before if row not in after]
        come = [row for row in after if row not in before]
        if gone or come:
            yield _Part(f"{head}: {_HELD[name]}", None, gone, come, fields)


def _keys(parts: Iterable[_Part]) -> dict:
    wanted: dict = {}
    for field, value in (each for part in parts for each in part.values()):
        if getattr(field, "is_relation", False) and value not in (None, ""):
            wanted.setdefault(field.related_model, set()).add(value)
    return wanted


def _said(part: _Part, names: dict) -> dict[str, str]:
    before, after = (
        "; ".join(_row(row, part.fields, names) for row in value)
        if part.fields
        else _say(part.field, value, names)
        for value in (part.before, part.after)
    )
    return {"label": part.label, "before": before, "after": after}


def _row(row: dict, fields: tuple, names: dict) -> str:
    """What a product holds in one line; a day says which it is."""
    said = [(field, _say(field, row.get(field.name), names)) for field in fields]
    return " ".join(
        f"{field.verbose_name} {_day(text)}" if field.get_internal_type() == "DateField" else text
        for field, text in said
        if text
    )


def _say(field, value, names: dict) -> str:
    """One value as the journal keeps it (``services.journal.plain``), in words."""
    if value in (None, ""):
        return ""
    if field is None:
        return _day(str(value))
    if field.name in _SECRETS:
        return str(value)  # masked when it was written
    if field.is_relation:
        return names.get((field.related_model, str(value)), str(value))
    if field.get_internal_type() == "DecimalField":
        try:
            value = Decimal(str(value))
        except InvalidOperation:
            return str(value)
    return wording.say(field, value)


def _day(text: str) -> str:
    try:
        return calendar.thai_date(date.fromisoformat(text))
    except ValueError:
        return text
