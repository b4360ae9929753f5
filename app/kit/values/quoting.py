"""Texts that a spreadsheet would take for a formula, quoted in CSV and on the clipboard, and back again."""

import re

# Also with full-width signs, and after spaces or line ends: there are programs that see through them.
_DANGEROUS = re.compile(r"[\s']*[=+\-@\t\r\n＝＋－＠]")


def quoted(text: str) -> str:
    """``text`` with a quote before it if a spreadsheet would calculate it; :func:`unquoted` undoes it exactly."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unquoted(text: str) -> str:
    """``text`` without the quote that :func:`quoted` put before it."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text) else text
