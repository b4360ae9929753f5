"""Column letters as a workbook shows them."""


def letters(column: int) -> str:
    """The letters of a zero-based column: 0 is ``A``, 27 is ``AB``."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
