"""Who asks, and which rows lie within that person's area."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import translation

from registration.enums import Role

NOTHING = Q(pk__in=())


@dataclass(frozen=True)
class Jurisdiction:
    """A signed-in officer as every selector and service needs it: role, area and name.

    ``province`` is set for district officers too. ``request_id`` follows the deed into the journal.
    """

    officer_id: int
    role: Role
    province: str | None
    district: str | None
    name: str
    position: str = ""
    office: str = ""
    request_id: str = ""

    def covers(self, code: str) -> bool:
        """Whether an area code (``th``, province, district or subdistrict) lies within the own
        area.
        """
        if code == "th":
            return self.area == "th"
        return self.area == "th" or code.startswith(self.area)

    @property
    def area(self) -> str:
        """``th``, a province code or a district code."""
        return self.district or self.province or "th"

    @property
    def is_department(self) -> bool:
        return self.role == Role.DEPARTMENT


def jurisdiction_of(officer, request_id: str = "") -> Jurisdiction:
    return Jurisdiction(
        officer_id=officer.pk,
        role=Role(officer.role),
        province=officer.province_id,
        district=officer.district_id,
        name=officer.full_name,
        position=officer.position,
        office=_in_thai(officer),
        request_id=request_id,
    )


def _in_thai(officer) -> str:
    """Records are written in Thai, whatever language the officer reads."""
    with translation.override("th"):
        return officer.office


def within(by: Jurisdiction, district: str = "district", province: str | None = None) -> Q:
    """Rows whose district lies in the area of ``by``.

    ``district`` is the lookup path from the row to a district; ``province`` the path to a
    province, by default the district's. Give ``district=""`` for rows that belong to a province
    only: an officer of a district then sees the row of the own province.
    """
    province = province or f"{district}__province"
    if by.area == "th":
        return Q()
    if by.district and district:
        return Q(**{district: by.district})
    return Q(**{province: by.province})
