"""Searches that an officer keeps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registration.models.officers import Officer


class SavedFilter(models.Model):
    """A named search of one officer's own. ``query`` is the address's, without the page."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="filters")
    name = models.CharField(_("ชื่อ"), max_length=80)
    query = models.CharField(_("ตัวกรอง"), max_length=500)

    class Meta:
        ordering = ("name",)
        verbose_name = verbose_name_plural = _("ตัวกรองที่บันทึกไว้")
        constraints = [
            models.UniqueConstraint(
                fields=("officer", "name"), name="one_filter_of_a_name_per_officer"
            )
        ]

    def __str__(self):
        return self.name
