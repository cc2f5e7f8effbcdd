"""Log lines that name the request and no person."""

import logging
import re
from contextvars import ContextVar

current_request_id = ContextVar("current_request_id", default="-")

# Thirteen digits, written in one piece or in the groups of the card.
CITIZEN_ID = re.compile(r"(?<!\d)\d(?:[ -]?\d){12}(?!\d)")
# PostgreSQL repeats the offending row after this word.
ROW = re.compile(r"(DETAIL:|Failing row contains).*", re.IGNORECASE)


class RequestId(logging.Filter):
    """Puts the id of the request that is being answered on the record."""

    def filter(self, record):
        # Django logs a 4xx only after the middleware is done; then the record brings the request.
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "request_id", None) or current_request_id.get()
        return True


class Discreet(logging.Formatter):
    """Takes citizen IDs and database rows out of the finished line, the traceback included."""

    def format(self, record):
        return ROW.sub(r"\1 ***", CITIZEN_ID.sub("***", super().format(record)))
