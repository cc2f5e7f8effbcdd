"""Registrations in files: the one door by which page, admin and command hand a workbook in, and a
row for each registration on the way out.
"""

from registration.enums import ImportState
from registration.errors import InvalidValue, Refused
from registration.imports.filed import FiledTable
from registration.imports.formats import HandedIn
from registration.imports.registrations import previews, staging
from registration.models import StagedImport
from registration.selectors import imports as staged_imports
from registration.services import imports


class RegistrationTable(FiledTable):
    """A resource of django-import-export whose rows go the way of the page: received, checked
    against what is stored, committed by the services under their locks and in the journal.

    ``import_data`` goes that way at one go; ``receive``, ``check``, ``start_again``, ``marked`` and
    ``commit`` are its parts, so that no request of a page is long. Only ``receive`` asks for
    ``district`` and ``quarter``: a received file knows its filing.
    """

    def __init__(self, by=None, on=None, district: str = "", quarter: str = "", **kwargs):
        super().__init__(by, on, **kwargs)
        self.district, self.quarter = district, quarter

    def receive(self, file_name: str, content: bytes) -> StagedImport:
        """Stage the rows of a file; a small one is checked at once.

        Raises ``InvalidValue`` for what is no workbook of this filing, ``Refused`` when nothing may
        be entered into it.
        """
        return staging.receive(
            self.by, self.on, district=self.district, quarter=self.quarter, filename=file_name,
            content=content,
        )  # fmt: skip

    def check(self, staged: int) -> StagedImport:
        """Check the next rows; ``n_checked`` of the answer tells how far it is."""
        return staging.check(self.by, self.on, staged)

    def start_again(self, staged: int) -> StagedImport:
        """Check afresh against what is stored now; the time of receipt stays."""
        return staging.start_again(self.by, self.on, staged)

    def marked(self, staged: int) -> bytes:
        """The file as it came in, with all that is wrong marked in it."""
        return staging.marked(self.by, staged)

    def commit(self, staged: int, *, only_valid: bool = False) -> StagedImport:
        """Do what the rows ask for, all or none; with ``only_valid`` without those that are wrong
        or in conflict, otherwise ``Refused`` while there is one.
        """
        return imports.commit(by=self.by, on=self.on, staged=staged, only_valid=only_valid)

    def import_data(
        self,
        dataset: HandedIn,
        dry_run: bool = False,
        raise_errors: bool = False,
        *,
        file_name: str = "workbook.xlsx",
        only_valid: bool = False,
        **kwargs,
    ) -> previews.Preview:
        """The library's way in. A dry run writes nothing but the staged rows, which ``staged`` of
        the result names; handed in again by that key they are committed.

        What a whole file is refused for is an error of the result, or raised with ``raise_errors``.
        The library's other options change nothing: a commit is always one transaction, which a
        wrong row stops.
        """
        result = previews.Preview()
        try:
            row = self._checked(dataset, file_name)
            result.fill(row, staged_imports.rows(self.by, row.pk))
            if not dry_run:
                result.staged = self.commit(row.pk, only_valid=only_valid)
        except (InvalidValue, Refused) as error:
            if raise_errors:
                raise
            result.append_base_error(self.get_error_result_class()(error))
        return result

    def _checked(self, dataset: HandedIn, file_name: str) -> StagedImport:
        """All parts; what stops in between goes on at the page."""
        if dataset.staged is None:
            row = self.receive(file_name, dataset.content)
        else:
            row = staged_imports.import_for(self.by, dataset.staged)
        while row.state == ImportState.RECEIVED:
            row = self.check(row.pk)
        return row
