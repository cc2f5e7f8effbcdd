"""Uploaded workbooks of registrations on their way into a filing."""

import json

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.enums import ImportState, RowDeed, RowVerdict
from registration.models import stamps
from registration.models.fields import EncryptedBytesField, EncryptedTextField
from registration.models.filings import Filing, Registration
from registration.models.officers import Officer
from registration.models.old_lists import OldList

_SHOWN = {"name": "", "person": "", "producer": "", "n_products": 0, "differences": ()}


class StagedImport(models.Model):
    """A file that an office handed in: read, then checked row by row, then committed or discarded.

    Its state follows from its stamps. It counts nowhere and changes nothing until it is committed.
    ``permit`` is what allowed writing when it was received. ``counts`` say how many rows had which
    verdict, and how many errors and warnings there were.
    """

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="imports")
    filename = models.CharField(_("ชื่อไฟล์"), max_length=120)
    size = models.PositiveIntegerField(_("ขนาด (ไบต์)"))
    sha256 = models.CharField(max_length=64, editable=False)
    # The office's own list that the rows were taken from, and no workbook of ours.
    old_list = models.ForeignKey(
        OldList, models.PROTECT, null=True, blank=True, related_name="imports", editable=False
    )
    content = EncryptedBytesField(blank=True, default=b"", editable=False)
    permit = models.CharField(_("รับไว้ตาม"), max_length=500, blank=True, editable=False)
    received_at = models.DateTimeField(_("รับไฟล์เมื่อ"), editable=False)
    received_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)
    n_rows = models.PositiveIntegerField(default=0, editable=False)
    n_checked = models.PositiveIntegerField(default=0, editable=False)
    counts = models.JSONField(default=dict, blank=True, editable=False)
    checked_at = stamps.when(_("ตรวจเสร็จเมื่อ"))
    committed_at = stamps.when(_("บันทึกเมื่อ"))
    committed_by = stamps.who()
    # The program itself discards what is too old: then nobody stands here.
    discarded_at = stamps.when(_("ทิ้งเมื่อ"))
    discarded_by = stamps.who()

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("ไฟล์นำเข้า")
        constraints = [
            models.CheckConstraint(
                condition=Q(n_checked__lte=models.F("n_rows")), name="import_checks_its_rows"
            ),
            models.CheckConstraint(
                condition=Q(committed_at__isnull=True) | Q(checked_at__isnull=False),
                name="import_is_checked_before_commit",
            ),
            models.CheckConstraint(
                condition=stamps.both_or_none("committed"), name="import_commit_is_stamped"
            ),
            models.CheckConstraint(
                condition=Q(committed_at__isnull=True) | Q(discarded_at__isnull=True),
                name="import_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(discarded_by__isnull=True) | Q(discarded_at__isnull=False),
                name="import_discard_is_stamped",
            ),
        ]

    def __str__(self):
        return self.filename

    @property
    def state(self) -> ImportState:
        if self.discarded_at:
            return ImportState.DISCARDED
        if self.committed_at:
            return ImportState.COMMITTED
        return ImportState.CHECKED if self.checked_at else ImportState.RECEIVED

    @property
    def is_open(self) -> bool:
        return self.state in (ImportState.RECEIVED, ImportState.CHECKED)


class CommitProgress(models.Model):
    """How many rows of an import its running commit has done. Written beside the transaction of the
    commit, so that others see it; without a constraint, because that would wait for the commit.
    """

    staged = models.OneToOneField(
        StagedImport, models.CASCADE, primary_key=True, db_constraint=False, related_name="progress"
    )
    n_done = models.PositiveIntegerField()
    n_all = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = _("ความคืบหน้าของการบันทึกไฟล์")


class StagedRow(models.Model):
    """One producer of the file with all that hangs on it: products, standards, rights.

    ``content`` is JSON, before the check the texts of its cells, afterwards the typed values that
    are written; empty once the import has ended. ``version`` is the registration's when the row was
    checked, and after the commit as the commit left it. A row of another sheet that belongs to no
    producer stands for itself.
    """

    staged = models.ForeignKey(StagedImport, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=40)
    number = models.PositiveIntegerField(_("แถว"))
    registration = models.ForeignKey(
        Registration, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    deed = models.CharField(_("การดำเนินการ"), max_length=8, choices=RowDeed, blank=True)
    verdict = models.CharField(_("ผลการตรวจ"), max_length=8, choices=RowVerdict, blank=True)
    content = EncryptedTextField(blank=True)
    # What is wrong in which cell; never with a citizen ID.
    problems = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("staged", "pk")
        verbose_name = verbose_name_plural = _("แถวของไฟล์นำเข้า")
        constraints = [
            models.UniqueConstraint(
                fields=("staged", "sheet", "number"), name="one_staged_row_per_line"
            )
        ]

    def __str__(self):
        return f"{self.sheet} {self.number}"

    @property
    def told(self) -> dict:
        """What ``content`` holds; nothing once the import has ended."""
        return json.loads(self.content) if self.content else {}

    @property
    def shown(self) -> dict:
        """What a list says about the row."""
        return {**_SHOWN, **self.told}
