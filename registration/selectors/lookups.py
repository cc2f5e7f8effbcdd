"""Lists that an office may edit: the same for everybody, so ``by`` is not asked for.

A row that is no longer used is offered only where it was chosen before (``also``).
"""

from django.db.models import Q, QuerySet

from registration.models import LegalForm, ProductGroup, Standard


def legal_forms(also: int | None = None) -> QuerySet[LegalForm]:
    return LegalForm.objects.filter(Q(is_active=True) | Q(pk=also))


def product_groups(also: int | None = None) -> QuerySet[ProductGroup]:
    return ProductGroup.objects.filter(Q(is_active=True) | Q(pk=also))


def standards(also: tuple[int, ...] = ()) -> QuerySet[Standard]:
    return Standard.objects.filter(Q(is_active=True) | Q(pk__in=also))


def is_used(row: LegalForm | ProductGroup | Standard) -> bool:
    """Whether any form or register row names it, in whatever area."""
    links = [each for each in row._meta.get_fields(include_hidden=True) if each.one_to_many]
    return any(
        link.related_model.objects.filter(**{link.field.name: row.pk}).exists() for link in links
    )
