"""Producers that are deliberately there twice, so that officers can practise deciding.

Each is a draft in whose way nothing but the likely duplicate stands.
"""

from datetime import date, datetime
from random import Random

from registration.enums import ProducerType, ProductType
from registration.management.demo import deciding, offices, people
from registration.management.demo.first_quarter import type_in
from registration.management.demo.moments import at
from registration.management.demo.producers import Form, Maker
from registration.models import Producer, Registration
from registration.scoping import Jurisdiction
from registration.selectors import verdicts
from registration.services import duplicates

_QUARTER = "2561-2"
_HERE, _THERE = "3104", "3103"  # the district of the visitor's account, and one beside it


def _at(hour: int, minute: int) -> datetime:
    """On the last Friday, after the others have handed over."""
    return at(date(2018, 3, 9), hour, minute)


def enter() -> None:
    """Three pairs: one person filed by two districts, who asked each other; a producer of the
    register typed once more by its own district; one of the register filed elsewhere, whose
    question waits for the visitor's answer.
    """
    rng = Random("twice")  # noqa: S311 - the same data on every machine
    maker = Maker(rng, offices.PROVINCE, first=900_000)
    here, there = (offices.sign_in(f"district{code}") for code in (_HERE, _THERE))
    _in_two_districts(maker, here, there)
    again, elsewhere = _registered()
    type_in(here, _at(16, 22), _spelt_otherwise(maker, again), _QUARTER)
    row = type_in(there, _at(16, 23), _moved(maker, elsewhere), _QUARTER)
    _ask(there, _at(16, 41), row, "แจ้งว่าเคยลงทะเบียนที่นางรอง ยังผลิตที่นางรองอยู่หรือไม่ (ข้อมูลสาธิต)")


def _in_two_districts(maker: Maker, here: Jurisdiction, there: Jurisdiction) -> None:
    first, second = (
        maker.one(code, ProducerType.SOLE, ProductType.TEXTILE) for code in (_THERE, _HERE)
    )
    first.values["name"] = "ร้านผ้าไหมสองอำเภอ (ตัวอย่าง)"
    second.values |= _of_person(first.values) | {"name": "ผ้าไหมสองอำเภอ (ตัวอย่าง)"}
    row = type_in(there, _at(16, 21), first, _QUARTER)
    deciding.submit(by=there, on=_at(16, 37), registration=row.pk)
    row = type_in(here, _at(16, 38), second, _QUARTER)
    inquiry = _ask(here, _at(16, 54), row, "แจ้งว่าย้ายมาจากกระสัง ยังผลิตที่กระสังหรือไม่ (ข้อมูลสาธิต)")
    text = "ไปดูสถานที่แล้ว ยังผลิตที่กระสัง และยื่นแบบไว้ที่นี่แล้ว (ข้อมูลสาธิต)"
    duplicates.answer(by=there, on=_at(17, 5), inquiry=inquiry.pk, text=text)


def _registered() -> tuple[Producer, Producer]:
    """Two producers of the visitor's district, sole owners without an update where there are."""
    rows = Producer.objects.filter(district=_HERE).order_by("number")
    filed = set(
        Registration.objects.filter(quarter=_QUARTER, producer__in=rows).values_list(
            "producer_id", flat=True
        )
    )
    best = sorted(rows, key=lambda row: (row.producer_type != ProducerType.SOLE, row.pk in filed))
    return best[0], best[-1] if len(best) == 1 else best[1]


def _spelt_otherwise(maker: Maker, source: Producer) -> Form:
    """As another officer hears it: no tone mark, no space, another house, somebody else's ID."""
    form = maker.one(_HERE, ProducerType.SOLE, ProductType.TEXTILE)
    form.values |= {
        "name": source.name.replace("้", "", 1).replace(" ", ""),
        "person_title": source.person_title,
        "person_first_name": source.person_first_name,
        "person_last_name": source.person_last_name,
        "site_subdistrict": source.site_subdistrict,
        "site_postcode": source.site_postcode,
        "phone": source.phone,
    }
    return form


def _moved(maker: Maker, source: Producer) -> Form:
    """The same person in another district, under another business name."""
    form = maker.one(_THERE, ProducerType.SOLE, ProductType.TEXTILE)
    names = ("person_title", "person_first_name", "person_last_name", "citizen_id")
    same = {name: getattr(source, name) for name in names}
    form.values |= same | {"name": "ร้านย้ายมาใหม่ (ตัวอย่าง)", "phone": people.phone(991)}
    return form


def _of_person(values: dict) -> dict:
    names = ("person_title", "person_first_name", "person_last_name", "citizen_id", "gender",
             "birth_date")  # fmt: skip
    return {name: values[name] for name in names if name in values}


def _ask(by: Jurisdiction, on, row: Registration, question: str):
    """Ask the other district about the one that holds ``row`` back."""
    row = Registration.objects.select_related("filing").get(pk=row.pk)
    (other,) = (each.candidate for each in verdicts.unsettled(by, row) if not each.candidate.is_own)
    return duplicates.ask(
        by=by, on=on, registration=row.pk, version=row.version, other=other.key, question=question
    )
