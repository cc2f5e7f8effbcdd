"""Quarter 2561-1: entered, handed over, certified, announced and closed in the letter's windows."""

from datetime import date, datetime, timedelta
from random import Random

from registration.enums import Kind, RegistrationState
from registration.management.demo import deciding, moments, offices, people, pictures
from registration.management.demo.moments import at
from registration.management.demo.producers import Form, Maker
from registration.models import Registration
from registration.scoping import Jurisdiction
from registration.services import (
    certifications,
    decisions,
    evidence,
    filings,
    products,
    quarters,
    registrations,
)

QUARTER = "2561-1"
# About 1,150 producers (DOMAIN §6.4): three big districts, small ones with three to five tambons.
SIZES = {
    "3101": 110, "3102": 55, "3103": 60, "3104": 110, "3105": 57, "3106": 52, "3107": 110,
    "3108": 55, "3109": 60, "3110": 66, "3111": 66, "3112": 22, "3113": 55, "3114": 52,
    "3115": 18, "3116": 60, "3117": 16, "3118": 49, "3119": 15, "3120": 14, "3121": 15,
    "3122": 15, "3123": 18,
}  # fmt: skip
_WITHDRAWN, _REJECTED, _RETURNED = 12, 8, 15
_OPENS, _CLOSES = date(2017, 10, 2), date(2017, 12, 21)


def scaled(number: int, scale: float) -> int:
    """At least one, so that every kind of case is there however small the demo."""
    return max(1, round(number * scale))


def enter(*, scale: float) -> None:
    """All districts type their producers, withdraw a few, and hand the quarter over."""
    rng = Random("first quarter")  # noqa: S311 - the same data on every machine
    sizes = {district: scaled(size, scale) for district, size in SIZES.items()}
    extra = rng.choices(list(sizes), list(sizes.values()), k=scaled(_REJECTED, scale))
    wasted = rng.choices(list(sizes), list(sizes.values()), k=scaled(_WITHDRAWN, scale))
    for district in (*extra, *wasted):
        sizes[district] += 1
    officers, days = offices.districts(), moments.office_days(_OPENS, _CLOSES)
    deeds: list[moments.Deed] = []
    hand_over = {district: rng.randrange(len(days) - 4, len(days)) for district in sizes}
    for form in Maker(rng, offices.PROVINCE, first=0).forms(sizes):
        moment = moments.some(rng, days[: hand_over[form.district] + 1])
        withdrawn = form.district in wasted
        if withdrawn:
            wasted.remove(form.district)
        deeds.append((moment, _typing(officers[form.district], moment, form, withdrawn)))
    for district, day in hand_over.items():
        moment = at(days[day], 16, 5) + timedelta(seconds=rng.randrange(1200))
        deeds.append((moment, _handing_over(officers[district], moment, district)))
    moments.perform(deeds)


def type_in(by: Jurisdiction, on: datetime, form: Form, quarter: str) -> Registration:
    """Enter a new producer with all products and their photographs."""
    row = registrations.enter(
        by=by,
        on=on,
        district=form.district,
        quarter=quarter,
        kind=Kind.NEW,
        values=form.values,
    )
    made = products.add_all(
        by=by,
        on=on + timedelta(minutes=9),
        registration=row.pk,
        version=row.version,
        products=form.products,
    )
    evidence.attach_all(
        by=by,
        on=on + timedelta(minutes=15),
        registration=row.pk,
        offers=pictures.offers(made),
    )
    return row


def _typing(by, moment, form: Form, withdrawn: bool):
    def deed():
        row = type_in(by, moment, form, QUARTER)
        later = moment + timedelta(minutes=22)
        if withdrawn:
            reason = "ผู้ประกอบการขอกลับไปเตรียมเอกสารให้พร้อมก่อน"
            decisions.withdraw(by=by, on=later, registration=row.pk, reason=reason)
        else:
            deciding.submit(by=by, on=later, registration=row.pk)

    return deed


