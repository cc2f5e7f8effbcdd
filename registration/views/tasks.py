"""The task list of a registration: each part of the form with how far it is."""

from collections.abc import Collection

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from registration.enums import Kind
from registration.forms import section_states
from registration.forms.sections import sections_of
from registration.views.anchors import section_url

_EVIDENCE = "evidence"


def of(row, gaps, pointed: Collection[str]) -> list[dict]:
    """For ``registrations/tasks.html``. ``gaps`` are problems, ``pointed`` places that somebody has
    to look at: remarks of the province, cautions without a reason.
    """
    places = [gap.place for gap in gaps]
    found = [
        _task(
            section.title,
            section_url(row, section.key),
            section_states.of_section(section, row, places, pointed),
        )
        for section in sections_of(row.kind)
    ]
    if row.kind == Kind.CANCEL:
        return found
    products = list(row.products.all())
    # What is missing of a product's pictures is told with the evidence.
    of_products = [place for place in places if not place.endswith(_EVIDENCE)]
    of_evidence = [_EVIDENCE for place in places if place.endswith(_EVIDENCE)]
    title = _("ผลิตภัณฑ์")
    if products:
        title = _("ผลิตภัณฑ์ (%(n)d รายการ)") % {"n": len(products)}
    found.append(
        _task(
            title,
            "#products" if products else reverse("product-new", args=(row.pk,)),
            section_states.of_rows(products, of_products, pointed, "product"),
        )
    )
    try:
        url = reverse(_EVIDENCE, args=(row.pk,))
    except NoReverseMatch:
        return found
    given = list(row.evidence.all())
    progress = section_states.of_rows(given, of_evidence, pointed, _EVIDENCE)
    return [*found, _task(_("ภาพถ่ายและหลักฐาน"), url, progress)]


def _task(title, url: str, progress) -> dict:
    return {
        "title": title,
        "url": url,
        "look": progress.state.look,
        "label": progress.state.label,
        "n_missing": progress.n_missing,
    }
