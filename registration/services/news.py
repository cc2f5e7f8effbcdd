"""What is told to whom: one function for each event, called at the end of its deed.

References and offices are named, people and what officers typed are not: a message may go out by
e-mail, and who wants to know more opens the page.
"""

from collections.abc import Collection
from datetime import date, datetime

from registration.enums import ExtensionState, MessageKind, Role, Scope, Step
from registration.models import (
    Addendum,
    Certification,
    Correction,
    DuplicateInquiry,
    Extension,
    ExtensionRequest,
    Filing,
    FiscalQuarter,
    Registration,
    StagedImport,
    Transfer,
    WindowOrder,
)
from registration.scoping import Jurisdiction
from registration.services.messages import Address, News, tell

_DISTRICTS = frozenset({Role.DISTRICT})
_KINDS_OF_TRANSFER = {
    "ask": MessageKind.TRANSFER_ASKED,
    "agree": MessageKind.TRANSFER_AGREED,
    "refuse": MessageKind.TRANSFER_REFUSED,
}
# Whom a step keeps busy: the province waits for its districts, the department for all.
_ROLES_OF_STEP = {
    Step.ENTRY: {Role.DISTRICT, Role.PROVINCE},
    Step.CERTIFICATION: {Role.DISTRICT, Role.PROVINCE},
    Step.CLOSING: {Role.DEPARTMENT},
}


def work_page(office: str, quarter: str) -> Address:
    """The page of an office's own step of the quarter."""
    if office == "th":
        return ("closing", quarter)
    return ("filing" if len(office) == 4 else "certification", office, quarter)


def returned(by: Jurisdiction, on: datetime, row: Registration, until_on: date) -> None:
    """To the district: a registration came back, until a day."""
    tell(by, on, _of_registration(MessageKind.RETURNED, row, until=until_on))


def rejected(by: Jurisdiction, on: datetime, row: Registration) -> None:
    tell(by, on, _of_registration(MessageKind.REJECTED, row))


def resubmitted(by: Jurisdiction, on: datetime, row: Registration) -> None:
    """To the province: what it sent back was mended."""
    office = row.filing.district_id[:2]
    tell(by, on, _of_registration(MessageKind.RESUBMITTED, row, office, who=by.office))


def called_back(by: Jurisdiction, on: datetime, row: Registration) -> None:
    """To the district: what was to be mended is not any more."""
    tell(by, on, _of_registration(MessageKind.CALLED_BACK, row))


def remark_answered(by: Jurisdiction, on: datetime, row: Registration) -> None:
    """To the province: the district says something about what it mends."""
    office = row.filing.district_id[:2]
    tell(by, on, _of_registration(MessageKind.REMARK_ANSWERED, row, office, who=by.office))


def handed_over(by: Jurisdiction, on: datetime, filing: Filing) -> None:
    _of_filing(by, on, MessageKind.HANDED_OVER, filing, nil=filing.is_nil)


def taken_back(by: Jurisdiction, on: datetime, filing: Filing) -> None:
    _of_filing(by, on, MessageKind.TAKEN_BACK, filing)


def announced(by: Jurisdiction, on: datetime, row: Certification, number: str) -> None:
    """To the districts of the province."""
    quarter = row.quarter_id
    news = News(
        MessageKind.ANNOUNCED,
        lambda office: work_page(office, quarter),
        area=row.province_id,
        roles=_DISTRICTS,
        quarter=quarter,
        data={"number": number},
    )
    tell(by, on, news)


def closed(by: Jurisdiction, on: datetime, quarter: FiscalQuarter, number: str) -> None:
    """To every office in the country."""
    code = quarter.pk
    news = News(
        MessageKind.CLOSED,
        lambda office: work_page(office, code),
        area="th",
        quarter=code,
        data={"number": number},
    )
    tell(by, on, news)


def extended(by: Jurisdiction, on: datetime, row: Extension) -> None:
    _of_extension(by, on, MessageKind.EXTENDED, row)


def extension_revoked(by: Jurisdiction, on: datetime, row: Extension) -> None:
    _of_extension(by, on, MessageKind.EXTENSION_REVOKED, row)


def time_asked(by: Jurisdiction, on: datetime, row: ExtensionRequest) -> None:
    """To whose turn it is: the province of a district that asks, else the department."""
    turn = "th" if row.state == ExtensionState.ENDORSED else row.area_code[:2]
    _of_request(by, on, MessageKind.TIME_ASKED, row, turn, who=row.area_text, until=row.until_on)


def time_refused(by: Jurisdiction, on: datetime, row: ExtensionRequest) -> None:
    """To who asked; what is granted is told as an extension."""
    asker = row.area_code if row.asking_role == Role.DISTRICT else row.area_code[:2]
    _of_request(by, on, MessageKind.TIME_REFUSED, row, asker)


def correction_asked(by: Jurisdiction, on: datetime, row: Correction) -> None:
    _of_correction(by, on, MessageKind.CORRECTION_ASKED, row, "th", who=by.office)


