"""A request for more time: an office asks, its province endorses, the department grants."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.enums import ExtensionState, Role, Scope, Step
from registration.models.officers import Officer
from registration.models.plan import AREA_FITS_SCOPE, AreaScope, Extension, FiscalQuarter
from registration.models.stamps import both_or_none, when, who

_S = ExtensionState
OPEN = (_S.ASKED, _S.ENDORSED)
_ANSWERED, _DECIDED = Q(answered_at__isnull=False), Q(decided_at__isnull=False)
_WITHDRAWN, _GIVEN = Q(withdrawn_at__isnull=False), Q(extension__isnull=False)
_DECISION = _DECIDED & ~Q(decision="")


def _one_open(name, scope, place):
    return models.UniqueConstraint(
        fields=("quarter", "step", place),
        condition=Q(scope=scope, state__in=OPEN),
        name=name,
    )


class ExtensionRequest(AreaScope):
    """For whom more time is asked: one district, or a whole province. ``asking_role`` says who
    asked: the district itself, or its province.

    What the department grants is an ``Extension`` of its own, which ends and is revoked like any
    other; the date may be another than the one asked for.
    """

    quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="extension_requests")
    step = models.CharField(_("ขั้นตอน"), max_length=15, choices=Step)
    until_on = models.DateField(_("ขอถึงวันที่"))
    reason = models.CharField(_("เหตุผลที่ขอ"), max_length=500)
    state = models.CharField(_("สถานะ"), max_length=10, choices=_S, default=_S.ASKED)
    asking_role = models.CharField(_("ผู้ขอ"), max_length=10, choices=Role, editable=False)
    asked_at = models.DateTimeField(_("ขอเมื่อ"), editable=False)
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)
    answer = models.CharField(_("ความเห็นของจังหวัด"), max_length=500, blank=True)
    answered_at, answered_by = when(_("จังหวัดตอบเมื่อ")), who()
    decision = models.CharField(_("เหตุผลของกรมฯ"), max_length=500, blank=True)
    decided_at, decided_by = when(_("กรมฯ พิจารณาเมื่อ")), who()
    withdrawn_reason = models.CharField(_("เหตุที่ถอน"), max_length=500, blank=True)
    withdrawn_at, withdrawn_by = when(_("ถอนเมื่อ")), who()
    extension = models.OneToOneField(
        Extension, models.PROTECT, null=True, blank=True, related_name="request", editable=False
    )

    class Meta:
        ordering = ("-asked_at", "-pk")
        verbose_name = verbose_name_plural = _("คำขอขยายเวลา")
        constraints = [
            _one_open("one_open_request_of_a_district", Scope.DISTRICT, "district"),
            _one_open("one_open_request_of_a_province", Scope.PROVINCE, "province"),
            models.CheckConstraint(
                condition=AREA_FITS_SCOPE & ~Q(scope=Scope.COUNTRY),
                name="extension_request_area_fits_scope",
            ),
            models.CheckConstraint(
                condition=Q(scope=Scope.DISTRICT, step=Step.ENTRY)
                | Q(scope=Scope.PROVINCE, step__in=(Step.ENTRY, Step.CERTIFICATION)),
                name="extension_request_step_hears_scope",
            ),
            models.CheckConstraint(
                condition=Q(asking_role=Role.DISTRICT, scope=Scope.DISTRICT)
                | (Q(asking_role=Role.PROVINCE) & ~Q(state=_S.DECLINED)),
                name="extension_request_asker_fits_scope",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="extension_request_has_reason"
            ),
            *(
                models.CheckConstraint(
                    condition=both_or_none(stamp), name=f"extension_request_{stamp}_by_somebody"
                )
                for stamp in ("answered", "decided", "withdrawn")
            ),
            models.CheckConstraint(
                condition=(Q(state=_S.ASKED) & ~_ANSWERED & ~_DECIDED & ~_WITHDRAWN & ~_GIVEN)
                | (Q(state=_S.ENDORSED) & _ANSWERED & ~_DECIDED & ~_WITHDRAWN & ~_GIVEN)
                | (
                    Q(state=_S.DECLINED) & _ANSWERED & ~Q(answer="")
                    & ~_DECIDED & ~_WITHDRAWN & ~_GIVEN
                )
                | (Q(state=_S.GRANTED) & _ANSWERED & _DECISION & ~_WITHDRAWN & _GIVEN)
                | (Q(state=_S.REFUSED) & _ANSWERED & _DECISION & ~_WITHDRAWN & ~_GIVEN)
                | (
                    Q(state=_S.WITHDRAWN) & _WITHDRAWN & ~Q(withdrawn_reason="")
                    & ~_DECIDED & ~_GIVEN
                ),
                name="extension_request_state_is_stamped",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.quarter_id} {self.get_step_display()} {self.area_text}"

    @property
    def area_code(self) -> str:
        return self.district_id or self.province_id
