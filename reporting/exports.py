"""Documents as files."""

from datetime import datetime

from django.http import HttpResponse

from registration import calendar
from registration.calendar import Digits
from reporting import render_xlsx
from reporting.shapes import Document, Listing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(document: Document, on: datetime, digits: Digits) -> HttpResponse:
    """A download. Its name says form, quarter, area and span, and nothing about a person."""
    name = f"otop-{document.definition.key}-{document.quarter}-{document.area}-{document.span}.xlsx"
    return _download(render_xlsx.render(document, on, digits), name)


def listing(found: Listing, on: datetime) -> HttpResponse:
    """A download. Its name says what and when, and nothing about a person or what was asked."""
    day, month, year = calendar.thai_date(calendar.day_of(on), "numeric").split("/")
    return _download(
        render_xlsx.render_list(found, on), f"otop-{found.key}-{year}-{month}-{day}.xlsx"
    )


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
