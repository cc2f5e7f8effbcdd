"""What concerns the province, page by page: the list and the way from one to the next."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registration.enums import Concern, FilingState, RegistrationState, Role, Step
from registration.models import Registration
from registration.services import decisions, orders
from tests import carried, evidence, factories
from tests.carried import CERTIFYING
from tests.factories import QUARTER
from tests.personas import make_persona
from tests.registration.views.asking import queries_of

PAGE = f"/certification/31/{QUARTER}/3104/"
ALL = f"/certification/31/{QUARTER}/all/"
R = RegistrationState


def clean(base=PAGE):
    return f"{base}unchanged/"


def preview(base=PAGE):
    return f"{base}unchanged/certify/"


SAMPLE = f"{PAGE}unchanged/sample/"
PAGES = [*(page for base in (PAGE, ALL) for page in (base, clean(base), preview(base))), SAMPLE]


@pytest.fixture
def rows(plan, at, own_district):
    at(CERTIFYING)
    return carried.quarter(own_district.officer)


def listed(page):
    return [row.pk for row in page.context["page"].rows]


def state(row):
    return Registration.objects.get(pk=row.pk).state


@pytest.mark.parametrize("base", [PAGE, ALL])
def test_the_province_sees_what_concerns_it_and_why(rows, own_province, base):
    page = own_province.client.get(base)

    wanted = ["changed", "warned", "new", "cancelled"]
    assert listed(page) == [rows[name].pk for name in wanted]
    for concern in ("CHANGED", "WARNED", "NEW", "CANCELLED"):
        assert f">{Concern(concern).label}</span>" in page.text
    assert (page.context["n_concerning"], page.context["n_clean"]) == (4, 6)
    assert rows["unchanged"][0].reference not in page.text


def test_it_is_narrowed_to_one_reason(rows, own_province):
    page = own_province.client.get(f"{PAGE}?concern=WARNED")

    assert listed(page) == [rows["warned"].pk]
    assert "?queue=3104.WARNED" in page.text
    assert 'aria-current="true"' in page.text
    assert len(listed(own_province.client.get(f"{PAGE}?concern=NONSENSE"))) == 4


def test_the_rest_is_counted_and_listed(rows, own_province):
    page = own_province.client.get(clean())

    assert listed(page) == [row.pk for row in rows["unchanged"]]
    assert own_province.client.get(PAGE).text.count(f'href="{clean()}"') == 2


def test_another_district_of_the_province_is_on_its_own_page(rows, own_province):
    carried.carry(2, district="3103")
    carried.hand_over("3103")
    other = f"/certification/31/{QUARTER}/3103/"

    assert listed(own_province.client.get(other)) == []
    assert len(listed(own_province.client.get(clean(other)))) == 2
    assert len(listed(own_province.client.get(clean(ALL)))) == 8


@pytest.mark.parametrize("district", ["3201", "3199"])
def test_no_district_of_the_province(rows, own_province, district):
    base = f"/certification/31/{QUARTER}/{district}/"
    for page in (base, clean(base), preview(base), f"{clean(base)}sample/"):
        assert own_province.client.get(page).status_code == 404
        assert own_province.client.get(f"{base}step/?after=1").status_code == 404


def test_before_the_filing_is_handed_over_there_is_nothing(rows, own_province, own_district):
    factories.set_filing_state(rows["new"].filing, FilingState.ENTRY, by=own_district.officer)

    page = own_province.client.get(PAGE)
    assert listed(page) == []
    assert "อำเภอนี้ยังไม่ส่งแฟ้ม" in page.text


def test_in_bangkok_it_speaks_of_its_own_words(plan, at):
    at(CERTIFYING)
    bangkok = make_persona("province10", Role.PROVINCE, "10")
    page = bangkok.client.get(f"/certification/10/{QUARTER}/1001/")
    assert "เขตนี้ยังไม่ส่งแฟ้ม" in page.text
    assert "อำเภอ" not in page.text.partition("<main")[2]


def test_the_department_reads_and_does_nothing(rows, department, own_province):
    carried.draw(own_province)
    for page in (PAGE, ALL, clean(), clean(ALL), SAMPLE):
        text = department.client.get(page).text
        assert "?queue=" not in text
        assert "csrfmiddlewaretoken" not in text.partition("<main")[2]


def step(persona, row, kind="", to="next", base=PAGE):
    return persona.client.get(f"{base}step/?after={row.pk}&kind={kind}&to={to}").headers["Location"]


def address(row, queue="3104."):
    return f"/registrations/{row.pk}/?queue={queue}"


def test_next_and_previous_keep_to_the_queue(rows, own_province):
    assert step(own_province, rows["changed"]) == address(rows["warned"])
    assert step(own_province, rows["warned"], to="previous") == address(rows["changed"])
    assert step(own_province, rows["changed"], base=ALL) == address(rows["warned"], "31.")
    assert step(own_province, rows["changed"], kind="NEW") == address(rows["new"], "3104.NEW")
    first, second = rows["unchanged"][:2]
    assert step(own_province, first, kind="CLEAN") == address(second, "3104.CLEAN")


def test_the_end_of_the_queue_leads_back_to_the_list(rows, own_province):
    assert step(own_province, rows["cancelled"]) == f"{PAGE}?end=next"
    assert step(own_province, rows["changed"], to="previous") == f"{PAGE}?end=previous"
    assert step(own_province, rows["new"], kind="NEW") == f"{PAGE}?concern=NEW&end=next"
    assert step(own_province, rows["unchanged"][5], kind="CLEAN") == f"{clean()}?end=next"
    assert "ถึงท้ายรายการแล้ว" in own_province.client.get(f"{PAGE}?end=next").text


def test_nonsense_leads_nowhere(rows, own_province, other_province):
    for query in ("", "?after=", "?after=x", "?after=99999999999999999999", "?after=0"):
        assert own_province.client.get(f"{PAGE}step/{query}").status_code == 404
    assert other_province.client.get(f"{PAGE}step/?after=1").status_code == 404


def deed(row, name):
    return f"/registrations/{row.pk}/{name}/"


DEEDS = [
    ("certify", {}, R.CERTIFIED),
    ("reject", {"reason": "ไม่ใช่ผู้ผลิต"}, R.REJECTED),
    ("return", {"comment": "แก้", "flag-mobile": "on", "until_on": "23/3/2561"}, R.RETURNED),
]


@pytest.mark.parametrize(("name", "sent", "wanted"), DEEDS)
def test_a_decision_leads_on_to_the_next(rows, own_province, name, sent, wanted):
    row = rows["changed"]
    answer = own_province.client.post(deed(row, name), {**sent, "queue": "3104."})

    assert answer.status_code == 302, answer.context["form"].errors
    assert state(row) == wanted
    page = own_province.client.get(answer.headers["Location"], follow=True)
    assert page.redirect_chain == [] or page.redirect_chain[-1][0] == address(rows["warned"])
    assert page.context["row"] == rows["warned"]
    assert row.name in "".join(str(m) for m in page.context["messages"])


@pytest.mark.parametrize(("name", "sent", "wanted"), DEEDS)
def test_without_a_queue_the_officer_stays(rows, own_province, name, sent, wanted):
    row = rows["changed"]
    for token in ("", "3201.", "3104.NONSENSE"):
        Registration.objects.filter(pk=row.pk).update(state=R.SUBMITTED)
        row.grants.all().delete()
        answer = own_province.client.post(deed(row, name), {**sent, "queue": token})
        assert answer.headers["Location"] == f"/registrations/{row.pk}/"
        assert state(row) == wanted


def test_the_page_carries_its_queue_on(rows, own_province):
    row = rows["changed"]
    page = own_province.client.get(address(row, "3104.CHANGED"))

    assert page.text.count('name="queue" value="3104.CHANGED"') == 3  # certify, reject, reveal
    assert f'href="/registrations/{row.pk}/return/?queue=3104.CHANGED"' in page.text
    assert f"{PAGE}step/?after={row.pk}&amp;to=next&amp;kind=CHANGED" in page.text
    assert "queue.js" in page.text
    sending = own_province.client.get(f"/registrations/{row.pk}/return/?queue=3104.CHANGED")
    assert 'name="queue" value="3104.CHANGED"' in sending.text


def test_without_one_the_districts_is_offered_while_it_waits(rows, own_province, own_district):
    row = rows["changed"]
    assert own_province.client.get(f"/registrations/{row.pk}/").context["queue_token"] == "3104."
    assert not own_district.client.get(f"/registrations/{row.pk}/").context["queue"]
    decisions.certify(by=own_province.by, on=CERTIFYING, registrations=[row.pk])
    assert not own_province.client.get(f"/registrations/{row.pk}/").context["queue"]
    assert own_province.client.get(address(row)).context["queue"]


def test_every_change_stands_at_the_top_with_the_evidence(rows, own_province, own_district):
    row = rows["changed"]
    product = row.products.get()
    product.retail_price = 2750
    product.save()

    evidence.give(row, "licence")
    row.evidence.filter(kind__code="licence").update(added_at=CERTIFYING)

    page = own_province.client.get(f"/registrations/{row.pk}/")

    assert [each.kind.code for each in page.context["new_papers"]] == ["licence"]
    changes = page.text.partition('id="changes"')[2].partition("</section>")[0]
    for text in ("licence", "08 9999 9999", "08 1234 5678", "2,750", "1,500", product.name):
        assert text in changes
    assert page.text.index('id="changes"') < page.text.index('id="section-')
    assert page.text.count("<del>2,750") + page.text.count("<ins>2,750") == 1
    assert page.text.count('id="evidence"') == 1
    assert page.text.index("<aside") < page.text.index('id="evidence"')
    assert 'id="changes"' not in own_district.client.get(f"/registrations/{row.pk}/").text


@pytest.mark.parametrize("is_extended", [False, True])
def test_they_are_cheap(rows, own_province, department, is_extended):
    carried.draw(own_province)
    if is_extended:
        orders.extend(
            by=department.by, on=CERTIFYING, quarter=QUARTER, step=Step.CERTIFICATION,
            until_on=date(2018, 3, 30), reason="น้ำท่วม", scope="PROVINCE", province="31",
        )  # fmt: skip
    registration = address(rows["changed"])
    pages = [*PAGES, registration, f"{PAGE}step/?after={rows['new'].pk}"]
    few = {page: cost(own_province, page) for page in pages}
    for row in carried.carry(50):
        row.products.update(retail_price=9) if row.pk % 2 else None
    carried.draw(own_province)

    assert {page: cost(own_province, page) for page in pages} == few
    assert max(few.values()) <= 12


def cost(persona, page):
    if "step" not in page:
        return queries_of(persona.client, page)
    with CaptureQueriesContext(connection) as captured:
        assert persona.client.get(page).status_code == 302
    return len(captured)
