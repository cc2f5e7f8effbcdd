"""A small country at each stage of quarter 2561-2, and who may open which page of it."""

from datetime import date

from django.core.management import call_command

from registration import models
from registration.enums import Kind, MessageKind, ProductType, RegistrationState, Scope, Step
from registration.services import corrections, decisions, journal, messages, officers, orders
from registration.workflow import Permit
from tests import carried, evidence, factories, more_time, old_lists, transfers, workbooks
from tests import corrections as correcting
from tests.duplicates import InquiryFactory, like
from tests.reporting import worlds

QUARTER, DISTRICT, PROVINCE = "2561-2", "3104", "31"
STAGES = ("entry", "certification", "announced", "closed")
MOMENTS = {
    "entry": factories.moment(QUARTER, Step.ENTRY),
    "certification": factories.moment(QUARTER, Step.CERTIFICATION),
    "announced": factories.moment(QUARTER, Step.CLOSING),
    "closed": factories.moment(QUARTER, Step.CLOSING),
}
_S = RegistrationState


class Country:
    """Buri Ram with its districts in ``stage``; ``grow`` adds rows to every list."""

    def __init__(self, stage: str, personas: dict):
        self.stage, self.personas, self.on = stage, personas, MOMENTS[stage]
        self.officer = personas["own_district"].officer
        call_command("load_lookups", verbosity=0)
        self._close_first_quarter()
        transfers.transfer("ASKED", factories.ProducerFactory(products=0), to="3103")
        self._extend()
        if stage == "entry":
            self._enter()
        else:
            self._decide()
        if stage in ("announced", "closed"):
            self._announce()

    def _close_first_quarter(self):
        for kind in ProductType.values[:2]:
            worlds.register(
                DISTRICT, "2561-1", _S.CERTIFIED, entered_by=self.officer,
                products__product_type=kind,
            )  # fmt: skip
        worlds.hand_over(self.officer, DISTRICT, "2561-1")
        worlds.announce(self.personas["own_province"], "2561-1")
        worlds.close(self.personas["department"], "2561-1")
        self.letter = models.WindowOrder.objects.earliest("pk")
        window = orders.NewWindow("2561-3", Step.ENTRY, date(2018, 4, 3), date(2018, 6, 8), 40)
        self.order = orders.issue(
            by=self.personas["department"].by, on=self.on, number="มท 03",
            dated_on=date(2018, 2, 18), subject="เลื่อน", issuer="กรมการพัฒนาชุมชน", windows=[window],
            scan=evidence.picture("red"),
        )  # fmt: skip
        self.producer = models.Producer.objects.order_by("pk").first()
        self.filing = models.Filing.objects.get(district=DISTRICT, quarter=QUARTER)

    def _extend(self):
        """A district's request for each place it may lie at, and an extension with its deeds."""
        self.requests = [
            more_time.request("ASKED", district_id="3104", officer=self.officer),
            more_time.request("ENDORSED", scope=Scope.PROVINCE, officer=self.officer),
            more_time.request("GRANTED", district_id="3104", officer=self.officer),
        ]
        self.extension = self.requests[-1].extension

    def _row(self, state, **values):
        return factories.RegistrationFactory(
            district=DISTRICT, state=state, entered_by=self.officer, **values
        )

    def _enter(self):
        self.draft = self._row(
            _S.DRAFT, group=True, products=2, by_proxy=True, email="",
            birth_date="2010", member_names="นาง ก", contact_differs=True,
        )  # fmt: skip
        self.empty = self._row(
            _S.DRAFT, products=0, founded_year=None, name="", citizen_id="", channels=["export"]
        )
        self.submitted = self._row(_S.SUBMITTED, sme=True)
        self.update = self._row(_S.DRAFT, kind=Kind.UPDATE, producer=self.producer)
        self.imports = workbooks.stage_each(self.draft, self.officer)
        self.doubtful = self._row(_S.DRAFT, **like(self.producer))
        InquiryFactory(registration__district="3103", other=self.producer)
        rows = [
            old_lists.row(1),
            old_lists.row(2, old_lists.BURI_RAM),
            ["", "รวม 2 ราย"] + [""] * 9,
        ]
        rows[0][9] = old_lists.UNKNOWN
        self.list = old_lists.mapped(self.officer, rows)
        self.list_of_province = old_lists.mapped(self.personas["own_province"].officer, rows)
        workbooks.stage(self.draft.filing, self.officer, old_list=self.list_of_province)
        self._more = _S.DRAFT

    def _decide(self):
        self.submitted = self._row(_S.SUBMITTED, group=True)
        self.update = self._row(_S.SUBMITTED, kind=Kind.UPDATE, producer=self.producer)
        self.certified = self._row(_S.CERTIFIED, sme=True)
        carried.ask()
        carried.carry(5, clerk=self.officer)
        self.returned = self._row(_S.SUBMITTED)
        # Like nobody else: it is submitted here, and then compared.
        self.mended = self._row(
            _S.SUBMITTED, name="โรงปั้นดินเผาวัดใหม่", person_first_name="วิไล", mobile="09 9876 5432"
        )
        worlds.hand_over(self.officer, DISTRICT)
        on = MOMENTS["certification"]
        first, *_rest = carried.draw(self.personas["own_province"])
        carried.check(self.personas["own_province"], first)
        carried.carry(1, clerk=self.officer)
        self._return(self.returned, on)
        self._return(self.mended, on)
        decisions.submit(by=self.personas["own_district"].by, on=on, registration=self.mended.pk)
        self._more = _S.SUBMITTED

    def _return(self, row, on):
        by = self.personas["own_province"].by
        flags = {"name": "ชื่อไม่ตรงกับหนังสือรับรอง", "product-1": "ราคาไม่ตรง"}
        decisions.send_back(
            by=by, on=on, registration=row.pk, comment="ให้แก้ไข", flags=flags,
            until_on=date(2018, 3, 23),
        )  # fmt: skip

    def _announce(self):
        rows = models.Registration.objects.filter(quarter=QUARTER, state=_S.SUBMITTED)
        decisions.certify(
            by=self.personas["own_province"].by, on=MOMENTS["certification"],
            registrations=[row.pk for row in rows],
        )  # fmt: skip
        worlds.announce(self.personas["own_province"])
        if self.stage == "closed":
            worlds.close(self.personas["department"])
            self._correct()

    def _correct(self):
        """One correction waits, one is made: of what the first quarter announced."""
        first, second = models.Registration.objects.filter(quarter="2561-1").order_by("pk")
        self.closed_row = first
        made = corrections.ask(
            by=self.personas["own_district"].by, on=self.on, registration=second.pk,
            reason="พิมพ์ผิด", producer={"name": "ชื่อที่ถูก"}, products={},
        )  # fmt: skip
        self.addendum = corrections.approve(
            by=self.personas["department"].by, on=self.on, quarter="2561-1", province=PROVINCE,
            corrections=[made.pk], number="แก้ 1", dated_on=self.on.date(), **worlds.PAPER,
        )  # fmt: skip
        self.correction = correcting.correction(
            models.Registration.objects.filter(quarter=QUARTER, state=_S.CLOSED).first()
        )

    def grow(self, n: int):
        """So many more places, orders, officers, producers, registrations and entries."""
        self._grow_places(n)
        office = frozenset({DISTRICT, PROVINCE, "th"})
        data = {"reference": "2561/2/3104/0001"}
        note = messages.News(MessageKind.REJECTED, ("dashboard",), office, data=data)
        messages.tell_many(None, self.on, [note] * n)
        by, on = self.personas["department"].by, self.on
        for i in range(n):
            window = orders.NewWindow("2561-4", Step.ENTRY, date(2018, 7, 3), date(2018, 9, 14), 5)
            orders.issue(
                by=by, on=on, number=f"มท 04/{i}", dated_on=date(2018, 2, 18), subject="กำหนดใหม่",
                issuer="กรมการพัฒนาชุมชน", windows=[window],
            )  # fmt: skip
            orders.extend(
                by=by, on=on, quarter="2561-4", step=Step.ENTRY, until_on=date(2018, 9, 20),
                reason="น้ำท่วม", scope=Scope.DISTRICT, district=DISTRICT,
            )  # fmt: skip
            more_time.request("ENDORSED", district_id=f"31{30 + i}", officer=self.officer)
            more_time.request("WITHDRAWN", district_id="3104", officer=self.officer)
            journal.record(
                self.personas["own_district"].by, on, "filing.hand_over", self.filing,
                permit=Permit("การขยายเวลา", self.extension.pk),
            )  # fmt: skip
            person = factories.OfficerFactory(username=f"more{i}")
            if i < 3:
                officers.change(
                    by=by, on=on, officer=person.pk, full_name=f"คนที่ {i}", position="นักวิชาการ",
                    email="", phone="",
                )  # fmt: skip
        for producer in factories.ProducerFactory.create_batch(n, district_id=DISTRICT, products=2):
            transfers.transfer("DONE", factories.ProducerFactory(products=0), to="3103")
            transfers.transfer("ASKED", producer, to="3103")
        if self.stage == "entry":
            for row in self.imports:
                workbooks.add_lines(row, self.draft, n)
            workbooks.stage_each(self.draft, self.officer)
            self._grow_lists(n)
        if self.stage == "closed":
            for _n in range(n):
                correcting.correction(self._row(_S.CLOSED))
        self._grow_filings(n)

    def _grow_filings(self, n: int):
        if self.stage in ("entry", "certification"):
            rows = [self._row(self._more, products=2) for _ in range(n)]
            if self.stage == "certification":
                carried.carry(n, clerk=self.officer)
                carried.draw(self.personas["own_province"])
                for row in rows[: n // 2]:
                    self._return(row, self.on)

    def _grow_lists(self, n: int):
        province = self.personas["own_province"].officer
        for _n in range(n):
            old_lists.mapped(self.officer)
            old_lists.mapped(province)
        for row in (self.list, self.list_of_province):
            for number in range(100, 100 + n):
                for told in row.rows.filter(number__lt=100):
                    row.rows.create(
                        number=number + 1000 * told.number, is_producer=told.is_producer,
                        district_code=told.district_code, content=told.content,
                    )  # fmt: skip
            for _n in range(min(n, 3)):
                workbooks.stage(self.draft.filing, self.officer, old_list=row)

    def _grow_places(self, n: int):
        for i in range(n):
            models.Province.objects.create(code=f"{40 + i}", name=f"ทดสอบ{i}", name_en=f"P{i}")
            for province, district in (("31", f"31{30 + i}"), (f"{40 + i}", f"{40 + i}01")):
                models.District.objects.create(
                    code=district, province_id=province, name=f"อำเภอทดสอบ{i}", name_en=f"D{i}"
                )
            models.Subdistrict.objects.create(
                code=f"31044{i:1x}"[:6] if i < 10 else f"3104{40 + i}", district_id=DISTRICT,
                name=f"ตำบลทดสอบ{i}", name_en=f"S{i}", postcode="31110",
            )  # fmt: skip

    def pages(self) -> list[tuple[str, str]]:
        """Every page that opens at this stage, as (persona, address)."""
        found = [("own_district", url) for url in self._of_district()]
        found += [("own_province", url) for url in self._of_province()]
        found += [("department", url) for url in self._of_department()]
        found += [
            ("reader", url)
            for url in (
                "/",
                "/password/",
                "/calendar/2561/",
                *self._reports(PROVINCE),
                "/orders/",
                f"/cockpit/{QUARTER}/{PROVINCE}/",
            )
        ]
        return found

    def _reports(self, area):
        sheet = f"/reports/quarterly/{QUARTER}/?area={area}&span="
        past = f"/reports/quarterly/2561-1/?area={area}&span=quarter&digits=thai"
        return "/reports/", f"{sheet}quarter", f"{sheet}year", past

    def _rows(self):
        names = (
            "draft", "empty", "doubtful", "submitted", "update", "certified", "returned", "mended",
        )  # fmt: skip
        rows = [f"/registrations/{getattr(self, n).pk}/" for n in names if hasattr(self, n)]
        return [*rows, *(f"{row}evidence/" for row in rows)]

    def _shared(self):
        """What district, province and department all read."""
        return [
            "/", f"/filings/{DISTRICT}/{QUARTER}/", f"/filings/{DISTRICT}/2561-1/", "/register/",
            "/register/?text=ทดสอบ", "/expiring/", f"/register/{self.producer.number}/",
            "/journal/", "/transfers/", "/corrections/", *self._corrections(),
            f"/register/{self.producer.number}/compare/?b=now",
            f"/register/{self.producer.number}/history/",
            "/calendar/2561/", "/orders/", f"/orders/{self.letter.pk}/", "/extensions/",
            f"/extensions/{self.extension.pk}/", "/extensions/requests/",
            *(f"/extensions/requests/{row.pk}/" for row in self.requests if row.district_id),
            "/holidays/", "/messages/", "/messages/settings/", *self._rows(),
        ]  # fmt: skip

    def _corrections(self):
        if self.stage != "closed":
            return []
        return [f"/corrections/{self.correction.pk}/", f"/addenda/{self.addendum.pk}/"]

    def _lists(self, row):
        page = f"/old-lists/{row.pk}/"
        return [page, f"{page}columns/", f"{page}columns/?sheet=0&head=2&was=0", f"{page}words/"]

    def _of_district(self):
        filing = f"/filings/{DISTRICT}/{QUARTER}/"
        found = [*self._shared(), *self._reports(DISTRICT), f"{filing}?state=DRAFT", "/inquiries/"]
        found.append("/extensions/requests/new/")
        if self.stage == "entry":
            free = models.Producer.objects.order_by("pk")[1]
            found.append(f"/register/{free.number}/transfer/")
            found += [
                f"{filing}new/", f"{filing}new/?type=GROUP", f"{filing}carry/",
                f"{filing}carry/?tick=all",
                "/papers/blank/", f"/registrations/{self.draft.pk}/papers/form/",
                f"/registrations/{self.submitted.pk}/papers/receipt/",
                f"/registrations/{self.draft.pk}/products/1/paper/", f"{filing}papers/receipts/",
                f"{filing}carry/result/?row={self.draft.pk}&row={self.submitted.pk}",
                f"/registrations/{self.draft.pk}/edit/contact/",
                f"/registrations/{self.draft.pk}/edit/business/",
                f"/registrations/{self.draft.pk}/edit/", f"/registrations/{self.update.pk}/edit/",
                f"/registrations/{self.doubtful.pk}/duplicates/",
                f"/registrations/{self.draft.pk}/duplicates/",
                f"{filing}workbooks/", *(f"/imports/{row.pk}/" for row in self.imports),
                f"/imports/{self.imports[1].pk}/?show=warnings",
                f"/imports/{self.imports[1].pk}/?show=all",
                "/old-lists/", *self._lists(self.list), f"/old-lists/{self.list_of_province.pk}/",
                f"/registrations/{self.draft.pk}/products/new/",
                f"/registrations/{self.draft.pk}/products/1/",
            ]  # fmt: skip
        if self.stage == "closed":
            found.append(f"/registrations/{self.closed_row.pk}/correct/")
        if self.stage == "certification":
            found += [
                f"/registrations/{self.returned.pk}/edit/",
                f"/registrations/{self.returned.pk}/edit/producer/",
                f"{filing}returned/",
                f"/registrations/{self.returned.pk}/products/1/",
            ]
        return found

    def _exceptions(self):
        page = f"/certification/{PROVINCE}/{QUARTER}/"
        own = [f"{page}{area}/{part}" for area in (DISTRICT, "all") for part in ("", "unchanged/")]
        return [*own, f"{page}{DISTRICT}/?concern=NEW", f"{page}{DISTRICT}/unchanged/sample/"]

    def _of_province(self):
        page = f"/certification/{PROVINCE}/{QUARTER}/"
        found = [*self._shared(), *self._reports(PROVINCE), *self._reports(DISTRICT), page]
        found += [
            f"{page}announce/",
            f"{page}?kind=NEW",
            f"{page}certified/",
            f"{page}lapsing/",
            "/officers/",
            "/old-lists/",
            f"/extensions/requests/{self.requests[1].pk}/",
            f"/extensions/requests/new/?quarter={QUARTER}&step=CERTIFICATION",
        ]
        found += [f"/reminders/{QUARTER}/", f"/reminders/{QUARTER}/preview/?office={DISTRICT}"]
        found += [*self._exceptions(), f"{page}all/unchanged/certify/"]
        found.append(f"{page}{DISTRICT}/unchanged/certify/")
        if self.stage == "entry":
            found += self._lists(self.list_of_province)
        found.append(f"/officers/{self.officer.pk}/")
        if self.stage == "certification":
            found.append(f"/registrations/{self.submitted.pk}/return/")
            found.append(f"/filings/{DISTRICT}/{QUARTER}/returned/")
        found.append(f"/cockpit/{QUARTER}/{PROVINCE}/")
        return found

    def _of_department(self):
        more = [f"/addenda/new/{PROVINCE}/{QUARTER}/"] if self.stage == "closed" else []
        return [
            *more,
            *self._exceptions(),
            *self._shared(), *self._reports("th"), f"/certification/{PROVINCE}/{QUARTER}/",
            f"/certification/{PROVINCE}/2561-1/", f"/closing/{QUARTER}/", "/closing/2561-1/",
            f"/closing/{QUARTER}/lapsing/", "/closing/2561-1/lapsing/",
            f"/closing/{QUARTER}/rehearsal/",
            f"/cockpit/{QUARTER}/", f"/cockpit/{QUARTER}/?rows=districts&sort=-since",
            f"/cockpit/{QUARTER}/{PROVINCE}/", "/cockpit/2561-1/",
            "/orders/new/", "/officers/", "/officers/new/", f"/officers/{self.officer.pk}/",
            "/orders/new/", f"/orders/compare/?a={self.letter.pk}&b={self.order.pk}",
            "/officers/", "/officers/new/", f"/officers/{self.officer.pk}/",
            f"/reminders/{QUARTER}/", f"/reminders/{QUARTER}/preview/?office={PROVINCE}",
        ]  # fmt: skip
