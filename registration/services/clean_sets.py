"""Certifying together what was carried from the register unchanged."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration import workflow
from registration.errors import Refusal, Refused
from registration.models import CleanCertification
from registration.scoping import Jurisdiction
from registration.selectors import clean_sets, plan, situations
from registration.services import decisions, journal, samples, states


@transaction.atomic
def certify(
    *,
    by: Jurisdiction,
    on: datetime,
    province: str,
    quarter: str,
    digest: str,
    district: str = "",
) -> tuple[CleanCertification, bool]:
    """Certify the very set that was shown (``digest``), of one district or of the province: all of
    it or nothing. Returns the act and whether it is new: the same set sent twice is done once.

    ``Refused`` (``changed``) where another set stands there now, and as the rules say: outside the
    window, before the sample is checked. Registrations that ``by`` has had a hand in are in no set
    of theirs.
    """
    certification = samples.locked(by, province, quarter, district)
    before = clean_sets.done(by, certification, digest)
    if before:
        return before, False
    with plan.remembered():
        found = clean_sets.clean_set(by, certification, on, district=district)
        states.demand(found.refusal)
        if not found.rows:
            raise Refused(Refusal("nothing_clean", _("ไม่มีรายการที่รับรองพร้อมกันได้ในขณะนี้")))
        if found.digest != digest:
            raise Refused(
                Refusal(
                    "changed", _("รายการเปลี่ยนไปหลังจากที่ท่านเปิดหน้านี้ จึงยังไม่ได้รับรอง ให้ตรวจชุดใหม่ด้านล่าง")
                )
            )
        keys = [each.pk for each in found.rows]
        n = decisions.certify(by=by, on=on, registrations=keys, together=True)
    act = CleanCertification.objects.create(
        certification=certification, district_id=district or None, digest=digest, n_certified=n,
        made_at=on, made_by_id=by.officer_id,
    )  # fmt: skip
    after = {"n": n, "digest": digest, **({"district": district} if district else {})}
    situation = situations.of_clean(by, certification, on)
    with journal.in_thai():
        permit = workflow.permit(workflow.CERTIFY, situation)
    journal.record(by, on, "certification.certify_clean", certification, after=after, permit=permit)
    return act, True
