"""Everything beside the cells that speaks of rows, in a sheet or in a part that belongs to one, moved along.

One table serves all kinds of parts: sheets, the workbook's names, tables, comments, drawings, charts,
controls, pivot tables and Excel's later extensions say ranges and formulas in elements of the same names.
"""

from dataclasses import replace

from app.kit.template.anchors import ANCHORS, shift_anchor
from app.kit.template.insertion import Insertion
from app.kit.template.markup import Child, Node
from app.kit.template.references import area

_GROWING = {
    "dimension": ("ref",), "autoFilter": ("ref",), "sortState": ("ref",), "sortCondition": ("ref",),
    "conditionalFormatting": ("sqref",), "dataValidation": ("sqref",), "protectedRange": ("sqref",),
    "ignoredError": ("sqref",), "table": ("ref",),
}  # fmt: skip
"""Ranges that take the copies of the repeating row in."""
_MOVING = {
    "sheetView": ("topLeftCell",), "customSheetView": ("topLeftCell",),
    "selection": ("activeCell", "sqref"), "mergeCell": ("ref",), "hyperlink": ("ref",), "cellWatch": ("r",),
    "inputCells": ("r",), "comment": ("ref",), "threadedComment": ("ref",), "location": ("ref",),
}  # fmt: skip
"""Ranges that belong to the cells they name: inside the repeating row they stay, below it they move."""
_FORMULAS = {
    "hyperlink": ("location",), "control": ("linkedCell", "listFillRange"), "cfvo": ("val",),
    "controlPr": ("linkedCell", "listFillRange"), "formControlPr": ("fmlaLink", "fmlaRange", "fmlaTxbx"),
    "sp": ("textlink",), "pic": ("textlink",),
}  # fmt: skip
_SAYS_FORMULA = {
    "f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula",
    "FmlaLink", "FmlaRange", "FmlaTxbx", "FmlaPict",
}  # fmt: skip
_OF_CELLS = {"conditionalFormatting", "dataValidation", "sparkline"}
"""Their formulas are read as from the first cell of their range."""
_COPIED = {"mergeCell", "hyperlink", "sparkline"}


def shift(node: Node, insertion: Insertion, home: str) -> None:
    """Move what ``node`` says. ``home`` is the sheet it belongs to: what carries no sheet name means that one."""
    _Shift(insertion, home).below(node, inside=False)


class _Shift:
    def __init__(self, insertion: Insertion, home: str) -> None:
        self._insertion = insertion
        self._home = home
        self._is_home = home.lower() == insertion.sheet.lower()

    def below(self, node: Node, *, inside: bool) -> None:
        """Move all that stands in ``node``; ``inside``: its formulas are read from the repeating row."""
        children: list[Child] = []
        for each in node.children:
            if not isinstance(each, Node) or each.name == "sheetData":
                children.append(each)
            elif self._is_home and each.name in _COPIED and self._starts_in_row(each, alone=True):
                children += self._copies(each)
            else:
                self._one(each, inside=inside)
                children.append(each)
        node.children = children

    def _one(self, node: Node, *, inside: bool) -> None:
        if self._is_home and node.name in ANCHORS:
            shift_anchor(node, self._insertion)
        if node.name in _OF_CELLS:
            inside = self._is_home and self._starts_in_row(node)
        if self._is_home:
            self._ranges(node)
        if node.name == "worksheetSource" and node.get("sheet").lower() == self._insertion.sheet.lower():
            self._range(node, "ref", extends=True)
        if node.name == "pivotCacheDefinition" and any(map(self._is_source, node.every("worksheetSource"))):
            node.put("refreshOnLoad", "1")
        for name in _FORMULAS.get(node.name, ()):
            self._put(node, name, self._formula(node.get(name), inside))
        if node.name in _SAYS_FORMULA and not node.elements():
            text = node.text()
            if (news := self._formula(text, inside)) != text:
                node.say(news)
        self.below(node, inside=inside)

    def _ranges(self, node: Node) -> None:
        if node.name in {"sheetView", "customSheetView"}:
            _shift_panes(node, self._insertion)
        for name in _GROWING.get(node.name, ()):
            self._range(node, name, extends=True)
        for name in _MOVING.get(node.name, ()):
            self._range(node, name, extends=False)
        if node.name == "sqref" and (news := self._insertion.areas(node.text(), extends=True)) != node.text():
            node.say(news)
        if node.name == "rowBreaks":
            for one in node.elements("brk"):
                one.put("id", str(self._insertion.bottom(int(one.get("id") or 0))))

    def _is_source(self, node: Node) -> bool:
        """Whether a pivot table may draw on the rows: by their sheet, or by a name or table."""
        return node.get("sheet").lower() in ("", self._insertion.sheet.lower())

    def _range(self, node: Node, name: str, *, extends: bool) -> None:
        self._put(node, name, self._insertion.areas(node.get(name), extends=extends))

    def _put(self, node: Node, name: str, text: str) -> None:
        if text != node.get(name):
            node.put(name, text)

    def _formula(self, text: str, inside: bool) -> str:
        return self._insertion.inside(text) if inside else self._insertion.outside(text, self._home)

    def _starts_in_row(self, node: Node, *, alone: bool = False) -> bool:
        """Whether the node's range begins in the repeating row, and ``alone``: lies wholly in it."""
        first = next((one.text() for one in node.every("sqref")), node.get("ref") or node.get("sqref")).split()
        try:
            top, bottom = area(first[0]).rows if first else (0, 0)
        except ValueError:
            return False
        return top == self._insertion.row and (not alone or bottom == top)

    def _copies(self, node: Node) -> list[Child]:
        """A merge, hyperlink or sparkline of the repeating row, once for each of its copies."""
        return [self._copy(node, step) for step in range(self._insertion.added + 1)]

    def _copy(self, node: Node, step: int) -> Node:
        copy = node.copy()
        row_of = Insertion(self._insertion.sheet, self._insertion.row - 1, step)
        if copy.get("ref"):
            copy.put("ref", row_of.areas(copy.get("ref"), extends=False))
        if target := copy.get("location"):
            self._put(copy, "location", self._insertion.outside(target, self._home))
        for name in [name for name in copy.attributes() if step and name.endswith(":uid")]:
            copy.put(name, None)
        for one in copy.every("f", "sqref"):
            text = one.text()
            formula = self._insertion.copied(self._insertion.inside(text), step)
            one.say(formula if one.name == "f" else row_of.areas(text, extends=False))
        return copy


def _shift_panes(view: Node, insertion: Insertion) -> None:
    """Rows frozen on top of the sheet stay frozen, with the copies if rows below the repeating row are among them."""
    start = area(view.get("topLeftCell") or "A1").rows[0]
    for pane in view.elements("pane"):
        split, shown = pane.get("ySplit"), pane.get("topLeftCell")
        moved = insertion.areas(shown, extends=False)
        if pane.get("state").startswith("frozen") and split.isdigit():
            border = start + int(split)
            now = border + insertion.added if border > insertion.row + 1 else border
            pane.put("ySplit", str(now - insertion.top(start)))
            if shown and area(shown).rows[0] == border:
                moved = str(replace(area(shown).first, row=now))
        if moved != shown:
            pane.put("topLeftCell", moved)
