"""Every address of the project, swept: nobody in without signing in, and who gets what.

The tables were written from DESIGN §1, not from the views. A new address fails until it is placed.
"""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from registration.enums import MessageKind, Step
from registration.services import drafts, messages
from tests import corrections, factories, more_time, old_lists, transfers, workbooks
from tests.duplicates import InquiryFactory
from tests.factories import QUARTER, moment
from tests.registration.stored import contents

ORDER = (
    "own_district", "other_district", "foreign_district", "own_province", "other_province",
    "department", "reader",
)  # fmt: skip
# What each persona of ORDER gets, for rows of district 3104 in province 31.
EVERYBODY = (200,) * 7
DEPARTMENT = (403, 403, 403, 403, 403, 200, 403)
WHO_WORKS_THERE = (200, 404, 404, 200, 404, 200, 403)  # the district, those above, no reader
ITS_DISTRICT = (200, 404, 404, 403, 403, 403, 403)
DISTRICTS = (200, 200, 200, 403, 403, 403, 403)  # each its own
ONLY_THE_OWN = (200, 404, 404, 404, 404, 404, 403)
ITS_PROVINCE = (403, 403, 403, 200, 404, 403, 403)
ABOVE = (403, 403, 403, 200, 404, 200, 403)  # its province and the department
WORKERS = (200, 200, 200, 200, 200, 200, 403)  # lists show own rows only
OFFICES = (200, 200, 200, 200, 200, 403, 403)  # each its own lists
ITS_OFFICE = (200, 404, 404, 404, 404, 403, 403)  # a district's list is not its province's
ITS_PROVINCES_PEOPLE = (200, 200, 404, 200, 404, 200, 200)
ASKING = (200, 200, 200, 200, 200, 403, 403)  # each for its own area
# Its province asks for others itself; what the district asked it does not withdraw.
OF_WHO_ASKED = (200, 404, 404, 409, 404, 403, 403)
NOBODY_CHOSEN = (403, 403, 403, 422, 422, 422, 403)
PLANNERS = (403, 403, 403, 200, 200, 200, 403)

