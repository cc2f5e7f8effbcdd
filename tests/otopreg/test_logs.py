"""A log line names the request and no person."""

import logging

import pytest

from otopreg.logs import Discreet, RequestId, current_request_id


def line(message, *args):
    record = logging.LogRecord("otopreg", logging.ERROR, __file__, 1, message, args, None)
    RequestId().filter(record)
    return Discreet("{request_id} {message}", style="{").format(record)


@pytest.mark.parametrize("written", ["1234567890121", "1-2345-67890-12-1", "1 2345 67890 12 1"])
def test_a_citizen_id_is_taken_out(written):
    assert line("bad id %s!", written) == "- bad id ***!"


def test_other_numbers_stay():
    assert "25610312" in line("quarter 2561-2, 25610312 rows")


def test_a_row_that_the_database_repeats_is_taken_out():
    text = line('duplicate key "u"\nDETAIL:  Key (phone)=(0812345678) already exists.')

    assert "0812345678" not in text
    assert 'duplicate key "u"' in text


def test_the_line_names_its_request():
    token = current_request_id.set("abc")
    try:
        assert line("hello").startswith("abc ")
    finally:
        current_request_id.reset(token)
