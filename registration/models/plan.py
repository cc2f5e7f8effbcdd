"""The plan: quarters, the letters that set their windows, holidays and extensions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.enums import HolidayKind, QuarterState, Scope, Step
from registration.models.files import StoredFile
from registration.models.officers import Officer
from registration.models.places import District, Province


class FiscalQuarter(models.Model):
    """One quarter of a Thai fiscal year (1 Oct – 30 Sep, named by the BE year in which it ends)."""

    code = models.CharField(_("ไตรมาส"), max_length=6, primary_key=True)  # "2561-2"
    year = models.PositiveSmallIntegerField(_("ปีงบประมาณ พ.ศ."))
    number = models.PositiveSmallIntegerField(_("ไตรมาสที่"))
    state = models.CharField(
        _("สถานะ"), max_length=10, choices=QuarterState, default=QuarterState.PLANNED
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ("code",)
        verbose_name = verbose_name_plural = _("ไตรมาส")
        constraints = [
            models.UniqueConstraint(fields=("year", "number"), name="one_row_per_quarter"),
            models.CheckConstraint(condition=Q(number__range=(1, 4)), name="quarter_number_1_to_4"),
            models.CheckConstraint(
                condition=Q(
                    state=QuarterState.CLOSED, closed_at__isnull=False, closed_by__isnull=False
                )
                | (~Q(state=QuarterState.CLOSED) & Q(closed_at__isnull=True)),
                name="quarter_closed_is_stamped",
            ),
        ]

    def __str__(self):
        return self.code


class AreaScope(models.Model):
    """To whom an order or extension speaks: everybody, one province or one district."""

    scope = models.CharField(_("ใช้กับ"), max_length=10, choices=Scope, default=Scope.COUNTRY)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("จังหวัด")
    )
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("อำเภอ/เขต"),
    )

    class Meta:
        abstract = True

    @property
    def area_text(self) -> str:
        return str(self.district or self.province or Scope.COUNTRY.label)


AREA_FITS_SCOPE = (
    Q(scope=Scope.COUNTRY, province__isnull=True, district__isnull=True)
    | Q(scope=Scope.PROVINCE, province__isnull=False, district__isnull=True)
    | Q(scope=Scope.DISTRICT, province__isnull=True, district__isnull=False)
)


class WindowOrder(AreaScope):
    """A letter that sets windows. Never changed: a newer order supersedes, a wrong one is
    withdrawn.
    """

    number = models.CharField(_("เลขที่หนังสือ"), max_length=60)
    dated_on = models.DateField(_("ลงวันที่"))
    issuer = models.CharField(_("ผู้ออกหนังสือ"), max_length=160)
    subject = models.CharField(_("เรื่อง"), max_length=250)
    note = models.TextField(_("หมายเหตุ"), blank=True)
    # The letter itself. It may come later than what it says; then it is attached once.
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name=_("สำเนาหนังสือ"),
    )  # fmt: skip
    issued_at = models.DateTimeField(_("บันทึกเมื่อ"), editable=False)
    issued_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_reason = models.CharField(_("เหตุผลที่ถอน"), max_length=500, blank=True)

    class Meta:
        ordering = ("-dated_on", "-pk")
        verbose_name = verbose_name_plural = _("หนังสือกำหนดช่วงเวลา")
        constraints = [
            models.UniqueConstraint(
                fields=("number", "dated_on", "issuer"), name="one_row_per_order"
            ),
            models.CheckConstraint(condition=AREA_FITS_SCOPE, name="order_area_fits_scope"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="order_withdrawn_has_reason",
            ),
        ]

    def __str__(self):
        return self.number


class Window(models.Model):
    """Half-open in time: [opens_on 00:00, the day after closes_on 00:00) in Bangkok."""

    order = models.ForeignKey(WindowOrder, models.PROTECT, related_name="windows")
    quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="windows")
    step = models.CharField(_("ขั้นตอน"), max_length=15, choices=Step)
    opens_on = models.DateField(_("เปิดวันที่"))
    closes_on = models.DateField(_("ถึงวันที่"))
    # What the letter says, kept beside what the calendar counts; an issued plan is never corrected.
    stated_days = models.PositiveSmallIntegerField(_("จำนวนวันตามหนังสือ"), null=True, blank=True)

    class Meta:
        ordering = ("quarter", "opens_on", "pk")
        verbose_name = verbose_name_plural = _("ช่วงเวลา")
        constraints = [
            models.UniqueConstraint(
                fields=("order", "quarter", "step"), name="one_window_per_order_quarter_step"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")), name="window_dates_in_order"
            ),
        ]

    def __str__(self):
        return f"{self.quarter_id} {self.get_step_display()}"


class Holiday(models.Model):
    """A day on which offices are closed; ``announced_on`` is null when it was known all along."""

    day = models.DateField(_("วันที่"), unique=True)
    name = models.CharField(_("ชื่อวันหยุด"), max_length=160)
    kind = models.CharField(
        _("ประเภท"), max_length=12, choices=HolidayKind, default=HolidayKind.PUBLIC
    )
    source = models.CharField(_("ที่มา"), max_length=250, blank=True)
    announced_on = models.DateField(_("ประกาศเมื่อ"), null=True, blank=True)

    class Meta:
        ordering = ("day",)
        verbose_name = verbose_name_plural = _("วันหยุดราชการ")

    def __str__(self):
        return self.name


class Extension(AreaScope):
    """The department lets an area go on after its window, to the end of ``until_on``."""

    quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="extensions")
    step = models.CharField(_("ขั้นตอน"), max_length=15, choices=Step)
    until_on = models.DateField(_("ขยายถึงวันที่"))
    reason = models.CharField(_("เหตุผล"), max_length=500)
    order_number = models.CharField(_("เลขที่หนังสือ"), max_length=60, blank=True)
    granted_at = models.DateTimeField(_("อนุมัติเมื่อ"), editable=False)
    granted_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ("-granted_at", "-pk")
        verbose_name = verbose_name_plural = _("การขยายเวลา")
        constraints = [
            models.CheckConstraint(condition=AREA_FITS_SCOPE, name="extension_area_fits_scope"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason"),
        ]

    def __str__(self):
        return f"{self.quarter_id} {self.get_step_display()} {self.area_text}"
