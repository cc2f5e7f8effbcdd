"""Two versions of one form side by side: what the officer typed and what a colleague has saved.

A form that was opened before the colleague saved never overwrites. Its fields that differ are laid
out, the officer chooses for each, and the choice is sent with the version that was looked at.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.forms import merging
from registration.guards import OfficerView
from registration.selectors import journal
from registration.views import wording
from registration.views.keeping import Keeper

_ROWS = {
    "standards": gettext_lazy("มาตรฐานและใบอนุญาต"),
    "rights": gettext_lazy("ทรัพย์สินทางปัญญา"),
}


@dataclass(frozen=True)
class Choice:
    """One field that differs. ``contested``: somebody else has changed it since the form was
    opened, so the officer has to choose; elsewhere what was typed stands unless it is given up.
    """

    name: str
    label: str
    mine: str
    stored: str
    contested: bool


def of_fields(row, values: dict, changed: set[str]) -> list[Choice]:
    """The fields of ``values`` (as a service takes them) that differ from what ``row`` holds."""
    found = []
    for name, value in values.items():
        old = getattr(row, name)
        if old == value:
            continue
        field = row._meta.get_field(name)
        mine, stored = wording.say(field, value), wording.say(field, old)
        label = str(field.verbose_name)
        found.append(Choice(name, label, mine, stored, name in changed))
    return found


def of_sheet(product, sheet, changed: set[str]) -> list[Choice]:
    """A product's fields, and each list of rows below it (standards, rights) as a whole."""
    values = sheet.values()
    found = of_fields(product, values, changed)
    for rows in merging.parts_of(sheet):
        name = getattr(rows, "prefix", None)
        if name is None or name in values:
            continue
        mine = merging.in_words(rows, rows.kept())
        stored = merging.in_words(rows, getattr(product, name).all())
        if sorted(mine) != sorted(stored):
            label = str(_ROWS.get(name, name))
            found.append(Choice(name, label, "; ".join(mine), "; ".join(stored), name in changed))
    return found


def changed_since(by, row, version: int, key: str = "") -> set[str]:
    """Which fields others have changed since ``version``, from the journal: every edit counts the
    version up once and writes one entry. ``key`` names a product.
    """
    n = max(0, row.version - version)
    entries = journal.of_subject(by, "registration", row.pk).reverse()[:n]
    found: set[str] = set()
    for entry in entries:
        before, after = entry.before, entry.after
        if key:
            before, after = before.get(key) or {}, after.get(key) or {}
        names = set(before) | set(after)
        found |= {name for name in names if before.get(name) != after.get(name)}
    return found


def page(view: OfficerView, keeper: Keeper, choices: list[Choice], **context):
    """The page; ``context`` has ``heading``, ``breadcrumb`` and ``cancel_url``. 409: nothing of the
    registration was written.
    """
    row = keeper.row
    editor = row.edited_by or row.entered_by
    context |= {
        "row": row,
        "choices": choices,
        "n_contested": sum(each.contested for each in choices),
        "editor": editor,
        "edited_at": row.edited_at or row.entered_at,
        "draft": keeper.kept,
        "is_new_product": keeper.form == "product-new",
        "product_names": _names(row) if keeper.form == "product-new" else [],
        "heading": _("มีผู้บันทึกรายการนี้ไปก่อนแล้ว"),
        "subject": context.get("heading", ""),
    }
    return view.render("registration/drafts/mix.html", context, status=409)


def _names(row) -> list[str]:
    return [product.name for product in row.products.all() if not product.dropped]
