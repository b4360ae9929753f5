"""A workbook as its parts say it: sheets, defined names, texts, which styles are dates."""

import posixpath
from dataclasses import dataclass
from functools import cached_property

from app.kit.reading.excel.numberformat import DATE, TIME, kind_of
from app.kit.reading.excel.xlsx import STRINGS, WORKBOOK
from app.kit.reading.limits import Limits
from app.kit.template.markup import Node, parse
from app.kit.template.package import CONTENT_TYPES, Package, relations_path, without
from app.kit.template.quiet import sheet_tree
from app.kit.template.references import Reference, taken_apart

STYLES = "xl/styles.xml"
MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
"""What a sheet prints above and below each page."""
BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
"""What stands before the defined names in a workbook's own part."""
_BEFORE_CALCULATION = (*BEFORE_NAMES, "definedNames")
_MARKUP = (".xml", ".vml")
_NEVER_MOVE = {"worksheet", "sharedStrings", "styles", "theme", "pivotCacheRecords", "officeDocument"}


@dataclass
class Part:
    """A part of markup: where it is, what stood there, the tree that may be changed, the sheet it belongs to."""

    path: str
    before: str
    tree: Node
    sheet: str = ""


@dataclass(frozen=True)
class DefinedName:
    """A name of the workbook and what it stands for; ``sheet`` is "" unless it holds on one sheet only."""

    name: str
    formula: str
    sheet: str = ""


class Workbook:
    """The parts of a workbook that a template needs, to be changed and written."""

    def __init__(self, content: bytes) -> None:
        self._package = Package(content, Limits())
        self.book = self._part(WORKBOOK)
        self.sheets: dict[str, Part] = {}
        """The worksheets by name, in order; sheets of charts or macros are left out."""
        self.strings = parse(self._package.text(STRINGS))
        self._load_sheets()
        self.is_1904 = any(one.get("date1904") in ("1", "true") for one in self.book.tree.every("workbookPr"))
        self.dated = _dated_styles(parse(self._package.text(STYLES)))
        """The numbers of the cell styles that show days or times."""

    def names(self) -> list[DefinedName]:
        """The defined names."""
        tabs = [one.get("name") for one in self.book.tree.every("sheet")]
        found = []
        for one in self.book.tree.every("definedName"):
            at = one.get("localSheetId")
            local = tabs[int(at)] if at.isdigit() and int(at) < len(tabs) else ""
            found.append(DefinedName(one.get("name"), one.text(), local))
        return found

    @cached_property
    def beside(self) -> list[Part]:
        """The parts that belong to sheets (drawings, charts, comments, tables …), each once."""
        found: dict[str, Part] = {}
        for sheet in self.sheets.values():
            self._belonging(sheet.path, sheet.sheet, found)
        return list(found.values())

    def written(self) -> bytes:
        """The file: changed parts new, the chain of calculations dropped, every other part byte for byte."""
        self._ask_for_calculation()
        parts = [self.book, *self.sheets.values(), *self.beside]
        changed = {each.path: news for each in parts if (news := str(each.tree)) != each.before}
        links = relations_path(WORKBOOK)
        chains = [path for kind, path in self._package.relations(WORKBOOK).values() if kind == "calcChain"]
        for chain in chains:
            name = posixpath.basename(chain)
            changed[links] = without(self._package.text(links), "Relationship", "Target", name)
            changed[CONTENT_TYPES] = without(self._package.text(CONTENT_TYPES), "Override", "PartName", chain)
        return self._package.written(changed, chains)

    def _part(self, path: str, sheet: str = "") -> Part:
        text = self._package.text(path)
        return Part(path, text, parse(text), sheet)

    def _load_sheets(self) -> None:
        relations = self._package.relations(WORKBOOK)
        asking = frozenset(at for at, one in enumerate(self.strings.every("si")) if "{{" in one.text())
        named = {
            each.sheet for name in self.names() for each in taken_apart(name.formula) if isinstance(each, Reference)
        }
        for one in self.book.tree.every("sheet"):
            id_ = next((value for name, value in one.attributes().items() if name.endswith(":id")), "")
            kind, path = relations.get(id_, ("", ""))
            if kind == "worksheet" and self._package.has(path):
                name, text = one.get("name"), self._package.text(path)
                tree = parse(text) if name.lower() in named else sheet_tree(text, asking)
                self.sheets[name] = Part(path, text, tree, name)

    def _belonging(self, path: str, sheet: str, found: dict[str, Part]) -> None:
        for kind, target in self._package.relations(path).values():
            wanted = target.lower().endswith(_MARKUP) and kind not in _NEVER_MOVE
            if wanted and target not in found and self._package.has(target):
                found[target] = self._part(target, sheet)
                self._belonging(target, sheet, found)

    def _ask_for_calculation(self) -> None:
        """Excel computes everything when it opens the file: no stored result is right any more."""
        calculation = next(self.book.tree.every("calcPr"), None)
        if calculation is None:
            root = self.book.tree.elements()[0]
            calculation = Node(f"<{root.prefix}calcPr/>", f"{root.prefix}calcPr")
            after = root.elements(*_BEFORE_CALCULATION)[-1]
            root.children.insert(root.children.index(after) + 1, calculation)
        calculation.put("fullCalcOnLoad", "1")


def _dated_styles(styles: Node) -> frozenset[int]:
    codes = {one.get("numFmtId"): one.get("formatCode") for one in styles.every("numFmt")}
    formats = next(styles.every("cellXfs"), styles).elements("xf")
    numbers = [one.get("numFmtId") for one in formats]
    return frozenset(
        at for at, number in enumerate(numbers)
        if number.isdigit() and kind_of(int(number), codes.get(number)) in (DATE, TIME)
    )  # fmt: skip
