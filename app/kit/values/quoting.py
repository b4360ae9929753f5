"""Texts that a spreadsheet would take for a formula, quoted in CSV and on the clipboard, and back again."""

import re

_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")


def quoted(text: str) -> str:
    """``text`` with a quote before it if a spreadsheet would calculate it; :func:`unquoted` undoes it exactly."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unquoted(text: str) -> str:
    """``text`` without the quote that :func:`quoted` put before it."""
    return text[1:] if _QUOTED.match(text) else text
