"""Old lists of an office: its own spreadsheets from before this program, and how their columns
were read.
"""

import json
import zlib

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from registration.enums import OldListState
from registration.models import stamps
from registration.models.fields import EncryptedBytesField
from registration.models.officers import Officer
from registration.models.places import District, Province


class OldList(models.Model):
    """A list that an office brought in, to be read by a mapping of its columns.

    Without a district it is the province's and holds people of many districts. Nothing of it is
    entered anywhere before a district takes its own rows (``StagedImport.old_list``). ``table`` are
    the texts of the file, read once; with ``content`` it goes when the list is discarded. ``sheet``
    counts the file's sheets from 0; ``counts`` say how many producers each district has in it,
    and how many are elsewhere.
    """

    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    filename = models.CharField(_("ชื่อไฟล์"), max_length=120)
    size = models.PositiveIntegerField(_("ขนาด (ไบต์)"))
    sha256 = models.CharField(max_length=64, editable=False)
    content = EncryptedBytesField(blank=True, default=b"", editable=False)
    table = EncryptedBytesField(blank=True, default=b"", editable=False)
    sheet = models.PositiveSmallIntegerField(default=0, editable=False)
    head = models.PositiveIntegerField(_("แถวหัวตาราง"), default=1, editable=False)
    mapping = models.JSONField(default=dict, blank=True, editable=False)
    counts = models.JSONField(default=dict, blank=True, editable=False)
    received_at = models.DateTimeField(_("รับไฟล์เมื่อ"), editable=False)
    received_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)
    mapped_at = stamps.when(_("จับคู่คอลัมน์เมื่อ"))
    mapped_by = stamps.who()
    # The program itself discards what is too old: then nobody stands here.
    discarded_at = stamps.when(_("ทิ้งเมื่อ"))
    discarded_by = stamps.who()

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("รายชื่อเดิมของหน่วยงาน")
        constraints = [
            models.CheckConstraint(
                condition=Q(district__isnull=True) | Q(province=Left("district", 2)),
                name="old_list_district_in_province",
            ),
            models.CheckConstraint(
                condition=stamps.both_or_none("mapped"), name="old_list_mapping_is_stamped"
            ),
            models.CheckConstraint(
                condition=Q(discarded_by__isnull=True) | Q(discarded_at__isnull=False),
                name="old_list_discard_is_stamped",
            ),
        ]

    def __str__(self):
        return self.filename

    @property
    def state(self) -> OldListState:
        if self.discarded_at:
            return OldListState.DISCARDED
        return OldListState.MAPPED if self.mapped_at else OldListState.RECEIVED

    @property
    def is_of_province(self) -> bool:
        return self.district_id is None


class OldRow(models.Model):
    """What a mapped list says about one producer, or a row of it that is none.

    ``content`` is JSON, packed. ``district_code`` is where the producer lies by today's codes,
    empty where the list does not tell. Rows go when the list is mapped anew or discarded.
    """

    old_list = models.ForeignKey(OldList, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("แถว"))
    is_producer = models.BooleanField()
    district_code = models.CharField(max_length=4, blank=True)
    content = EncryptedBytesField()

    class Meta:
        ordering = ("old_list", "number")
        verbose_name = verbose_name_plural = _("แถวของรายชื่อเดิม")
        constraints = [
            models.UniqueConstraint(fields=("old_list", "number"), name="one_old_row_per_line"),
            models.CheckConstraint(
                condition=Q(is_producer=True) | Q(district_code=""),
                name="only_producers_have_a_district",
            ),
        ]

    def __str__(self):
        return f"{self.number}"

    @property
    def told(self) -> dict:
        """What ``content`` holds."""
        return json.loads(zlib.decompress(self.content))


class RememberedMapping(models.Model):
    """How an office read the columns of a list with these headers the last time.

    ``signature`` tells the headers, ``heads`` are their words for people to recognise.
    """

    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    signature = models.CharField(max_length=64, editable=False)
    heads = models.JSONField(_("หัวคอลัมน์"), default=list, editable=False)
    mapping = models.JSONField(default=dict, editable=False)
    used_at = models.DateTimeField(_("ใช้ล่าสุดเมื่อ"), editable=False)

    class Meta:
        ordering = ("-used_at", "pk")
        verbose_name = verbose_name_plural = _("การจับคู่คอลัมน์ที่จำไว้")
        constraints = [
            models.UniqueConstraint(
                fields=("district", "signature"), name="one_mapping_per_district_and_headers"
            ),
            models.UniqueConstraint(
                fields=("province", "signature"), condition=Q(district__isnull=True),
                name="one_mapping_per_province_and_headers",
            ),
        ]  # fmt: skip

    def __str__(self):
        return " · ".join(self.heads)
