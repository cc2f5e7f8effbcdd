"""What the looking through finds, and the one way to say no."""

from registration.sheets.child import limits


class Refusal(Exception):
    """The file is not read. ``code`` names the sentence, ``values`` go into it."""

    def __init__(self, code: str, **values):
        super().__init__(code)
        self.code, self.values = code, values


class Scan:
    """What one table holds besides its values. Rows and columns are counted from 1.

    ``elements`` are the rows and cells that the file writes down, empty ones too. ``instead`` is
    what calamine leaves out or reads as something else. (No dataclass: that module takes as long to
    import as all of calamine.)
    """

    def __init__(self, title: str):
        self.title = title
        self.last_row = self.last_column = self.elements = 0
        self.formulas: set[tuple[int, int]] = set()
        self.errors: set[tuple[int, int]] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.instead: dict[tuple[int, int], str] = {}

    def demand_few_marks(self, more: int = 0) -> None:
        """Raises ``Refusal`` when more would be listed than anybody mends by hand."""
        if len(self.formulas) + len(self.errors) + len(self.merged) + more > limits.MOST_MARKS:
            raise Refusal("marks", sheet=self.title, most=limits.MOST_MARKS)


def demand_readable(scans: list[Scan]) -> None:
    """Raises ``Refusal`` when a table is longer or wider than what is read, or all together are."""
    if len(scans) > limits.MOST_TABLES:
        raise Refusal("tables", most=limits.MOST_TABLES)
    if len({scan.title for scan in scans}) < len(scans):
        raise Refusal("broken")
    for scan in scans:
        if scan.last_row > limits.MOST_ROWS or scan.last_column > limits.MOST_COLUMNS:
            raise Refusal(
                "extent",
                sheet=scan.title,
                row=scan.last_row,
                column=letters(scan.last_column),
                rows=limits.MOST_ROWS,
                columns=limits.MOST_COLUMNS,
            )
    if sum(scan.last_row * scan.last_column for scan in scans) > limits.MOST_CELLS:
        raise Refusal("cells", most=limits.MOST_CELLS)
    if not any(scan.last_row for scan in scans):
        raise Refusal("nothing")


def letters(column: int) -> str:
    """28 → AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number(name: str) -> int:
    """AB → 28. Raises ``Refusal`` for what names no column."""
    column = 0
    for letter in name.upper():
        if not "A" <= letter <= "Z":
            raise Refusal("broken")
        column = column * 26 + ord(letter) - 64
    return column
