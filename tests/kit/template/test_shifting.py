"""What speaks of rows in the corners of a sheet and in the parts beside it."""

import pytest

from app.kit.template.insertion import Insertion
from app.kit.template.markup import parse
from app.kit.template.shifting import shift

HERE = Insertion("表", 5, 3)


def shifted(text: str, home: str = "表") -> str:
    tree = parse(text)
    shift(tree, HERE, home)
    return str(tree)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<pane ySplit="6" topLeftCell="A7" state="frozen"/>', '<pane ySplit="9" topLeftCell="A10" state="frozen"/>'),
        ('<pane ySplit="5" topLeftCell="A6" state="frozen"/>', None),
        ('<pane ySplit="5" topLeftCell="A9" state="frozen"/>', '<pane ySplit="5" topLeftCell="A12" state="frozen"/>'),
        ('<pane ySplit="4" topLeftCell="A5" state="frozen"/>', None),
        ('<pane ySplit="1200" topLeftCell="A5" state="split"/>', None),
        ('<selection activeCell="B9" sqref="B9 C5"/>', '<selection activeCell="B12" sqref="B12 C5"/>'),
    ],
)
def test_panes_and_the_selection(before: str, after: str | None) -> None:
    assert shifted(f"<sheetView>{before}</sheetView>") == f"<sheetView>{after or before}</sheetView>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<protectedRange sqref="B5:C5" name="a"/>', '<protectedRange sqref="B5:C8" name="a"/>'),
        ('<ignoredError sqref="A4:A6"/>', '<ignoredError sqref="A4:A9"/>'),
        ('<rowBreaks><brk id="4"/><brk id="5"/></rowBreaks>', '<rowBreaks><brk id="4"/><brk id="8"/></rowBreaks>'),
        ('<colBreaks><brk id="6"/></colBreaks>', None),
        ('<cols><col min="6" max="7"/></cols>', None),
        ('<formControlPr fmlaLink="$B$9" fmlaRange="a!A9"/>', '<formControlPr fmlaLink="$B$12" fmlaRange="a!A9"/>'),
        ('<xdr:sp textlink="表!$B$6"/>', '<xdr:sp textlink="表!$B$9"/>'),
        ('<tableColumn><calculatedColumnFormula>B$6</calculatedColumnFormula></tableColumn>',
         '<tableColumn><calculatedColumnFormula>B$9</calculatedColumnFormula></tableColumn>'),
        ('<conditionalFormatting sqref="A6:C6"><cfRule><cfvo type="formula" val="$B$6"/><formula>SUM($A6:$C6)</formula>'
         '</cfRule></conditionalFormatting>',
         '<conditionalFormatting sqref="A9:C9"><cfRule><cfvo type="formula" val="$B$9"/><formula>SUM($A9:$C9)</formula>'
         '</cfRule></conditionalFormatting>'),
        ('<threadedComment ref="A6"/><comment ref="A5"/>', '<threadedComment ref="A9"/><comment ref="A5"/>'),
        ('<pivotTableDefinition><location ref="A9:B12"/></pivotTableDefinition>',
         '<pivotTableDefinition><location ref="A12:B15"/></pivotTableDefinition>'),
    ],
)  # fmt: skip
def test_ranges_and_formulas(before: str, after: str | None) -> None:
    assert shifted(before) == (after or before)


def test_a_view_scrolled_down_keeps_its_frozen_rows() -> None:
    view = '<sheetView topLeftCell="{}"><pane ySplit="2" topLeftCell="{}" state="frozen"/></sheetView>'
    assert shifted(view.format("A7", "A9")) == view.format("A10", "A12")


@pytest.mark.parametrize("before", ['<selection activeCell="B9"/>', '<comment ref="A6"/>', "<f>B6+SUM(B5:B5)</f>"])
def test_what_belongs_to_another_sheet_stays(before: str) -> None:
    assert shifted(before, "别的") == before


def pinned(edit: str, first: int, last: int) -> str:
    return (f"<xdr:twoCellAnchor{edit}><xdr:from><xdr:row>{first}</xdr:row></xdr:from>"
            f"<xdr:to><xdr:row>{last}</xdr:row></xdr:to></xdr:twoCellAnchor>")  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        ("", (6, 8), (9, 11)),
        ("", (2, 8), (2, 11)),
        ("", (2, 4), (2, 4)),
        (' editAs="oneCell"', (6, 8), (9, 11)),
        (' editAs="oneCell"', (2, 8), (2, 8)),
        (' editAs="absolute"', (6, 8), (6, 8)),
    ],
)
def test_shapes_move_as_their_author_said(edit: str, before: tuple[int, int], after: tuple[int, int]) -> None:
    assert shifted(pinned(edit, *before)) == pinned(edit, *after)


@pytest.mark.parametrize(("says", "moves"), [('moveWithCells="1"', True), ("", False), ('moveWithCells="0"', False)])
def test_controls_move_if_they_say_so(says: str, moves: bool) -> None:
    text = "<controlPr><anchor {}><from><xdr:row>{}</xdr:row></from><to><xdr:row>{}</xdr:row></to></anchor></controlPr>"
    assert shifted(text.format(says, 6, 8)) == text.format(says, *((9, 11) if moves else (6, 8)))


@pytest.mark.parametrize(
    ("says", "moves"),
    [
        ("", True),
        ("<x:MoveWithCells/>", False),
        ("<x:MoveWithCells/><x:Row>6</x:Row>", True),
        ("<x:Row>4</x:Row>", False),
    ],
)
def test_older_boxes_move_with_their_cell(says: str, moves: bool) -> None:
    before = f"<x:ClientData>{says}<x:Anchor>1, 15, 6, 10, 3, 26, 9, 12</x:Anchor></x:ClientData>"
    after = before.replace(" 6, 10", " 9, 10").replace(" 9, 12", " 12, 12").replace("<x:Row>6<", "<x:Row>9<")
    assert shifted(before) == (after if moves else before)
