"""What was decided and asked about likely duplicates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from registration import similarity
from registration.enums import DuplicateGround, DuplicateVerdict
from registration.models import DuplicateDecision, DuplicateInquiry, Producer, Registration
from registration.problems import Problem
from registration.scoping import Jurisdiction, within
from registration.selectors import duplicates
from registration.selectors.duplicates import Candidate


@dataclass(frozen=True)
class Reviewed:
    """A likely duplicate with the verdict that stands and the question to its office."""

    candidate: Candidate
    decision: DuplicateDecision | None
    inquiry: DuplicateInquiry | None = None

    @property
    def is_same(self) -> bool:
        return bool(self.decision) and self.decision.verdict == DuplicateVerdict.SAME

    @property
    def is_open(self) -> bool:
        """Keeps the registration from being submitted: undecided, or found to be the same."""
        return self.decision is None or self.is_same


def review(by: Jurisdiction, row: Registration) -> list[Reviewed]:
    """Every likely duplicate of ``row``; at most four queries, one where there is none.

    A verdict stands while what agrees is what agreed then. A verdict of the same district that the
    two are different holds for both of them, and in later quarters.
    """
    found = _reviewed([row], duplicates.candidates_of(by, [row]))[row.pk]
    if not found:
        return []
    asked = {
        _key_of_other(each): each for each in DuplicateInquiry.objects.filter(registration=row)
    }
    return [replace(each, inquiry=asked.get(each.candidate.key)) for each in found]


def unsettled(by: Jurisdiction, row: Registration) -> list[Reviewed]:
    """Those of ``review`` that keep ``row`` from being submitted, without what was asked."""
    found = _reviewed([row], duplicates.candidates_of(by, [row]))[row.pk]
    return [each for each in found if each.is_open]


def summary(
    by: Jurisdiction, row: Registration, *, looks: bool
) -> tuple[list[Reviewed], list[DuplicateDecision]]:
    """``unsettled``, where the page of ``row`` ``looks`` for it, and who ``decided`` what. Nothing
    is read where the row says that nobody has decided anything (``has_verdicts``).
    """
    known = by.covers(row.filing.district_id) and getattr(row, "has_verdicts", True)
    decisions = _decisions_about([row]) if known else []
    found = duplicates.candidates(by, row) if looks else []
    seen = [Reviewed(each, _standing(each, row, decisions)) for each in found]
    own = [each for each in reversed(decisions) if each.registration_id == row.pk]
    return [each for each in seen if each.is_open], own


def held_back(by: Jurisdiction, rows: Sequence[Registration]) -> dict[int, list[Problem]]:
    """What keeps each of a filing's ``rows`` from being submitted, by key: likely duplicates that
    nobody has decided about, and those found to be the same.
    """
    reviewed = _reviewed(rows, duplicates.candidates_of(by, rows))
    return {
        pk: [Problem("duplicates", _sentence(each)) for each in found if each.is_open]
        for pk, found in reviewed.items()
    }


def _sentence(each: Reviewed) -> str:
    names = {"name": each.candidate.name, "place": each.candidate.place}
    if each.is_same and not each.candidate.is_own:
        return _("เป็นรายเดียวกับ “%(name)s” %(place)s ให้ถอนรายการนี้") % names
    if each.is_same:
        return _("เป็นรายเดียวกับ “%(name)s” %(place)s ให้ถอนรายการนี้ แล้วปรับปรุงข้อมูลรายเดิมแทน") % names
    return _("อาจเป็นรายเดียวกับ “%(name)s” %(place)s ให้พิจารณาและระบุเหตุผลก่อนยื่นแบบ") % names


def _reviewed(rows: Sequence[Registration], found) -> dict[int, list[Reviewed]]:
    busy = [row for row in rows if found[row.pk]]
    reviewed: dict[int, list[Reviewed]] = {row.pk: [] for row in rows}
    if not busy:
        return reviewed
    decisions = _decisions_about(busy)
    for row in busy:
        reviewed[row.pk] = [
            Reviewed(each, _standing(each, row, decisions)) for each in found[row.pk]
        ]
    return reviewed


def _decisions_about(rows: Sequence[Registration]) -> list[DuplicateDecision]:
    """Newest first."""
    filed = [row.pk for row in rows]
    registered = [row.producer_id for row in rows if row.producer_id]
    return list(
        DuplicateDecision.objects.filter(
            Q(registration__in=filed)
            | Q(other_registration__in=filed)
            | Q(registration__producer__in=registered)
            | Q(other__in=registered)
            | Q(other_registration__producer__in=registered)
        )
        .select_related("registration__filing", "other_registration", "decided_by")
        .order_by("-pk")
    )


def _standing(candidate: Candidate, row: Registration, decisions) -> DuplicateDecision | None:
    """The verdict on the pair that still stands: the row's own, or the same district's about the
    other one, or of an earlier quarter.
    """
    ours = {f"registration-{row.pk}", f"producer-{row.producer_id}"}
    for decision in decisions:
        if set(decision.grounds) != set(candidate.likeness.grounds):
            continue
        left, right = _sides(decision)
        if decision.registration_id == row.pk:
            if candidate.key in right:
                return decision
            continue
        same_office = decision.registration.filing.district_id == row.filing.district_id
        settled = same_office and decision.verdict != DuplicateVerdict.SAME
        if settled and (
            (left & ours and candidate.key in right) or (right & ours and candidate.key in left)
        ):
            return decision
    return None


def _sides(decision: DuplicateDecision) -> tuple[set[str], set[str]]:
    """The keys of both; what was filed is also the producer that it became."""
    filed = decision.other_registration
    right = {_key_of_other(decision)}
    if filed and filed.producer_id:
        right.add(f"producer-{filed.producer_id}")
    left = {f"registration-{decision.registration_id}"}
    if decision.registration.producer_id:
        left.add(f"producer-{decision.registration.producer_id}")
    return left, right


def _key_of_other(row: DuplicateDecision | DuplicateInquiry) -> str:
    if row.other_id:
        return f"producer-{row.other_id}"
    return f"registration-{row.other_registration_id}"


def exist() -> Exists:
    """Whether anything was decided about a registration or its producer: for its own query, to
    save another.
    """
    row, producer = OuterRef("pk"), OuterRef("producer")
    return Exists(
        DuplicateDecision.objects.filter(
            Q(registration=row)
            | Q(other_registration=row)
            | Q(registration__producer=producer)
            | Q(other=producer)
            | Q(other_registration__producer=producer)
        )
    )


def decided(by: Jurisdiction, row: Registration) -> QuerySet[DuplicateDecision]:
    """Who decided what about ``row`` and why, in order."""
    return (
        DuplicateDecision.objects.filter(
            within(by, "registration__filing__district"), registration=row
        )
        .select_related("decided_by", "other", "other_registration")
        .order_by("pk")
    )


def inquiries(by: Jurisdiction) -> QuerySet[DuplicateInquiry]:
    """Questions asked to the districts in the area of ``by``: open ones first, then the newest."""
    return (
        DuplicateInquiry.objects.filter(within(by))
        .select_related(
            "registration__filing__district__province",
            "registration__quarter",
            "district__province",
            "other__site_subdistrict",
            "other__legal_form",
            "other_registration__site_subdistrict",
            "other_registration__legal_form",
            "other_registration__filing",
            "answered_by",
        )
        .order_by("answered_at", "-pk")
    )


def agreeing(inquiry: DuplicateInquiry) -> list[str]:
    """In words what agrees now between both of an inquiry that was read."""
    sides = (inquiry.registration, inquiry.other or inquiry.other_registration)
    likeness = similarity.likeness(*(duplicates.traits_of(row) for row in sides))
    return [str(DuplicateGround(code).label) for code in likeness.grounds]


def open_inquiries(by: Jurisdiction) -> int:
    """How many questions to the area of ``by`` wait for an answer."""
    return DuplicateInquiry.objects.filter(within(by), answered_at__isnull=True).count()


def sides(by: Jurisdiction, found: list[Candidate]) -> dict[str, Producer | Registration]:
    """The whole rows of candidates that lie in the area of ``by``, by key."""
    keys = {False: [], True: []}
    for each in found:
        if each.is_own:
            keys[each.is_filed].append(each.pk)
    rows = {}
    for model, is_filed, path in (
        (Producer, False, "district"),
        (Registration, True, "filing__district"),
    ):
        if keys[is_filed]:
            kept = model.objects.filter(within(by, path), pk__in=keys[is_filed]).select_related(
                "legal_form", "site_subdistrict", "contact_province"
            )
            rows |= {f"{model._meta.model_name}-{row.pk}": row for row in kept}
    return rows
