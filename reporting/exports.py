"""Documents as files."""

from datetime import datetime

from django.http import HttpResponse

from registration.calendar import Digits
from reporting import render_xlsx
from reporting.shapes import Document

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(document: Document, on: datetime, digits: Digits) -> HttpResponse:
    """A download. Its name says form, quarter, area and span, and nothing about a person."""
    form = document.definition.key
    revision = f"-r{document.origin.revision}" if document.origin.revision > 1 else ""
    name = f"otop-{form}-{document.quarter}-{document.area}-{document.span}{revision}.xlsx"
    content = render_xlsx.render(document, on, digits)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
