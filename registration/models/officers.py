"""People who sign in, and where they have worked."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from registration.enums import Mail, Role
from registration.models.places import District, Province

# A role and its area belong together: a district officer without a district could see everything.
_AREA_FITS_ROLE = (
    Q(role=Role.DISTRICT, district__isnull=False, province__isnull=False)
    | Q(role=Role.PROVINCE, district__isnull=True, province__isnull=False)
    | Q(role=Role.DEPARTMENT, district__isnull=True, province__isnull=True)
    | Q(role=Role.READER, district__isnull=True)
    | Q(role=Role.READER, district__isnull=False, province__isnull=False)
)
_DISTRICT_IN_PROVINCE = Q(district__isnull=True) | Q(province=Left("district", 2))


class OfficerManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username)


class OfficeFields(models.Model):
    """A role at an office: the same three columns for an officer now and for each posting."""

    role = models.CharField(_("บทบาท"), max_length=10, choices=Role)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, verbose_name=_("จังหวัด"), related_name="+"
    )
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("อำเภอ/เขต"),
        related_name="+",
    )

    class Meta:
        abstract = True

    @property
    def office(self) -> str:
        """The office in words: the district, else the province, else the department."""
        return str(self.district or self.province or _("กรมการพัฒนาชุมชน"))


class Officer(AbstractBaseUser, OfficeFields):
    """An account. Role and area decide everything; Django's groups and permissions are not used."""

    username = models.CharField(_("ชื่อผู้ใช้"), max_length=60, unique=True)
    full_name = models.CharField(_("ชื่อ–สกุล"), max_length=120)
    position = models.CharField(_("ตำแหน่ง"), max_length=120, blank=True)
    email = models.EmailField(_("อีเมล"), blank=True)
    phone = models.CharField(_("โทรศัพท์"), max_length=60, blank=True)
    # The officer's own choice; nobody else makes it.
    mail = models.CharField(
        _("ส่งข้อความทางอีเมล"), max_length=10, choices=Mail, default=Mail.NONE, editable=False
    )
    is_active = models.BooleanField(_("ใช้งานได้"), default=True)
    must_change_password = models.BooleanField(_("ต้องเปลี่ยนรหัสผ่าน"), default=False)
    created_at = models.DateTimeField(_("สร้างเมื่อ"), editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ()

    objects = OfficerManager()

    class Meta:
        ordering = ("username",)
        verbose_name = verbose_name_plural = _("เจ้าหน้าที่")
        constraints = [
            models.CheckConstraint(condition=_AREA_FITS_ROLE, name="officer_area_fits_role"),
            models.CheckConstraint(
                condition=_DISTRICT_IN_PROVINCE, name="officer_district_in_province"
            ),
        ]

    def __str__(self):
        return self.full_name or self.username

    def get_short_name(self):
        return self.full_name or self.username

    @property
    def is_staff(self) -> bool:
        """Whoever may write somewhere may open the admin, scoped to the own area."""
        return self.is_active and self.role != Role.READER

    def has_perm(self, perm, obj=None) -> bool:
        """No model permissions: the admin classes decide by role and area."""
        return False

    def has_module_perms(self, app_label) -> bool:
        return self.is_staff


class Posting(OfficeFields):
    """Where an officer worked from one day to another; the open one has no end."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="postings")
    position = models.CharField(_("ตำแหน่ง"), max_length=120, blank=True)
    from_on = models.DateField(_("ตั้งแต่วันที่"))
    until_on = models.DateField(_("ถึงวันที่"), null=True, blank=True)

    class Meta:
        ordering = ("officer", "from_on", "pk")
        verbose_name = verbose_name_plural = _("ประวัติการปฏิบัติหน้าที่")
        constraints = [
            models.CheckConstraint(condition=_AREA_FITS_ROLE, name="posting_area_fits_role"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="posting_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=("officer",), condition=Q(until_on__isnull=True), name="one_open_posting"
            ),
        ]

    def __str__(self):
        return f"{self.officer}: {self.office}"
