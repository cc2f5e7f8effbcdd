"""What a product holds besides its own fields: the same rows as filed and in the register."""

from dataclasses import dataclass

from django.db import models

from registration.models.details import RightDetails, StandardDetails, detail_names, details_of


@dataclass(frozen=True)
class Holding:
    """``name`` is how products, filed or registered, call these rows; ``related`` is what reading
    them in words needs besides.
    """

    name: str
    details: type[models.Model]
    related: tuple[str, ...] = ()

    def model_of(self, product) -> type[models.Model]:
        """The rows' table: of filed products or of registered ones."""
        return product._meta.get_field(self.name).related_model

    def rows_of(self, product) -> list[models.Model]:
        """What a product holds now, read afresh."""
        rows = self.model_of(product).objects.filter(product=product)
        return list(rows.select_related(*self.related) if self.related else rows)

    def copies(self, source, target) -> list[models.Model]:
        """Unsaved rows for ``target`` of what ``source`` holds; either may be filed or
        registered.
        """
        model = self.model_of(target)
        return [
            model(product=target, **details_of(row, self.details))
            for row in getattr(source, self.name).all()
        ]

    @property
    def fields(self) -> tuple[str, ...]:
        return detail_names(self.details)


HOLDINGS = (
    Holding("standards", StandardDetails, ("standard",)),
    Holding("rights", RightDetails),
)
