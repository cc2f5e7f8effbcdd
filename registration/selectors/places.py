"""Places are reference data: the same for everybody."""

from registration.models import District, Province, Subdistrict


def provinces() -> list[Province]:
    return list(Province.objects.all())


def districts(province: str | None = None) -> list[District]:
    rows = District.objects.select_related("province")
    return list(rows.filter(province=province) if province else rows)


def subdistricts(district: str) -> list[Subdistrict]:
    return list(Subdistrict.objects.filter(district=district))


def province_for(code: str) -> Province:
    return Province.objects.get(pk=code)


def district_for(code: str) -> District:
    return District.objects.select_related("province").get(pk=code)