def correction_refused(by: Jurisdiction, on: datetime, row: Correction) -> None:
    _of_correction(by, on, MessageKind.CORRECTION_REFUSED, row, row.district_id)


def corrected(by: Jurisdiction, on: datetime, row: Addendum, corrections: int) -> None:
    """To the province whose announcement an addendum corrects, and to its districts."""
    news = News(
        MessageKind.ADDENDUM,
        ("addendum", str(row.pk)),
        area=row.province_id,
        quarter=row.quarter_id,
        data={"number": row.number, "n": corrections},
    )
    tell(by, on, news)


def order_issued(
    by: Jurisdiction | None, on: datetime, row: WindowOrder, steps: Collection[str]
) -> None:
    """To the offices whose windows it sets; of a plan that is loaded when the program is set up
    (``by`` is ``None``) to nobody.
    """
    if by is not None:
        _of_order(by, on, MessageKind.ORDER_ISSUED, row, steps)


def order_withdrawn(
    by: Jurisdiction, on: datetime, row: WindowOrder, steps: Collection[str]
) -> None:
    _of_order(by, on, MessageKind.ORDER_WITHDRAWN, row, steps)


def inquiry_asked(by: Jurisdiction, on: datetime, row: DuplicateInquiry) -> None:
    """To the office that holds the other one."""
    news = News(
        MessageKind.INQUIRY_ASKED,
        ("inquiries",),
        frozenset({row.district_id}),
        quarter=row.registration.quarter_id,
        data={"who": by.office},
    )
    tell(by, on, news)


def inquiry_answered(by: Jurisdiction, on: datetime, row: DuplicateInquiry) -> None:
    """To the office that asked."""
    asker = row.registration
    news = News(
        MessageKind.INQUIRY_ANSWERED,
        ("registration-duplicates", str(asker.pk)),
        frozenset({asker.filing.district_id}),
        quarter=asker.quarter_id,
        data={"who": by.office, "reference": asker.reference},
    )
    tell(by, on, news)


def transfer(by: Jurisdiction, on: datetime, action: str, row: Transfer) -> None:
    """To the other one of the two districts."""
    both = {row.from_district_id, row.to_district_id}
    news = News(
        _KINDS_OF_TRANSFER.get(action, MessageKind.TRANSFER_WITHDRAWN),
        ("transfers",),
        frozenset(both - {by.district}),
        quarter=row.quarter_id,
        data={"who": by.office, "number": row.producer.number},
    )
    tell(by, on, news)


def imported(by: Jurisdiction, on: datetime, row: StagedImport, rows: int) -> None:
    """To the colleagues of the office: many of its rows changed at once."""
    filing = row.filing
    news = News(
        MessageKind.IMPORTED,
        work_page(filing.district_id, filing.quarter_id),
        frozenset({filing.district_id}),
        quarter=filing.quarter_id,
        data={"who": by.name, "n": rows},
    )
    tell(by, on, news)


def _of_registration(kind, row: Registration, office: str = "", **data) -> News:
    return News(
        kind,
        ("registration", str(row.pk)),
        frozenset({office or row.filing.district_id}),
        quarter=row.quarter_id,
        data={"reference": row.reference, **data},
    )


def _of_filing(by, on, kind, filing: Filing, **data) -> None:
    news = News(
        kind,
        ("filing", filing.district_id, filing.quarter_id),
        frozenset({filing.district_id[:2]}),
        quarter=filing.quarter_id,
        data={"who": by.office, **data},
    )
    tell(by, on, news)


def _of_extension(by, on, kind, row: Extension) -> None:
    news = News(
        kind,
        ("extensions",),
        **_hearers(row, [row.step]),
        quarter=row.quarter_id,
        data={"step": row.step, "until": row.until_on},
    )
    tell(by, on, news)


def _of_request(by, on, kind, row: ExtensionRequest, office: str, **data) -> None:
    news = News(
        kind,
        ("extension-request", str(row.pk)),
        frozenset({office}),
        quarter=row.quarter_id,
        data={"step": row.step, **data},
    )
    tell(by, on, news)


def _of_correction(by, on, kind, row: Correction, office: str, **data) -> None:
    news = News(
        kind,
        ("correction", str(row.pk)),
        frozenset({office}),
        quarter=row.quarter_id,
        data={"reference": row.registration.reference, **data},
    )
    tell(by, on, news)


def _of_order(by, on, kind, row: WindowOrder, steps: Collection[str]) -> None:
    news = News(
        kind,
        ("order", str(row.pk)),
        **_hearers(row, steps),
        data={"number": row.number, "day": row.dated_on},
    )
    tell(by, on, news)


def _hearers(row: Extension | WindowOrder, steps: Collection[str]) -> dict:
    """The offices whose steps an order or extension speaks of: those within its area, and above a
    district its province.
    """
    roles = frozenset().union(*(_ROLES_OF_STEP[step] for step in steps))
    above = frozenset({row.district_id[:2]}) if row.scope == Scope.DISTRICT else frozenset()
    return {"area": row.district_id or row.province_id or "th", "offices": above, "roles": roles}
