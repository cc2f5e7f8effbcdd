"""The area reported on: its places, and how far its filings are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from registration.enums import FilingState, PlaceWords, place_words
from registration.scoping import Jurisdiction
from registration.selectors import filings, places
from reporting.shapes import COUNTRY, Level, Place


@dataclass(frozen=True)
class Filed:
    """How one district's filing stands."""

    is_sent: bool
    is_nil: bool
    is_certified: bool


@dataclass(frozen=True)
class Territory:
    """``path`` leads from the country to the area, ``parts`` are the rows in the order of codes."""

    level: Level
    path: tuple[Place, ...]
    own_name: str  # without the word for the level
    parts: tuple[Place, ...]
    filed: Mapping[str, Filed]  # by district

    @property
    def code(self) -> str:
        return self.path[-1].code

    @property
    def province(self) -> str | None:
        return None if self.level == Level.COUNTRY else self.code[:2]

    @property
    def district(self) -> str | None:
        return self.code if self.level == Level.DISTRICT else None

    @property
    def words(self) -> PlaceWords:
        return place_words(self.province)


def survey(by: Jurisdiction, quarter: str, area: str) -> Territory:
    """Raises ``ObjectDoesNotExist`` for an area that is not there."""
    level = Level.of(area)
    if level == Level.COUNTRY:
        named, parts = [], places.provinces()
        filed = _filed(filings.visible(by).filter(quarter=quarter))
    elif level == Level.PROVINCE:
        parts = places.districts(area)
        named = [parts[0].province if parts else places.province_for(area)]
        filed = _filed(filings.visible(by).filter(quarter=quarter, district__province=area))
    else:
        parts = places.subdistricts(area)
        # A filing brings its district and province along: one query for all three.
        filing = filings.visible(by).filter(quarter=quarter, district=area).first()
        district = filing.district if filing else places.district_for(area)
        named = [district.province, district]
        filed = {area: _of(filing.state, filing.is_nil, filing.certified_at)} if filing else {}
    return Territory(
        level,
        (Place(COUNTRY, _("ทั้งประเทศ")), *(Place(place.code, str(place)) for place in named)),
        named[-1].name if named else "",
        tuple(Place(part.code, part.name) for part in parts),
        filed,
    )


def _filed(rows: QuerySet) -> dict[str, Filed]:
    facts = rows.order_by().values_list("district", "state", "is_nil", "certified_at")
    return {district: _of(*fact) for district, *fact in facts}


def _of(state: str, is_nil: bool, certified_at: datetime | None) -> Filed:
    return Filed(state != FilingState.ENTRY, is_nil, certified_at is not None)
