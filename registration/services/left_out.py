"""Offices that an announcement does not wait for: which, and why."""

from collections.abc import Mapping

from registration import validators
from registration.models import Announcement, LeftOut


def of_districts(announcement: Announcement, names: list[str], without: Mapping[str, str]) -> dict:
    """Keep the reason of each district that a province leaves out; returns them by code.

    Who has no reason of its own in ``without`` is left out for the announcement's.
    """
    return _keep(announcement, "district_id", names, without)


def of_provinces(announcement: Announcement, names: list[str], without: Mapping[str, str]) -> dict:
    """The same for provinces that a closing leaves out."""
    return _keep(announcement, "province_id", names, without)


def _keep(announcement, place: str, codes, without) -> dict[str, str]:
    found = {
        code: validators.mask_within(without.get(code, "").strip() or announcement.without_reason)
        for code in codes
    }
    LeftOut.objects.bulk_create(
        LeftOut(announcement=announcement, reason=reason, **{place: code})
        for code, reason in found.items()
    )
    return found
