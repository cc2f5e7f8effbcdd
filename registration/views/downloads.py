"""Files that a browser saves."""

from collections.abc import Iterable
from datetime import datetime

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from registration import calendar

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent(content: bytes | Iterable[bytes], name: str, content_type: str = XLSX) -> HttpResponseBase:
    """A file to be saved: its bytes, an open file, or parts that are made while they go out."""
    answer = HttpResponse if isinstance(content, bytes) else FileResponse
    response = answer(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def file_name(what: str, on: datetime, extension: str) -> str:
    """What and when in the Buddhist Era, and nothing about a person or what was asked."""
    day, month, year = calendar.thai_date(calendar.day_of(on), "numeric").split("/")
    return f"otop-{what}-{year}-{month}-{day}.{extension}"
