"""Pictures and papers: what a registration is asked for and has given, and who may see a file."""

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects

from registration import proofs
from registration.models import (
    EvidenceKind,
    Producer,
    ProducerEvidence,
    RegisteredEvidence,
    Registration,
    StoredFile,
    WindowOrder,
)
from registration.scoping import Jurisdiction, within
from registration.selectors import plan


def kinds() -> list[EvidenceKind]:
    """Every kind that is in use, in the order of the list; the same for everybody."""
    return plan.once("evidence", lambda: list(EvidenceKind.objects.filter(is_active=True)))


def given() -> Prefetch:
    """The evidence of a registration, with kinds and files."""
    return Prefetch("evidence", RegisteredEvidence.objects.select_related("kind", "file"))


def held() -> Prefetch:
    """The evidence of a producer of the register, with kinds and files."""
    return Prefetch("evidence", ProducerEvidence.objects.select_related("kind", "file"))


def asks(row: Registration) -> list[proofs.Ask]:
    """What ``row`` is asked for, with what was given; what it came without is read now."""
    prefetch_related_objects([row], "products", given())
    return proofs.asked(kinds(), row, list(row.products.all()), row.evidence.all())


def pictures(row: Registration | Producer) -> dict[int | None, list]:
    """The pictures of ``row`` by product key, the producer's own under ``None``; papers are not
    among them.
    """
    prefetch_related_objects([row], given() if isinstance(row, Registration) else held())
    found: dict[int | None, list] = {}
    for each in row.evidence.all():
        if each.file_id and each.kind.pictures_only:
            found.setdefault(each.product_id, []).append(each)
    return found


def _in(by: Jurisdiction) -> tuple:
    return (
        RegisteredEvidence.objects.filter(within(by, "registration__filing__district")),
        ProducerEvidence.objects.filter(within(by, "producer__district")),
    )


def file_for(by: Jurisdiction, key) -> StoredFile:
    """A file that a registration or producer of the area points to, with ``is_paper``: whether
    some row calls it anything but a plain picture.

    Raises ``StoredFile.DoesNotExist`` for all others.
    """
    pointing = [rows.filter(file=OuterRef("pk")) for rows in _in(by)]
    filed, held = (Exists(rows) for rows in pointing)
    papers = [Exists(rows.filter(kind__pictures_only=False)) for rows in pointing]
    return (
        StoredFile.objects.filter(filed | held)
        .annotate(is_paper=papers[0] | papers[1])
        .get(key=key)
    )


def shown_by(by: Jurisdiction, file: StoredFile) -> RegisteredEvidence | ProducerEvidence:
    """A row of the area that points to ``file``: the newest that calls it a paper, if there is
    one.
    """
    for rows in _in(by):
        found = (
            rows.filter(file=file)
            .select_related("kind", *_owners(rows.model))
            .order_by("kind__pictures_only", "-pk")
            .first()
        )
        if found:
            return found
    raise StoredFile.DoesNotExist


def _owners(model) -> tuple[str, ...]:
    return ("registration__filing",) if model is RegisteredEvidence else ("producer",)


def unpointed() -> Q:
    """Stored files that nothing points to, wherever they were sent from."""
    filed = RegisteredEvidence.objects.filter(file=OuterRef("pk"))
    registered = ProducerEvidence.objects.filter(file=OuterRef("pk"))
    letters = WindowOrder.objects.filter(scan=OuterRef("pk"))
    return ~Exists(filed) & ~Exists(registered) & ~Exists(letters)
