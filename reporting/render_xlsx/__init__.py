"""Documents and lists as workbooks: the only package that writes them."""

from reporting.render_xlsx.documents import FONT, NUMBER_FORMATS, render
from reporting.render_xlsx.lists import render_list

__all__ = ["FONT", "NUMBER_FORMATS", "render", "render_list"]