def _handing_over(by, moment, district: str):
    return lambda: filings.hand_over(by=by, on=moment, district=district, quarter=QUARTER)


def certify(*, scale: float) -> None:
    """The province returns some, rejects a few, certifies the rest and announces."""
    rng = Random("certification")  # noqa: S311 - the same data on every machine
    officers = offices.districts()
    by = {0: offices.sign_in("province31"), 1: offices.sign_in("province31b")}
    waiting = Registration.objects.filter(quarter=QUARTER, state=RegistrationState.SUBMITTED)
    rows = list(waiting.select_related("filing").defer("citizen_id", "proxy_citizen_id"))
    returned, rejected = scaled(_RETURNED, scale), scaled(_REJECTED, scale)
    chosen = rng.sample(rows, returned + rejected)
    for n, row in enumerate(chosen[:returned]):
        _return_and_mend(by[n % 2], officers[row.filing.district_id], row, n)
    for n, row in enumerate(chosen[returned:]):
        decisions.reject(
            by=by[n % 2],
            on=at(date(2017, 12, 26), 10, n),
            registration=row.pk,
            reason="ตรวจสอบแล้วเป็นการซื้อมาจำหน่ายไป ไม่มีการผลิตในชุมชน",
        )
    for n, district in enumerate(officers):
        left = waiting.filter(filing__district=district).values_list("pk", flat=True)
        moment = at(date(2017, 12, 27), 9) + timedelta(minutes=15 * n)
        decisions.certify(by=by[n % 2], on=moment, registrations=list(left))
    certifications.announce(
        by=by[0],
        on=at(date(2017, 12, 28), 10, 30),
        province=offices.PROVINCE,
        quarter=QUARTER,
        number="1/2560 (ตัวอย่าง)",
        dated_on=date(2017, 12, 28),
        signatory="นายสมมติ ตัวอย่าง",
        signatory_position="ผู้ว่าราชการจังหวัดบุรีรัมย์",
    )


def _return_and_mend(province: Jurisdiction, district: Jurisdiction, row, n: int) -> None:
    about_product = n % 3 == 2
    flags = (
        {"product-1": "โปรดเล่าภูมิปัญญาท้องถิ่นให้ชัดเจนขึ้น"}
        if about_product
        else {"phone": "โทรติดต่อไม่ได้ โปรดตรวจสอบหมายเลข"}
    )
    decisions.send_back(
        by=province,
        on=at(date(2017, 12, 22), 13, n),
        registration=row.pk,
        comment="ข้อมูลยังไม่ครบถ้วน โปรดแก้ไขตามช่องที่ระบุ",
        flags=flags,
        until_on=date(2017, 12, 26),
    )
    row.refresh_from_db(fields=["version"])
    moment = at(date(2017, 12, 25), 9, n)
    mended = {"by": district, "on": moment, "registration": row.pk, "version": row.version}
    if about_product:
        product = row.products.get(sequence=1)
        story = f"{product.story} เริ่มจากครูภูมิปัญญาของหมู่บ้าน"
        products.edit(**mended, sequence=1, values={"story": story})
    else:
        registrations.edit(**mended, values={"phone": people.phone(900 + n)})
    deciding.submit(by=district, on=moment + timedelta(minutes=10), registration=row.pk)


def close() -> None:
    """The department closes the quarter; only Buri Ram has data, and the reason says so."""
    quarters.close(
        by=offices.sign_in("department"),
        on=at(date(2017, 12, 29), 14),
        code=QUARTER,
        number="2/2560 (ตัวอย่าง)",
        dated_on=date(2017, 12, 29),
        signatory="นางสมมติ ตัวอย่างดี",
        signatory_position="อธิบดีกรมการพัฒนาชุมชน",
        without_reason="ฐานข้อมูลสาธิตมีข้อมูลจังหวัดบุรีรัมย์เพียงแห่งเดียว อีก 76 จังหวัดไม่มีข้อมูล",
    )
    offices.read_messages(on=at(date(2017, 12, 29), 15))
