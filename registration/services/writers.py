"""Whoever moves the time waits for whoever writes in it.

Every writer of a quarter locks its filing or certification first and reads the windows afterwards.
So who locks those rows, too, before a window or an extension ends, leaves no write half before and
half after it.
"""

from collections.abc import Iterable

from registration.enums import Scope, Step
from registration.models import Certification, Filing, FiscalQuarter, Window
from registration.models.plan import AreaScope
from registration.services import filings


def lock(quarter: str, step: str, area: AreaScope) -> None:
    """Lock what the writers of ``step`` lock, in the area of an order or extension, and in the
    order of an announcement and a closing: certifications, filings; the department's own step has
    the quarter.
    """
    if step == Step.CLOSING:
        FiscalQuarter.objects.select_for_update(no_key=True).get(pk=quarter)
        return
    provinces = Certification.objects.filter(quarter=quarter)
    offices = Filing.objects.filter(quarter=quarter)
    if area.scope == Scope.PROVINCE:
        provinces = provinces.filter(province=area.province_id)
        offices = offices.filter(district__province=area.province_id)
    elif area.scope == Scope.DISTRICT:
        provinces = provinces.none()
        offices = offices.filter(district=area.district_id)
    if step == Step.CERTIFICATION:
        list(provinces.select_for_update().order_by("pk").values_list("pk", flat=True))
    filings.locked_keys(offices)


def lock_all(windows: Iterable[Window], area: AreaScope) -> None:
    """The same for every window of an order. The quarters come first, then quarter by quarter what
    lies in them: two orders, or an order and a closing, never wait for each other.
    """
    ranks = (Step.CLOSING, Step.CERTIFICATION, Step.ENTRY)
    wanted = {(window.quarter_id, Step(window.step)) for window in windows}

    def turn(each):
        quarter, step = each
        return step != Step.CLOSING, quarter, ranks.index(step)

    for quarter, step in sorted(wanted, key=turn):
        lock(quarter, step, area)
