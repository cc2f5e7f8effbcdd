"""Single values: read what people type, return the normal form, or say what to do about it.

Every function returns the normalised value or raises errors.InvalidValue; its Thai sentence names
the remedy. Form, spreadsheet and admin ask the same functions, so a value is judged alike at every
door. Sources: DOMAIN.md §3.2 (year, position), §7.5 (IDs), §7.6 (telephones), §7.8 (text).
"""

from registration.spelling import normalise_text
from registration.validators.contacts import phone, postcode, website
from registration.validators.identities import (
    check_digit,
    citizen_id,
    food_number,
    format_citizen_id,
    juristic_id,
    mask_citizen_id,
    mask_within,
)
from registration.validators.numbers import be_year, plain_number
from registration.validators.positions import gps, kilometres, position_parts
from registration.validators.text import lines, mask_name, names, sort_key

__all__ = [
    "be_year",
    "check_digit",
    "citizen_id",
    "food_number",
    "format_citizen_id",
    "gps",
    "juristic_id",
    "kilometres",
    "lines",
    "mask_citizen_id",
    "mask_name",
    "mask_within",
    "names",
    "normalise_text",
    "phone",
    "plain_number",
    "position_parts",
    "postcode",
    "sort_key",
    "website",
]