PAGES = {
    "dashboard": EVERYBODY, "change-password": EVERYBODY, "calendar": EVERYBODY,
    "orders": EVERYBODY, "order": EVERYBODY, "extensions": EVERYBODY, "holidays": EVERYBODY,
    "extension": WHO_WORKS_THERE, "extension-requests": WORKERS, "extension-ask": ASKING,
    "extension-request": WHO_WORKS_THERE,
    "reports": EVERYBODY, "report-quarterly": EVERYBODY, "report-quarterly-xlsx": EVERYBODY,
    "orders-compare": EVERYBODY,
    "order-new": DEPARTMENT, "closing": DEPARTMENT, "officer-new": DEPARTMENT,
    "officers": PLANNERS, "officer": ABOVE, "journal": WORKERS, "register": WORKERS,
    "producer-compare": WHO_WORKS_THERE, "producer-history": WHO_WORKS_THERE,
    "expiring": WORKERS, "registration-duplicates": WHO_WORKS_THERE, "inquiries": DISTRICTS,
    "paper-blank": WORKERS, "paper-receipts": WHO_WORKS_THERE, "paper-form": WHO_WORKS_THERE,
    "paper-receipt": WHO_WORKS_THERE, "paper-product": WHO_WORKS_THERE,
    "filing-returned": WHO_WORKS_THERE,
    "filing": WHO_WORKS_THERE, "registration": WHO_WORKS_THERE, "producer": WHO_WORKS_THERE,
    "certification": ABOVE, "certified": ABOVE, "certification-lapsing": ABOVE,
    "closing-lapsing": DEPARTMENT, "rehearsal": DEPARTMENT,
    "exceptions": ABOVE, "exceptions-province": ABOVE, "clean-set": ABOVE,
    "clean-set-province": ABOVE, "clean-set-certify": ITS_PROVINCE,
    "clean-set-certify-province": ITS_PROVINCE, "sample": ABOVE,
    "announce": ITS_PROVINCE, "registration-return": ITS_PROVINCE,
    "cockpit": (403, 403, 403, 403, 403, 200, 404),
    "cockpit-province": (403, 403, 403, 200, 404, 200, 200),
    "registration-new": ITS_DISTRICT, "carry": ITS_DISTRICT, "carry-result": ITS_DISTRICT,
    "registration-edit": ITS_DISTRICT, "registration-section": ITS_DISTRICT,
    "product-new": ITS_DISTRICT, "product-edit": ITS_DISTRICT,
    "evidence": WHO_WORKS_THERE, "evidence-file": WHO_WORKS_THERE,
    "evidence-thumbnail": WHO_WORKS_THERE,
    "transfers": WORKERS, "producer-transfer": ITS_DISTRICT,
    "corrections": WORKERS, "correction": WHO_WORKS_THERE, "registration-correct": ITS_DISTRICT,
    "addendum-new": DEPARTMENT, "addendum": ITS_PROVINCES_PEOPLE,
    "workbooks": ITS_DISTRICT, "import": ITS_DISTRICT,
    "old-lists": OFFICES, "old-list": ITS_OFFICE, "old-list-columns": ITS_OFFICE,
    "old-list-words": ITS_OFFICE,
    "reminders": PLANNERS, "reminders-preview": NOBODY_CHOSEN,
    "messages": WORKERS, "messages-settings": WORKERS,
}  # fmt: skip
# POST only. Who may not: 403 or 404 as above; who may is tested with its deed.
DEEDS = {
    "filing-submit": ITS_DISTRICT,
    "filing-hand-over": ITS_DISTRICT, "filing-take-back": ITS_DISTRICT,
    "duplicate-decide": ITS_DISTRICT, "duplicate-ask": ITS_DISTRICT,
    "inquiry-answer": ITS_DISTRICT, "duplicates-hint": DISTRICTS,
    "draft-save": ITS_DISTRICT, "draft-discard": ITS_DISTRICT, "evidence-remove": ITS_DISTRICT,
    "product-remove": ITS_DISTRICT, "product-keep": ITS_DISTRICT,
    "registration-submit": ITS_DISTRICT, "registration-recall": ITS_DISTRICT,
    "registration-answers": ITS_DISTRICT,
    "registration-withdraw": ITS_DISTRICT, "producer-cancel": ITS_DISTRICT,
    "transfer-agree": ITS_DISTRICT, "transfer-refuse": ITS_DISTRICT,
    "transfer-withdraw": ITS_DISTRICT, "transfer-register": ITS_DISTRICT,
    "merge-products": ITS_DISTRICT,
    "workbook-download": ITS_DISTRICT, "import-check": ITS_DISTRICT, "import-again": ITS_DISTRICT,
    "old-list-discard": ITS_OFFICE, "old-list-take": ITS_DISTRICT,
    "import-commit": ITS_DISTRICT, "import-discard": ITS_DISTRICT, "import-marked": ITS_DISTRICT,
    "filing-export": WHO_WORKS_THERE, "certification-export": ABOVE,
    "registration-reject": ITS_PROVINCE, "registration-certify": ITS_PROVINCE,
    "registration-revoke": ITS_PROVINCE, "revoke-many": ITS_PROVINCE, "certify-many": ITS_PROVINCE,
    "sample-draw": ITS_PROVINCE, "sample-draw-province": ITS_PROVINCE, "sample-check": ITS_PROVINCE,
    "registration-call-back": ITS_PROVINCE,
    "register-by-id": WORKERS, "register-export": WORKERS, "filter-keep": WORKERS,
    "filter-drop": ONLY_THE_OWN,
    "registration-reveal": WHO_WORKS_THERE, "producer-reveal": WHO_WORKS_THERE,
    "correction-withdraw": ITS_DISTRICT, "correction-refuse": DEPARTMENT,
    "order-check": DEPARTMENT, "order-attach": DEPARTMENT,
    "extension-requests-grant": DEPARTMENT, "extension-request-grant": DEPARTMENT,
    "extension-request-turn-down": DEPARTMENT,
    "extension-request-endorse": ITS_PROVINCE, "extension-request-decline": ITS_PROVINCE,
    "extension-request-withdraw": OF_WHO_ASKED,
    "extension-revoke": DEPARTMENT, "holiday-remove": DEPARTMENT, "officer-end": DEPARTMENT,
    "officer-change": DEPARTMENT, "officer-move": DEPARTMENT,
    "reminders-send": PLANNERS,
    "message-open": ONLY_THE_OWN, "message-read": ONLY_THE_OWN, "messages-read": WORKERS,
    "officer-restore": DEPARTMENT, "officer-new-password": DEPARTMENT,
}  # fmt: skip
PUBLIC = {"healthz", "set_language", "sign-in"}
# For everybody signed in, or led on from an old address; tested with their views.
# "draft-ticket": a GET that needs a header. "order-scan": a file, where there is one.
ELSEWHERE = {
    "sign-out",
    "clock",
    "registration-from-register",
    "draft-ticket",
    "order-scan",
    "exceptions-step",
    "exceptions-step-province",
}
# Asked by a script, which cannot follow to the sign-in page.
ANSWER_401 = {"draft-save", "draft-ticket"}
# Pages that take a POST, too: who may not see may not post; these take it from fewer than see it.
FEWER_POST = {
    "extensions": DEPARTMENT, "holidays": DEPARTMENT, "order": DEPARTMENT, "evidence": ITS_DISTRICT,
    "transfers": DISTRICTS,
}  # fmt: skip


