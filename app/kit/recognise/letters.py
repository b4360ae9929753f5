"""Column letters as a workbook shows them, and back."""


def letters(column: int) -> str:
    """The letters of a zero-based column: 0 is ``A``, 27 is ``AB``."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def index_of(letters_: str) -> int:
    """The zero-based column of its letters: ``A`` is 0, ``AB`` is 27."""
    found = 0
    for letter in letters_:
        found = 26 * found + ord(letter) - 64
    return found - 1
