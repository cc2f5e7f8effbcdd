"""Window orders and extensions as letters: which one decides, which one is history."""

from collections.abc import Iterable

from registration.enums import Role, Scope
from registration.models import Extension, ExtensionRequest, Window, WindowOrder
from registration.scoping import Jurisdiction


def every() -> list[WindowOrder]:
    """Every order, newest first, withdrawn ones too, with windows."""
    return list(
        WindowOrder.objects.select_related("province", "district").prefetch_related("windows")
    )


def order_for(pk: int) -> WindowOrder:
    return WindowOrder.objects.select_related("province", "district", "issued_by", "scan").get(
        pk=pk
    )


def superseding(known: Iterable[WindowOrder]) -> dict[int, WindowOrder]:
    """For each window that no longer decides, by primary key, the newer order that does.

    ``known`` are all orders with their windows (``every()``). Only an order to the very same area
    supersedes; a more specific one stands beside it.
    """
    deciding: dict[tuple, tuple[WindowOrder, int]] = {}
    older: dict[int, tuple] = {}
    for order in sorted(known, key=lambda o: (o.dated_on, o.pk)):
        if order.withdrawn_at:
            continue
        for window in order.windows.all():
            area = (order.scope, order.province_id, order.district_id)
            key = (*area, window.quarter_id, window.step)
            if key in deciding:
                older[deciding[key][1]] = key
            deciding[key] = (order, window.pk)
    return {pk: deciding[key][0] for pk, key in older.items()}


def standing(order: WindowOrder, known: Iterable[WindowOrder]) -> str:
    """``live``, ``partly`` or ``superseded`` by newer orders, or ``withdrawn``."""
    if order.withdrawn_at:
        return "withdrawn"
    gone = superseding(known)
    windows = next((row.windows.all() for row in known if row.pk == order.pk), ())
    n_gone = sum(window.pk in gone for window in windows)
    if not n_gone:
        return "live"
    return "superseded" if n_gone == len(windows) else "partly"


def extensions_for(by: Jurisdiction) -> list[Extension]:
    """Extensions that speak to the area of ``by``, revoked ones too, newest first."""
    rows = Extension.objects.select_related("province", "district", "granted_by", "revoked_by")
    return [row for row in rows if _concerns(by, row)]


def extension_for(by: Jurisdiction, pk: int) -> Extension:
    """Raises ``Extension.DoesNotExist`` for one that speaks to other areas only."""
    rows = Extension.objects.select_related(
        "province", "district", "granted_by", "revoked_by", "request"
    )
    row = rows.get(pk=pk)
    if not _concerns(by, row):
        raise Extension.DoesNotExist
    return row


def request_of(by: Jurisdiction, extension: Extension) -> ExtensionRequest | None:
    """What was granted by this extension, where the own office may read it."""
    found = getattr(extension, "request", None)
    may_read = found and by.role != Role.READER and by.covers(found.area_code)
    return found if may_read else None


def special_windows(by: Jurisdiction, year: int) -> list[Window]:
    """Windows of a fiscal year that an order sets for one area, of those that concern ``by``."""
    rows = (
        Window.objects.filter(quarter__year=year, order__withdrawn_at__isnull=True)
        .exclude(order__scope=Scope.COUNTRY)
        .select_related("order__province", "order__district")
    )
    return [window for window in rows if _concerns(by, window.order)]


def _concerns(by: Jurisdiction, row) -> bool:
    """Whether an order or extension speaks to the area of ``by`` or to a part of it."""
    area = row.district_id or row.province_id
    return area is None or by.covers(area) or by.area.startswith(area)
