"""What officers are told in the program, and which reminders went out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.enums import Mail, Moment, Step
from registration.models.officers import Officer
from registration.models.plan import FiscalQuarter


class Message(models.Model):
    """One message to one officer at one office. Its words are made when it is read: here stand the
    kind and the parameters, never a text that somebody typed, an ID or a telephone.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="messages")
    # Where the officer worked then, "th" for the department: it does not follow to a new office.
    office = models.CharField(_("สำนักงาน"), max_length=4)
    kind = models.CharField(_("เรื่อง"), max_length=20)  # a MessageKind; a new one is no migration
    quarter = models.ForeignKey(
        FiscalQuarter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ไตรมาส"),
    )
    data = models.JSONField(default=dict)
    url_name = models.CharField(max_length=40)
    url_args = models.JSONField(default=list)
    made_at = models.DateTimeField(_("เมื่อ"))
    read_at = models.DateTimeField(_("อ่านเมื่อ"), null=True, blank=True)
    # The officer's choice when it was made: whoever turns e-mail on gets no old messages.
    mail = models.CharField(max_length=10, choices=Mail, default=Mail.NONE)
    sent_at = models.DateTimeField(_("ส่งอีเมลเมื่อ"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)  # that the mail server refused

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("ข้อความถึงเจ้าหน้าที่")
        indexes = [
            # Every page counts these.
            models.Index(
                fields=("officer", "office"),
                condition=Q(read_at__isnull=True),
                name="message_unread",
            ),
            models.Index(
                fields=("officer",),
                condition=Q(sent_at__isnull=True) & ~Q(mail=Mail.NONE),
                name="message_to_be_sent",
            ),
            models.Index(fields=("made_at",), name="message_made_at"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | ~Q(mail=Mail.NONE),
                name="message_sent_was_wanted",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.office} {self.quarter_id or ''}".strip()


class Reminder(models.Model):
    """That an office was reminded of a step: once for each moment, by hand as often as allowed.

    ``due_on`` is the moment's day and ``ends_on`` the step's last day as they were: when the end
    moves later and the moment comes again, the row is written again.
    """

    quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="reminders")
    office = models.CharField(_("สำนักงาน"), max_length=4)
    step = models.CharField(_("ขั้นตอน"), max_length=15, choices=Step)
    moment = models.CharField(_("กำหนดเตือน"), max_length=12, choices=Moment)
    due_on = models.DateField(_("ครบกำหนดเตือน"), null=True, blank=True)
    ends_on = models.DateField(_("วันสุดท้าย"), null=True, blank=True)
    sent_at = models.DateTimeField(_("แจ้งเมื่อ"))
    sent_by = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("การแจ้งเตือน")
        indexes = [models.Index(fields=("quarter", "office", "sent_at"), name="reminder_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=("quarter", "office", "step", "moment"),
                condition=~Q(moment=Moment.BY_HAND),
                name="one_reminder_per_moment",
            ),
            models.CheckConstraint(
                condition=Q(moment=Moment.BY_HAND, sent_by__isnull=False)
                | (
                    ~Q(moment=Moment.BY_HAND)
                    & Q(sent_by__isnull=True, due_on__isnull=False, ends_on__isnull=False)
                ),
                name="reminder_by_hand_or_by_plan",
            ),
        ]

    def __str__(self):
        return f"{self.quarter_id} {self.office} {self.moment}"
