"""XML as a tree that gives back every untouched byte: prefixes, attribute order, quotes and blanks as they stood."""

import html
import re
from collections.abc import Iterator
from typing import Union

from app.kit.reading.limits import Rejected

_TOKEN = re.compile(
    r"""<!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|<\?(?:.*?\?>|.*)|<![^<>]*+>|</[^<>]*+>
    |<([^\s/<>]++)(?:[^<>"']++|"[^<"]*+"|'[^<']*+')*+>""",
    re.S | re.X,
)  # no piece is looked at twice, whatever the file holds
_ATTRIBUTE = re.compile(r"""\s([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CDATA = "<![CDATA["
_DEEPEST = 200
Child = Union["Node", str]


class Node:
    """An element: its start tag, children and end tag as they are written; ``tag`` with, ``name`` without prefix."""

    __slots__ = ("children", "end", "name", "start", "tag")

    def __init__(self, start: str, tag: str, children: list[Child] | None = None, end: str = "") -> None:
        self.start = start
        self.tag = tag
        self.name = tag.rpartition(":")[2]
        self.children = children or []
        self.end = end

    def __str__(self) -> str:
        return "".join([self.start, *map(str, self.children), self.end])

    @property
    def prefix(self) -> str:
        """The tag's prefix with its colon, or ""."""
        return self.tag[: len(self.tag) - len(self.name)]

    def attributes(self) -> dict[str, str]:
        """Attribute values by name as written, prefix included."""
        found = _ATTRIBUTE.finditer(self.start)
        return {one[1]: html.unescape(one[2] if one[3] is None else one[3]) for one in found}

    def get(self, name: str) -> str:
        """The attribute called ``name``; "" where it is missing."""
        return self.attributes().get(name, "")

    def put(self, name: str, value: str | None) -> None:
        """Set an attribute in its place, or after the others; None takes it away."""
        written = "" if value is None else f' {name}="{_quoted(value)}"'
        for one in _ATTRIBUTE.finditer(self.start):
            if one[1] == name:
                self.start = self.start[: one.start()] + written + self.start[one.end() :]
                return
        close = -2 if self.start.endswith("/>") else -1
        self.start = self.start[:close].rstrip() + written + self.start[close:]

    def elements(self, *names: str) -> list["Node"]:
        """The element children, only those with these local names if any are given."""
        return [each for each in self.children if isinstance(each, Node) and (not names or each.name in names)]

    def first(self, name: str) -> "Node | None":
        """The first element child with this local name."""
        return next(iter(self.elements(name)), None)

    def every(self, *names: str) -> Iterator["Node"]:
        """Every element below with one of these local names, in document order."""
        for each in self.elements():
            if each.name in names:
                yield each
            yield from each.every(*names)

    def text(self) -> str:
        """The text of the element and of those in it."""
        return "".join(each.text() if isinstance(each, Node) else _said(each) for each in self.children)

    def say(self, text: str) -> None:
        """Replace all that is in the element by ``text``."""
        self.fill([html.escape(text, quote=False)])

    def fill(self, children: list[Child]) -> None:
        """Replace the children, opening an element that was empty."""
        self.children = children
        if self.start.endswith("/>") and children:
            self.start, self.end = f"{self.start[:-2].rstrip()}>", f"</{self.tag}>"

    def copy(self) -> "Node":
        """The element again, with all that is in it."""
        children = [each.copy() if isinstance(each, Node) else each for each in self.children]
        return Node(self.start, self.tag, children, self.end)


def parse(text: str) -> Node:
    """The document as a node without tags of its own. Elements left open (in VML) end with what they stand in.

    Raises Rejected where elements are nested deeper than any workbook program does.
    """
    document = Node("", "")
    path = [document]
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() > at:
            path[-1].children.append(text[at : found.start()])
        at = found.end()
        token = found[0]
        if token.startswith("</"):
            _close(path, token)
        elif found[1] is None:
            path[-1].children.append(token)
        else:
            path[-1].children.append(node := Node(token, found[1]))
            if not token.endswith("/>"):
                path.append(node)
            if len(path) > _DEEPEST:
                raise Rejected("bomb")
    path[-1].children.append(text[at:])
    return document


def _quoted(text: str) -> str:
    return html.escape(text, quote=False).replace('"', "&quot;").replace("\n", "&#10;")


def _close(path: list[Node], token: str) -> None:
    tag = token[2:-1].strip()
    for depth in range(len(path) - 1, 0, -1):
        if path[depth].tag == tag:
            path[depth].end = token
            del path[depth:]
            return
    path[-1].children.append(token)


def _said(raw: str) -> str:
    if raw.startswith(_CDATA):
        return raw[len(_CDATA) : -3]
    return "" if raw.startswith("<") else html.unescape(raw)
