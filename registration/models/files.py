"""Files that officers stored. The bytes lie in the private storage, under random names."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.enums import FileType
from registration.models.officers import Officer
from registration.models.places import District


class StoredFile(models.Model):
    """One checked file, never changed. Several rows may point to it: a registration, the register,
    the next quarter's copy.

    ``key`` is its random name; pictures have a thumbnail beside them. Who may see it follows from
    the rows that point to it, not from the district that brought it in.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_type = models.CharField(_("ชนิดไฟล์"), max_length=4, choices=FileType)
    size = models.PositiveIntegerField(_("ขนาด (ไบต์)"))
    sha256 = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(null=True, blank=True)  # pixels
    height = models.PositiveIntegerField(null=True, blank=True)
    # Empty where the department brought it in, for the whole country: a letter.
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    stored_at = models.DateTimeField(_("เก็บเมื่อ"), editable=False)
    stored_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("ไฟล์หลักฐาน")
        constraints = [
            models.CheckConstraint(
                condition=Q(file_type=FileType.PDF)
                | Q(width__isnull=False, height__isnull=False, width__gt=0, height__gt=0),
                name="picture_has_a_size",
            )
        ]

    def __str__(self):
        return str(self.key)

    @property
    def path(self) -> str:
        """Where the bytes lie in the storage: two levels of folders, so that none grows large."""
        name = self.key.hex
        return f"{name[:2]}/{name[2:4]}/{name}"

    @property
    def thumbnail_path(self) -> str:
        return f"{self.path}.small"

    @property
    def is_picture(self) -> bool:
        return self.file_type != FileType.PDF
