"""Requests for more time as they stand in the database, with their stamps; and asking for one."""

from datetime import date, timedelta

from registration import models
from registration.enums import Role, Scope, Step
from registration.services import extension_requests, orders
from tests import factories
from tests.factories import QUARTER, moment

ENDS = moment(QUARTER, Step.ENTRY, "closes")  # of the entry window: 17 March, 00:00
LATE = ENDS + timedelta(days=2, hours=10)  # 19 March, 10:00
UNTIL = date(2018, 3, 21)
_STAMPS = {
    "ASKED": (), "ENDORSED": ("answered",), "DECLINED": ("answered",),
    "GRANTED": ("answered", "decided"), "REFUSED": ("answered", "decided"),
    "WITHDRAWN": ("withdrawn",),
}  # fmt: skip
_WORDS = {"answered": "answer", "decided": "decision", "withdrawn": "withdrawn_reason"}


def request(state="ASKED", scope=Scope.DISTRICT, step=Step.ENTRY, asking="", on=LATE, **values):
    """A request of district 3104, or of province 31, as it stands in ``state``."""
    officer = values.pop("officer", None) or factories.OfficerFactory()
    place = {"district_id": "3104"} if scope == Scope.DISTRICT else {"province_id": "31"}
    stamps = {}
    for stamp in _STAMPS[state]:
        stamps |= {f"{stamp}_at": on, f"{stamp}_by": officer, _WORDS[stamp]: "เหตุ"}
    values = {**place, **values}
    if state == "GRANTED":
        stamps["extension"] = models.Extension.objects.create(
            quarter_id=QUARTER, step=step, until_on=UNTIL, reason="เหตุ", scope=scope,
            granted_at=on, granted_by=officer,
            **{key: value for key, value in values.items() if key in place},
        )  # fmt: skip
    role = asking or (Role.DISTRICT if scope == Scope.DISTRICT else Role.PROVINCE)
    return models.ExtensionRequest.objects.create(
        **{"quarter_id": QUARTER, "step": step, "scope": scope, "state": state,
           "until_on": UNTIL, "reason": "น้ำท่วมที่ว่าการอำเภอ", "asking_role": role,
           "asked_at": on, "asked_by": officer, **stamps, **values}
    )  # fmt: skip


def ask(persona, on=LATE, until_on=UNTIL, step=Step.ENTRY, quarter=QUARTER, **values):
    if not {"district", "province"} & set(values):
        by = persona.by
        values |= {"district": by.district} if by.district else {"province": by.province}
    values.setdefault("reason", "น้ำท่วม")
    return extension_requests.ask(
        by=persona.by, on=on, quarter=quarter, step=step, until_on=until_on, **values
    )


def extend(department, until_on=UNTIL, on=LATE, step=Step.ENTRY, **scope):
    scope.setdefault("scope", Scope.COUNTRY)
    return orders.extend(
        by=department.by, on=on, quarter=QUARTER, step=step, until_on=until_on, reason="ระบบขัดข้อง",
        **scope,
    )  # fmt: skip


def _spoiled(made="ASKED", **values):
    """A sound request, spoiled past every service."""
    models.ExtensionRequest.objects.filter(pk=request(made).pk).update(**values)


def _twice(**values):
    for _time in range(2):
        request(**values)


# What each constraint of the table refuses (``test_constraints``).
BITES = {
    "one_open_request_of_a_district": _twice,
    "one_open_request_of_a_province": lambda: _twice(scope=Scope.PROVINCE),
    "extension_request_area_fits_scope": lambda: _spoiled(province="31"),
    "extension_request_step_hears_scope": lambda: _spoiled(step=Step.CERTIFICATION),
    "extension_request_asker_fits_scope": lambda: _spoiled("DECLINED", asking_role="PROVINCE"),
    "extension_request_has_reason": lambda: _spoiled(reason=""),
    "extension_request_answered_by_somebody": lambda: _spoiled("ENDORSED", answered_by=None),
    "extension_request_decided_by_somebody": lambda: _spoiled("REFUSED", decided_by=None),
    "extension_request_withdrawn_by_somebody": lambda: _spoiled("WITHDRAWN", withdrawn_by=None),
    "extension_request_state_is_stamped": lambda: _spoiled(state="ENDORSED"),
}
