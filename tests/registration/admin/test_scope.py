"""Every class of the admin: own rows only, nobody writes what is not theirs, no secrets."""

import pytest
from django.urls import reverse

from registration.admin.site import site
from tests import factories
from tests.registration.admin import rows
from tests.registration.views.asking import contents, queries_of

SCOPED = (
    "registration", "filing", "registeredproduct", "producer", "product", "certification",
    "announcement", "snapshot", "extension", "windoworder", "journalentry", "officer",
)  # fmt: skip
REFERENCE = {"province", "district", "subdistrict", "fiscalquarter", "holiday", "legalform",
             "productgroup", "standard"}  # fmt: skip
WRITTEN_BY_DEPARTMENT = {"holiday", "legalform", "productgroup", "standard", "officer"}
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


@pytest.mark.parametrize("persona", ["own_district", "own_province", "department"])
@pytest.mark.parametrize("name", SCOPED)
def test_lists_and_pages_are_scoped(name, persona, world, personas):
    if name == "officer" and persona == "own_district":
        pytest.skip("a district does not see accounts: tested below")
    client = personas[persona].client
    listed = client.get(url(name, "changelist"))
    seen = {row.pk for row in listed.context["cl"].queryset}
    own, foreign = world["own"][name].pk, world["foreign"][name].pk
    assert own in seen
    assert (foreign in seen) == (persona == "department")
    for page in ("change", "history"):
        assert client.get(url(name, page, own)).status_code == 200
        expected = 200 if persona == "department" else 404
        assert client.get(url(name, page, foreign)).status_code == expected


@pytest.mark.parametrize("persona", ["own_district", "own_province", "department"])
@pytest.mark.parametrize("name", SCOPED)
def test_a_foreign_row_takes_no_post(name, persona, world, personas):
    before = contents()
    page = url(name, "change", world["foreign"][name].pk)
    answer = personas[persona].client.post(page, {"state": "CERTIFIED", "name": "ปลอม"})
    assert answer.status_code in (403, 404) or (persona, name) == ("department", "officer")
    assert contents() == before


@pytest.mark.parametrize("persona", ["own_district", "own_province", "department"])
@pytest.mark.parametrize("name", NAMES)
def test_who_may_add_and_delete(name, persona, world, personas):
    client = personas[persona].client
    may = persona == "department" and name in WRITTEN_BY_DEPARTMENT
    before = contents()
    assert client.get(url(name, "add")).status_code == (200 if may else 403)
    if not may:
        assert client.post(url(name, "add"), {"name": "ปลอม"}).status_code == 403
    row = site._registry
    model = next(each for each in row if each._meta.model_name == name)
    some = world["own"].get(name) or model.objects.first()
    if some is not None and name != "holiday":
        assert client.post(url(name, "delete", some.pk), {"post": "yes"}).status_code == 403
    assert contents() == before


@pytest.mark.parametrize("name", sorted(REFERENCE | set(SCOPED)))
def test_reader_and_first_password_stay_outside(name, world, personas):
    assert personas["reader"].client.get(url(name, "changelist")).status_code == 403
    fresh = personas["department"].officer
    fresh.must_change_password = True
    fresh.save()
    answer = personas["department"].client.get(url(name, "changelist"))
    assert answer["Location"] == reverse("change-password")


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


@pytest.mark.parametrize(
    "lookup", ["password__startswith", "citizen_id_index", "citizen_id__startswith"]
)
def test_secrets_cannot_be_searched_for(lookup, world, personas):
    name = "officer" if "password" in lookup else "registration"
    answer = personas["department"].client.get(url(name, "changelist"), {lookup: "a"})
    assert answer.status_code == 400


@pytest.mark.parametrize("name", SCOPED)
def test_a_long_list_costs_no_more_queries(name, world, personas):
    client = personas["department"].client
    page = url(name, "changelist")
    client.get(page)
    few = queries_of(client, page)
    rows_more = [
        factories.RegistrationFactory(district="3104", products=1) for _ in range(3)
    ] + [factories.ProducerFactory(district_id="3104") for _ in range(3)]
    assert len(rows_more) == 6
    many = queries_of(client, page)
    assert many == few
    assert many <= 12
