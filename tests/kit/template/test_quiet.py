"""Sheets with nothing to fill stay one text; sheets with anything to fill do not."""

import pytest

from app.kit.template.markup import parse
from app.kit.template.quiet import sheet_tree

SHEET = "<x:worksheet><x:cols/><x:sheetData a='1'>{}</x:sheetData><x:mergeCells/></x:worksheet>"
ASKING = frozenset({7})


@pytest.mark.parametrize(
    ("cells", "quiet"),
    [
        ("<x:row r='1'><x:c r='A1'><x:v>7</x:v></x:c></x:row>", True),
        ("<x:row r='1'><x:c r='A1' t='s'><x:v>17</x:v></x:c></x:row>", True),
        ("<x:row r='1'><x:c r='A1' t=\"s\"><x:v>7</x:v></x:c></x:row>", False),
        ("<x:row r='1'><x:c r='A1'><x:f>B1</x:f></x:c></x:row>", False),
        ("<x:row r='1'><x:c r='A1'><x:f t='shared' si='0'/></x:c></x:row>", False),
        ("<x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>{{单位}}</x:t></x:is></x:c></x:row>", False),
        ("", True),
    ],
)
def test_only_a_sheet_with_nothing_to_fill_stays_whole(cells: str, quiet: bool) -> None:
    text = SHEET.replace("{}", cells)
    tree = sheet_tree(text, ASKING)
    assert str(tree) == text
    assert (list(tree.every("row")) == []) is quiet
    assert [each.name for each in tree.elements()[0].elements()] == ["cols", "sheetData", "mergeCells"]


def test_a_sheet_without_cells_is_read_as_it_is() -> None:
    for text in ("<worksheet><sheetData/></worksheet>", "<worksheet></worksheet>"):
        assert str(sheet_tree(text, ASKING)) == text == str(parse(text))
