"""What many page tests ask: queries, whole databases."""

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

_PASSING = "last_login"  # comes and goes with every sign-in; it is no deed


def queries_of(client, url) -> int:
    """How many queries the page costs; it must be there."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def contents() -> dict[str, list]:
    """Every row of ours, to prove that a refused request wrote nothing."""
    return {
        model._meta.label: [
            {name: value for name, value in row.items() if name != _PASSING}
            for row in model.objects.order_by("pk").values()
        ]
        for model in apps.get_app_config("registration").get_models()
    }
