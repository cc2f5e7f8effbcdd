"""Parts of our addresses."""

from django.urls import register_converter


class QuarterConverter:
    """``2561-2``: Buddhist fiscal year and quarter."""

    regex = r"2[45]\d{2}-[1-4]"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value) -> str:
        return str(value)


class DistrictConverter(QuarterConverter):
    regex = r"\d{4}"


class ProvinceConverter(QuarterConverter):
    regex = r"\d{2}"


class YearConverter(QuarterConverter):
    regex = r"2[45]\d{2}"

    def to_python(self, value: str) -> int:
        return int(value)


class ProducerNumberConverter(QuarterConverter):
    regex = r"\d{4}-\d{5}"


def register() -> None:
    """Make the converters known to Django; called once, before any address is read."""
    register_converter(QuarterConverter, "quarter")
    register_converter(DistrictConverter, "district")
    register_converter(ProvinceConverter, "province")
    register_converter(YearConverter, "beyear")
    register_converter(ProducerNumberConverter, "producer")
