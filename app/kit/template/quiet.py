"""Sheets that a template leaves alone: their cells stay one text, however many there are."""

import re

from app.kit.template.markup import Node, parse

_BODY = re.compile(r"<(?:[^\s<>:/]+:)?sheetData(?:\s[^<>]*)?(?<!/)>(.*)</(?:[^\s<>:/]+:)?sheetData\s*>", re.S)
_FORMULA = re.compile(r"<(?:[^\s<>:/]+:)?f[\s/>]")
_SHARED = re.compile(r"""\st\s*=\s*["']s["'][^<>]*>\s*<(?:[^\s<>:/]+:)?v>\s*(\d+)\s*<""")


def sheet_tree(text: str, asking: frozenset[int]) -> Node:
    """A sheet's tree; its cells are taken apart only if there is a formula or a field among them.

    ``asking`` are the numbers of the shared texts that hold a field.
    """
    body = _BODY.search(text)
    if body is None or not _is_quiet(body[1], asking):
        return parse(text)
    tree = parse(text[: body.start(1)] + text[body.end(1) :])
    next(tree.every("sheetData")).children = [body[1]]
    return tree


def _is_quiet(body: str, asking: frozenset[int]) -> bool:
    if "{{" in body or _FORMULA.search(body):
        return False
    return not asking or not any(int(found[1]) in asking for found in _SHARED.finditer(body))