def addresses(patterns=None, namespace=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield namespace, pattern


OURS = {pattern.name for namespace, pattern in addresses() if not namespace}


@pytest.fixture
def world(plan, personas, at):
    """One row of each kind in 3104; the entry window is open, one order extends it."""
    at(moment(QUARTER, Step.ENTRY))
    clerk = personas["own_district"].officer
    row = factories.RegistrationFactory(entered_by=clerk)
    producer = factories.ProducerFactory()
    kept = clerk.filters.create(name="ผ้า", query="state=ACTIVE")
    transfer = transfers.transfer(to="1001")
    known = {
        "district": "3104", "province": "31", "quarter": QUARTER, "year": 2561, "sequence": 1,
        "section": "person",
        "number": producer.number, "pk": row.pk, "evidence": row.evidence.get().pk,
        "key": row.evidence.get().file.key,
    }  # fmt: skip
    draft = drafts.keep(
        by=personas["own_district"].by, on=moment(QUARTER, Step.ENTRY), filing=row.filing_id,
        registration=row.pk, form="producer", version=1, content="name=x",
    )  # fmt: skip
    inquiry = InquiryFactory(registration__district="3103", other=producer)
    received = factories.RegistrationFactory(entered_by=clerk, state="SUBMITTED")
    note = messages.News(MessageKind.REMINDER, ("dashboard",), frozenset({"3104"}))
    messages.tell(None, moment(QUARTER, Step.ENTRY), note)
    own = {
        "message": clerk.messages.get().pk, "inquiry": inquiry.pk, "draft": draft.pk,
        "transfer": transfer.pk, "order": plan.pk, "officer": clerk.pk, "filter": kept.pk,
        "import": workbooks.stage(row.filing, clerk).pk, "old": old_lists.mapped(clerk).pk,
        "correction": corrections.correction(received).pk, "addendum": corrections.addendum().pk,
        "paper": received.pk, "extension": more_time.extend(
            personas["department"], on=moment(QUARTER, Step.ENTRY), scope="DISTRICT",
            district="3104",
        ).pk,
        "sample": _drawn(received).pk,
    }  # fmt: skip
    request = more_time.request("ASKED", officer=clerk).pk

    def url(name):
        pattern = next(p for namespace, p in addresses() if not namespace and p.name == name)
        wanted = pattern.pattern.converters
        kwargs = {key: known[key] for key in wanted}
        if "pk" in kwargs:
            of_request = name.startswith("extension-request")
            kwargs["pk"] = request if of_request else own.get(name.partition("-")[0], row.pk)
        return reverse(name, kwargs=kwargs)

    url.row = row
    return url


def _drawn(row):
    """A registration in a sample that nobody has checked."""
    sample = row.filing.samples.create(
        seed="x", pool={row.pk: row.version}, drawn_at=row.entered_at, drawn_by=row.entered_by
    )
    return sample.rows.create(registration=row, version=row.version)


def test_every_address_is_placed():
    assert set(PAGES) | set(DEEDS) | PUBLIC | ELSEWHERE == OURS
    assert not set(PAGES) & set(DEEDS)


@pytest.mark.parametrize("name", sorted(OURS - PUBLIC))
def test_nobody_comes_in_without_signing_in(world, client, name):
    before = contents()
    for method in (client.get, client.post):
        response = method(world(name))

        if name in ANSWER_401:
            assert response.status_code == 401
            continue
        assert response.status_code == 302
        assert response.url.startswith(reverse("sign-in"))
    assert contents() == before


def test_nobody_comes_into_the_administration_without_signing_in(plan, client):
    looked_at = 0
    for namespace, pattern in addresses():
        if not namespace or "jsi18n" in str(pattern.pattern) or pattern.name in (None, "login"):
            continue
        keys = set(pattern.pattern.regex.groupindex)
        known = {"object_id": "1", "app_label": "registration", "content_type_id": "1", "url": "x"}
        try:
            url = reverse(namespace + pattern.name, kwargs={key: known[key] for key in keys})
        except KeyError:
            url = reverse(namespace + pattern.name, args=["1"] * len(keys))
        response = client.get(url)
        assert response.status_code in (302, 404), url
        if response.status_code == 302:
            assert "sign-in" in response.url or "login" in response.url, url
        looked_at += 1
    assert looked_at > 20


@pytest.fixture
def knock(personas):
    """Ask as each persona of ORDER; returns what they got, in order."""
    clients = [personas[who].client for who in ORDER]

    def ask(url, method, who=ORDER, **data):
        return [
            getattr(client, method)(url, data)
            for name, client in zip(ORDER, clients, strict=True)
            if name in who
        ]

    return ask


@pytest.mark.parametrize("name", sorted(PAGES))
def test_who_sees_what(world, knock, at, name):
    if name == "registration-return":  # drawn only while the province may return
        row = world.row
        factories.set_filing_state(row.filing, "HANDED_OVER", by=row.entered_by)
        type(row).objects.filter(pk=row.pk).update(
            state="SUBMITTED", submitted_at=row.entered_at, submitted_by=row.entered_by
        )
        at(moment(QUARTER, Step.CERTIFICATION))

    if name == "registration-correct":  # of what was announced and closed
        corrections.close(world.row)

    responses = knock(world(name), "get")

    assert tuple(response.status_code for response in responses) == PAGES[name]


@pytest.mark.parametrize("name", sorted({**PAGES, **DEEDS}))
def test_who_may_not_posts_in_vain(world, knock, name):
    row = FEWER_POST.get(name) or {**PAGES, **DEEDS}[name]
    outside = {who: status for who, status in zip(ORDER, row, strict=True) if status != 200}
    before = contents()

    responses = knock(world(name), "post", outside, reason="ลอง", registrations=[world.row.pk])

    for (who, status), response in zip(outside.items(), responses, strict=True):
        # A page that takes no POST at all says so; that is no way in either.
        assert response.status_code in ((status,) if name in DEEDS else (status, 405)), who
        if response.status_code != 405:
            text = response.content.decode()
            assert any("ก" <= letter <= "๛" for letter in text), "an answer without a sentence"
    assert contents() == before


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_a_deed_is_no_get(world, knock, name):
    before = contents()

    responses = knock(world(name), "get")

    for status, response in zip(DEEDS[name], responses, strict=True):
        # Who may post is told so; who may not may hear that first.
        assert response.status_code in ({405} if status == 200 else {405, status})
    assert contents() == before
