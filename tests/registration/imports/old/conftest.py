"""The lists of a form that some offices use."""

import pytest

from registration.sheets import columns
from tests import factories


@pytest.fixture
def lists(places):
    factories.ProductGroupFactory(code="3.1", name="ผ้าผืน")
    factories.StandardFactory(code="tcps", name="มผช. (มาตรฐานผลิตภัณฑ์ชุมชน)")
    return columns.lists_of("3104")
