"""Documents as workbooks: the only package of the reports that writes them."""

from reporting.render_xlsx.documents import FONT, NUMBER_FORMATS, render

__all__ = ["FONT", "NUMBER_FORMATS", "render"]
