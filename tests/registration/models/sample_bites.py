"""What no service would write about samples and clean sets, by the constraint that refuses it."""

from registration import models
from tests import factories
from tests.factories import LONG_AGO, QUARTER


def _drawn(**values):
    row = factories.RegistrationFactory(state="SUBMITTED")
    sample = models.Sample.objects.create(
        filing=row.filing, seed="x", pool={}, drawn_at=LONG_AGO, drawn_by=row.entered_by
    )
    return sample.rows.create(registration=row, version=1, **values)


def _drawn_again():
    first = _drawn()
    first.sample.rows.create(registration=first.registration, version=first.version)


def _answer(n=1, **values):
    row, question = _drawn(), models.SampleQuestion.objects.create(code="products", name="ข้อ")
    for _n in range(n):
        row.answers.create(question=question, **values)


def _certified(n=1, n_certified=1):
    certification = models.Certification.objects.get(province="31", quarter=QUARTER)
    for _n in range(n):
        certification.clean_sets.create(
            digest="x", n_certified=n_certified, made_at=LONG_AGO,
            made_by=factories.OfficerFactory(),
        )  # fmt: skip


BITES = {
    "drawn_once_in_a_version": _drawn_again,
    "sample_checked_is_stamped": lambda: _drawn(checked_at=LONG_AGO),
    "one_answer_per_question": lambda: _answer(2),
    "wrong_has_comment": lambda: _answer(is_wrong=True),
    "a_clean_set_is_certified_once": lambda: _certified(2),
    "clean_set_is_not_empty": lambda: _certified(n_certified=0),
}
