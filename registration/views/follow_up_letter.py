"""หนังสือติดตาม: the text of a letter to offices that have not finished, to be copied into an
office's own paper. It is official Thai whatever language the officer reads, with Thai digits.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation

from registration import calendar
from registration.enums import BANGKOK, Step
from registration.scoping import Jurisdiction
from registration.selectors import sentences
from registration.selectors.plan import PlanOfQuarter, order_text
from registration.selectors.reminders import Late, Task
from registration.workflow import DecidingWindow

_DOTS = "." * 24


def letter(
    by: Jurisdiction,
    planned: PlanOfQuarter,
    rows: Sequence[Late],
    on: datetime,
    days_off: frozenset,
) -> str:
    """One letter to all of ``rows``; to several with a list at its end."""
    with translation.override("th"):
        code = calendar.QuarterCode.parse(planned.quarter.code)
        parts = [
            f"ที่ {_DOTS}\t\t\t\t{_house(by)}",
            "",
            f"\t\t\t\t\t{calendar.thai_date(on, 'long')}",
            "",
            "เรื่อง  ขอให้เร่งรัดการลงทะเบียนผู้ผลิต ผู้ประกอบการ OTOP "
            f"ไตรมาส {code.number} ปีงบประมาณ พ.ศ. {code.year}",
            "",
            f"เรียน  {_addressees(rows)}",
            "",
            *_body(planned, rows, on, days_off),
            "\tจึงเรียนมาเพื่อพิจารณาดำเนินการ",
            "",
            "\t\t\t\t\tขอแสดงความนับถือ",
            "",
            "",
            f"\t\t\t\t\t({_DOTS * 2})",
            f"\t\t\t\t\t{_signatory(by)}",
            "",
            _desk(by),
            f"โทร. {_DOTS}",
        ]
        if len(rows) > 1:
            parts += ["", "บัญชีรายชื่อท้ายหนังสือ", *_list(rows, on, days_off)]
    return calendar.to_thai_digits("\n".join(parts))


def _house(by: Jurisdiction) -> str:
    if by.province is None:
        return "กรมการพัฒนาชุมชน"
    return "ศาลาว่าการกรุงเทพมหานคร" if by.province == BANGKOK else f"ศาลากลาง{by.office}"


def _signatory(by: Jurisdiction) -> str:
    return f"ผู้ว่าราชการ{by.office}" if by.province else "อธิบดีกรมการพัฒนาชุมชน"


def _desk(by: Jurisdiction) -> str:
    if by.province is None:
        return "กรมการพัฒนาชุมชน"
    return "กรุงเทพมหานคร" if by.province == BANGKOK else f"สำนักงานพัฒนาชุมชน{by.office}"


def _addressees(rows: Sequence[Late]) -> str:
    if len(rows) == 1:
        return _addressee(rows[0])
    kinds = sorted({_title(row) for row in rows})
    return " และ".join(kinds) + " (ตามบัญชีรายชื่อท้ายหนังสือ)"


def _title(row: Late) -> str:
    office = row.task.office
    if len(office) == 2:
        return "ผู้ว่าราชการกรุงเทพมหานคร" if office == BANGKOK else "ผู้ว่าราชการจังหวัด"
    return "ผู้อำนวยการเขต" if office.startswith(BANGKOK) else "นายอำเภอ"


def _addressee(row: Late) -> str:
    title = _title(row)
    return title if title.endswith("กรุงเทพมหานคร") else f"{title}{row.place.name}"


def _body(planned: PlanOfQuarter, rows: Sequence[Late], on, days_off) -> list[str]:
    found = [_by_order(planned, rows[0].task)]
    checked = (
        f"\tบัดนี้ ได้ตรวจสอบข้อมูลในระบบเมื่อวันที่ {calendar.thai_date(on, 'long')} "
        f"เวลา {on.astimezone(calendar.BANGKOK):%H.%M} น. แล้ว ปรากฏว่า"
    )
    if len(rows) == 1:
        row = rows[0]
        checked += f"{row.place} {_left(row, on, days_off)} {_wanted(row.task)}"
    else:
        checked += f"ยังมีหน่วยงานที่ดำเนินการไม่แล้วเสร็จ จำนวน {len(rows)} แห่ง "
        limits = {(row.task.until, row.task.is_open) for row in rows}
        if len(limits) == 1:
            checked += _wanted(rows[0].task)
        else:
            checked += "จึงขอให้เร่งดำเนินการให้แล้วเสร็จภายในกำหนดของแต่ละแห่งตามบัญชีท้ายหนังสือ"
    return [*filter(None, found), checked, ""]


def _by_order(planned: PlanOfQuarter, task: Task) -> str:
    """The paragraph on the order that set the window; empty where only an extension did."""
    province = None if task.office == "th" else task.office[:2]
    district = task.office if len(task.office) == 4 else None
    window = planned.standing(task.step, province, district).window
    if window is None:
        return ""
    work = {
        Step.ENTRY: "ให้อำเภอลงทะเบียนผู้ผลิต ผู้ประกอบการ OTOP",
        Step.CERTIFICATION: "ให้จังหวัดตรวจสอบและรับรองข้อมูลผู้ผลิต ผู้ประกอบการ OTOP",
        Step.CLOSING: "การปิดระบบ",
    }[task.step]
    period = calendar.thai_period(window.opens_on, window.closes_on, "long")
    return f"\tตาม{_order(planned, window)} กำหนด{work} ระหว่างวันที่ {period} นั้น\n"


def _order(planned: PlanOfQuarter, window: DecidingWindow) -> str:
    """The order with its month in full, as letters are written."""
    order = next(
        row.order for row in planned.windows if str(order_text(row.order)) == str(window.order_text)
    )
    day = calendar.thai_date(order.dated_on, "long")
    return f"หนังสือ{order.issuer} ที่ {order.number} ลงวันที่ {day}"


def _left(row: Late, on, days_off) -> str:
    return sentences.todo(row.task.data(on, days_off), row.task.office)


def _wanted(task: Task) -> str:
    day = calendar.thai_date(task.until, "long")
    if task.is_open:
        return f"จึงขอให้เร่งดำเนินการให้แล้วเสร็จภายในวันที่ {day}"
    return (
        f"ซึ่งพ้นกำหนดเมื่อวันที่ {day} แล้ว จึงขอให้ชี้แจงเหตุผล "
        "และขอขยายเวลาต่อกรมการพัฒนาชุมชน หากยังมีผู้ที่ต้องลงทะเบียนหรือรับรอง"
    )


def _list(rows: Sequence[Late], on, days_off) -> list[str]:
    return [
        f"{number}. {row.place}  {_left(row, on, days_off)}  {_limit(row.task)}"
        for number, row in enumerate(rows, start=1)
    ]


def _limit(task: Task) -> str:
    day = calendar.thai_date(task.until, "long")
    return f"ภายในวันที่ {day}" if task.is_open else f"พ้นกำหนดเมื่อวันที่ {day}"
