"""An office's old list: handed in, its columns mapped, its words explained."""

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _

from registration.forms.workbooks import WorkbookForm

_WHO = frozenset(("name", "person", "person_first_name", "person_last_name"))

_PRODUCER_TYPE, _PRODUCT_TYPE = "producer_type", "product.product_type"
_OF_PRODUCT = ("product.", "standard", "right:")


class OldListForm(WorkbookForm):
    """One file of the office's own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.label = _("ไฟล์รายชื่อเดิม")
        field.help_text = _("ไฟล์ .xlsx .ods หรือ .csv ไม่เกิน 20 MB หัวตารางเป็นอย่างไรก็ได้ ไม่ต้องแก้ไฟล์")
        field.widget = forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"})


class HeadForm(forms.Form):
    """Which sheet is the list, and in which row its headers stand: drawn, and sent by GET."""

    sheet = forms.ChoiceField(required=False)
    head = forms.IntegerField(min_value=1, required=False)

    def __init__(self, *args, titles: Sequence[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sheet"].label = _("แผ่นงาน")
        self.fields["sheet"].choices = list(enumerate(titles))
        self.fields["head"].label = _("แถวหัวตาราง")
        for field in self.fields.values():
            field.is_unmarked = True


class MappingForm(forms.Form):
    """What each column is, and what is the same for every row.

    ``columns`` have ``index`` and ``title``; ``targets`` are ``Target`` of the old lists, those of
    ``shared`` may take several columns; ``fixed`` are the targets that one choice can answer.
    """

    def __init__(
        self, *args, columns: Iterable, targets: Sequence, fixed: Sequence, shared: Iterable[str],
        **kwargs,
    ):  # fmt: skip
        super().__init__(*args, **kwargs)
        self.columns, self.shared = list(columns), frozenset(shared)
        self.labels = {target.key: target.label for target in targets}
        choices = [("", _("ไม่นำเข้า")), *_grouped(targets)]
        for column in self.columns:
            field = forms.ChoiceField(label=column.title, choices=choices, required=False)
            field.is_unmarked = True
            self.fields[_of_column(column.index)] = field
        self.fixed = {f"fixed-{target.key}": target.key for target in fixed}
        for target in fixed:
            field = forms.ChoiceField(
                label=target.label, required=False, choices=[("", _("ไม่ระบุ")), *target.choices]
            )
            field.is_unmarked = True
            self.fields[f"fixed-{target.key}"] = field

    @staticmethod
    def initial_of(columns: Mapping[int, str], fixed: Mapping[str, str]) -> dict[str, str]:
        return {_of_column(index): key for index, key in columns.items()} | {
            f"fixed-{key}": text for key, text in fixed.items()
        }

    def clean(self):
        taken: dict[str, str] = {}
        for column in self.columns:
            name = _of_column(column.index)
            key = self.cleaned_data.get(name)
            if not key or key in self.shared:
                continue
            if key in taken:
                self.add_error(
                    name,
                    _("เลือก “%(label)s” ซ้ำกับคอลัมน์ %(other)s ให้เลือกไว้คอลัมน์เดียว")
                    % {"label": self.labels[key], "other": taken[key]},
                )
            taken.setdefault(key, column.title)
        self._demand_types(set(self.chosen.values()) | set(self.same_for_all))
        if not _WHO & set(self.chosen.values()):
            self.add_error(
                None, _("ยังไม่มีคอลัมน์ใดเป็นชื่อผู้ผลิตหรือชื่อบุคคล ให้เลือกอย่างน้อยหนึ่งคอลัมน์ จึงจะรู้ว่าแต่ละแถวเป็นใคร")
            )
        return self.cleaned_data

    def _demand_types(self, said: set[str]) -> None:
        """What the form takes from nobody empty: without it every single row would be wrong."""
        wanted = [_PRODUCER_TYPE]
        if any(key.startswith(_OF_PRODUCT) for key in said):
            wanted.append(_PRODUCT_TYPE)
        for key in wanted:
            if key not in said:
                self.add_error(
                    f"fixed-{key}",
                    _("ยังไม่มีคอลัมน์ใดบอก ให้เลือกคอลัมน์ด้านบน หรือเลือกค่าเดียวที่ใช้กับทุกแถวที่นี่"),
                )

    @property
    def chosen(self) -> dict[int, str]:
        """Index of a column to the key of its target."""
        found = {
            column.index: self.cleaned_data.get(_of_column(column.index)) for column in self.columns
        }
        return {index: key for index, key in found.items() if key}

    @property
    def same_for_all(self) -> dict[str, str]:
        """Keys of targets to what every row says, where no column says it."""
        columns = set(self.chosen.values())
        found = {key: self.cleaned_data.get(name) for name, key in self.fixed.items()}
        return {key: text for key, text in found.items() if text and key not in columns}


class WordsForm(forms.Form):
    """What the list's own words mean. ``words`` have ``field``, ``text``, ``times``, ``choices``
    and ``chosen``.
    """

    def __init__(self, *args, words: Iterable, **kwargs):
        super().__init__(*args, **kwargs)
        for word in words:
            choices = [("", _("ไม่รู้จัก – ให้แจ้งเป็นข้อผิดพลาด")), *word.choices]
            field = forms.ChoiceField(label=word.text, choices=choices, required=False)
            field.is_unmarked = True
            self.fields[word.field] = field


def _of_column(index: int) -> str:
    return f"column-{index}"


def _grouped(targets: Iterable) -> list[tuple]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for target in targets:
        groups.setdefault(target.group, []).append((target.key, target.label))
    return list(groups.items())
