"""Lists that follow another field."""

from collections.abc import Callable

from django import forms


class DependentSelect(forms.Select):
    """Options carry the value of the field they depend on, so that a script can shorten the list;
    without script all of them stay and the server judges. What ``say`` has to tell of an option's
    row goes along too: a script says it as soon as the option is chosen.
    """

    def __init__(self, *args, depends_on: str, by: str, say: Callable = lambda row: "", **kwargs):
        self.by, self.say = by, say  # the attribute of an option's row, and what is told of it
        super().__init__(*args, **kwargs)
        self.attrs["data-depends-on"] = depends_on

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        row = getattr(value, "instance", None)
        if row is not None:
            option["attrs"]["data-parent"] = getattr(row, self.by)
            if said := self.say(row):
                option["attrs"]["data-say"] = said
        return option


class SubdistrictSelect(forms.Select):
    """Options carry their postcode, so that a script can follow the choice while nobody has typed
    another one.
    """

    def __init__(self, *args, fills: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.attrs["data-fills"] = fills

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        row = getattr(value, "instance", None)
        if row is not None:
            option["attrs"]["data-fill"] = row.postcode
        return option
