"""Every class of the admin: own rows only, nobody writes what is not theirs, no secrets."""

import pytest
from django.urls import reverse

from registration.admin.site import site
from tests import factories
from tests.registration.admin import rows
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

SCOPED = (
    "registration", "filing", "registeredproduct", "producer", "product", "certification",
    "announcement", "snapshot", "extension", "windoworder", "journalentry", "officer",
)  # fmt: skip
REFERENCE = {"province", "district", "subdistrict", "fiscalquarter", "holiday", "legalform",
             "productgroup", "standard", "saleschannel", "supportneed", "evidencekind",
             "samplequestion", "returnreason"}  # fmt: skip
WRITTEN_BY_DEPARTMENT = {
    "holiday", "legalform", "productgroup", "standard", "saleschannel", "supportneed",
    "evidencekind", "samplequestion", "returnreason",
    "officer",
}  # fmt: skip
NAMES = sorted(model._meta.model_name for model in site._registry)


def url(name, page, *args):
    return reverse(f"admin:registration_{name}_{page}", args=args)


@pytest.fixture
def world(plan, personas, at):
    """Rows of 3104 and of foreign 3201, in the entry window."""
    at(rows.ON)
    own, foreign = personas["own_district"], personas["foreign_district"]
    return {
        "own": rows.make("3104", own.officer, own.by),
        "foreign": rows.make("3201", foreign.officer, foreign.by),
        "ids": [factories.citizen_id(n) for n in range(200)],
    }


def test_every_class_is_placed():
    assert set(NAMES) == set(SCOPED) | REFERENCE


PERSONAS = pytest.mark.parametrize("persona", ["own_district", "own_province", "department"])


def visible_to(persona):
    """Accounts are no business of a district."""
    return [name for name in SCOPED if (name, persona) != ("officer", "own_district")]


@PERSONAS
def test_lists_and_pages_are_scoped(persona, world, personas):
    client = personas[persona].client
    foreign_answer = 200 if persona == "department" else 404
    for name in visible_to(persona):
        own, foreign = world["own"][name].pk, world["foreign"][name].pk
        listed = client.get(url(name, "changelist"))
        seen = {row.pk for row in listed.context["cl"].queryset}
        assert (name, own in seen) == (name, True)
        assert (name, foreign in seen) == (name, persona == "department")
        for page in ("change", "history"):
            assert (name, client.get(url(name, page, own)).status_code) == (name, 200)
            answer = client.get(url(name, page, foreign))
            assert (name, answer.status_code) == (name, foreign_answer)


@PERSONAS
def test_a_foreign_row_takes_no_post(persona, world, personas):
    before = contents()
    for name in SCOPED:
        page = url(name, "change", world["foreign"][name].pk)
        answer = personas[persona].client.post(page, {"state": "CERTIFIED", "name": "ปลอม"})
        refused = answer.status_code in (403, 404)
        # The department's own form comes back with what it lacks.
        assert refused or (persona, name) == ("department", "officer")
    assert contents() == before


@PERSONAS
def test_who_may_add_and_delete(persona, world, personas):
    client = personas[persona].client
    before = contents()
    for model in site._registry:
        name = model._meta.model_name
        may = persona == "department" and name in WRITTEN_BY_DEPARTMENT
        expected = 200 if may else 403
        assert (name, client.get(url(name, "add")).status_code) == (name, expected)
        if not may:
            assert client.post(url(name, "add"), {"name": "ปลอม"}).status_code == 403
        some = world["own"].get(name) or model.objects.first()
        if some is not None:
            answer = client.post(url(name, "delete", some.pk), {"post": "yes"})
            assert (name, answer.status_code) == (name, 403)
    assert contents() == before


def test_reader_and_first_password_stay_outside(world, personas):
    fresh = personas["department"]
    fresh.officer.must_change_password = True
    fresh.officer.save()
    for page in [reverse("admin:index"), *(url(name, "changelist") for name in NAMES)]:
        assert personas["reader"].client.get(page).status_code == 403
        assert fresh.client.get(page)["Location"] == reverse("change-password")


def test_nobody_signed_in_is_sent_to_our_sign_in(client, db):
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("sign-in"))
    assert "next=/admin/" in answer.redirect_chain[-1][0]


def test_a_district_sees_no_accounts(world, personas):
    client = personas["own_district"].client
    assert client.get(url("officer", "changelist")).status_code == 403
    assert client.get(url("officer", "change", personas["own_district"].id)).status_code == 403


def test_no_citizen_id_and_no_hash_on_any_screen(world, personas):
    client = personas["department"].client
    for name in SCOPED:
        for page in (url(name, "changelist"), url(name, "change", world["own"][name].pk)):
            text = client.get(page).content.decode()
            assert not [number for number in world["ids"] if number in text]
            assert personas["department"].officer.password not in text
            assert ">None<" not in text


@pytest.mark.parametrize(
    "lookup", ["password__startswith", "citizen_id_index", "citizen_id__startswith"]
)
def test_secrets_cannot_be_searched_for(lookup, world, personas):
    name = "officer" if "password" in lookup else "registration"
    answer = personas["department"].client.get(url(name, "changelist"), {lookup: "a"})
    assert answer.status_code == 400


def test_a_long_list_costs_no_more_queries(world, personas):
    client = personas["department"].client
    few = {name: queries_of(client, url(name, "changelist")) for name in SCOPED}
    for _n in range(3):
        factories.RegistrationFactory(district="3103")
        factories.ProducerFactory(district_id="3103")
    many = {name: queries_of(client, url(name, "changelist")) for name in SCOPED}
    assert many == few
    assert max(many.values()) <= 12
