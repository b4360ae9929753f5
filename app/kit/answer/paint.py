"""Cells on red in the style sheet of a workbook: each style once more, with another ground."""

from app.kit.template.markup import Node, parse

_RED = '<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FFFFC7CE"/></{p}patternFill></{p}fill>'


class Paint:
    """Adds styles to a style sheet; ``str`` gives it back."""

    def __init__(self, text: str) -> None:
        self._tree = parse(text)
        self._made: dict[tuple[str, str], str] = {}
        self._fill = ""

    def __str__(self) -> str:
        return str(self._tree)

    def red(self, style: str) -> str:
        """The style that is ``style`` on red."""
        if not self._fill:
            fills = next(self._tree.every("fills"))
            self._fill = _append(fills, parse(_RED.format(p=fills.prefix)).elements()[0])
        return self._changed(style, "fillId", self._fill, "applyFill")

    def _changed(self, style: str, attribute: str, value: str, flag: str) -> str:
        key = style or "0", attribute
        if key not in self._made:
            formats = next(self._tree.every("cellXfs"))
            news = formats.elements("xf")[int(key[0])].copy()
            news.put(attribute, value)
            news.put(flag, "1")
            self._made[key] = _append(formats, news)
        return self._made[key]


def _append(parent: Node, child: Node) -> str:
    """Put ``child`` last; returns its number."""
    at = len(parent.elements())
    parent.fill([*parent.children, child])
    parent.put("count", str(at + 1))
    return str(at)
