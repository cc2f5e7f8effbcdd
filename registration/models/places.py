"""Provinces, districts and subdistricts, keyed by their DOPA codes (a name is never a key)."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registration import enums


def _in_words(kind, place) -> str:
    """อำเภอนางรอง, and in English Nang Rong District."""
    if get_language() == "en":
        return f"{place.name_en} {kind}".strip()
    return f"{kind}{place.name}"


class Province(models.Model):
    code = models.CharField(_("รหัส"), max_length=2, primary_key=True)
    name = models.CharField(_("ชื่อ"), max_length=80)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=80)
    region = models.CharField(_("ภาค"), max_length=40, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ("code",)
        verbose_name = verbose_name_plural = _("จังหวัด")

    def __str__(self):
        return _in_words(enums.place_words(self.code).province, self)

    @property
    def words(self):
        return enums.place_words(self.code)


class District(models.Model):
    code = models.CharField(_("รหัส"), max_length=4, primary_key=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="districts")
    name = models.CharField(_("ชื่อ"), max_length=80)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=80)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    # Gap-free counter for producer numbers; raised only under this row's lock, by an announcement.
    last_producer_no = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("code",)
        verbose_name = verbose_name_plural = _("อำเภอ/เขต")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__startswith=models.F("province")),
                name="district_code_in_province",
            )
        ]

    def __str__(self):
        return _in_words(enums.place_words(self.code).district, self)

    @property
    def words(self):
        return enums.place_words(self.code)


class Subdistrict(models.Model):
    code = models.CharField(_("รหัส"), max_length=6, primary_key=True)
    district = models.ForeignKey(District, models.PROTECT, related_name="subdistricts")
    name = models.CharField(_("ชื่อ"), max_length=80)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=80)
    postcode = models.CharField(_("รหัสไปรษณีย์"), max_length=5, blank=True)

    class Meta:
        ordering = ("code",)
        verbose_name = verbose_name_plural = _("ตำบล/แขวง")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__startswith=models.F("district")),
                name="subdistrict_code_in_district",
            )
        ]

    def __str__(self):
        return _in_words(enums.place_words(self.code).subdistrict, self)
