"""Plain lists as files: one head, one row for each thing, to sort, filter and count.

Each writer takes the rows one by one, so a long list needs no more memory than a short one.
"""

from registration.sheets.listings.shapes import Head, Listing

__all__ = ["Head", "Listing"]
