"""From what the selectors give to the rows of a report."""

from reporting.aggregates.numbers import fill
from reporting.aggregates.remarks import notes_of, remarks
from reporting.aggregates.territories import Filed, Territory, survey

__all__ = ("Filed", "Territory", "fill", "notes_of", "remarks", "survey")
