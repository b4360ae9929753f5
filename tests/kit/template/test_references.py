"""Formulas: taken apart and put together the same, moved as a workbook program would, or better."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.template.insertion import Insertion
from app.kit.template.references import changed, moved, taken_apart

HERE = Insertion("明细表", 5, 36)


@given(st.text(alphabet="A1B5:$!'\"()+,[]#.表 _x", max_size=40))
def test_taking_apart_loses_nothing(formula: str) -> None:
    assert "".join(map(str, taken_apart(formula))) == formula
    assert changed(formula, lambda one: one) == formula


@given(st.integers(1, 9), st.integers(0, 9), st.integers(0, 60))
def test_inserting_nothing_changes_nothing(row: int, below: int, step: int) -> None:
    formula = f"SUM(A{row}:$B${row + below})+C{row}*2-表!D{row}"
    assert Insertion("表", 5, 0).outside(formula, "表") == formula
    assert Insertion("表", 5, 0).inside(formula) == formula
    assert moved(moved(formula, step, 1), -step, -1) == formula


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(C5:C5)", "SUM(C5:C41)"),
        ("SUM(C5)", "SUM(C5:C41)"),
        ("SUM($C$5,D4)", "SUM($C$5:$C$41,D4)"),
        ("SUBTOTAL(9,C4:C5)", "SUBTOTAL(9,C4:C41)"),
        ("SUM(C5:C6)", "SUM(C5:C42)"),
        ("SUM(C1:C4)", "SUM(C1:C4)"),
        ("C5*2+C6", "C5*2+C42"),
        ('IF(C5>0,C7,"C7")', 'IF(C5>0,C43,"C7")'),
        ("SUM(C:C)+SUM(5:5)+SUM(6:7)", "SUM(C:C)+SUM(5:41)+SUM(42:43)"),
        (
            "明细表!C6+'明细表'!C7+其他!C7+'[1]明细表'!C7+[1]明细表!C7",
            "明细表!C42+'明细表'!C43+其他!C7+'[1]明细表'!C7+[1]明细表!C7",
        ),
        ("LOG10(C7)+TAX2024!C7+Q7_a+价格.C7", "LOG10(C43)+TAX2024!C7+Q7_a+价格.C7"),
        ("表1[[#This Row],[C7]]+#REF!+C7#", "表1[[#This Row],[C7]]+#REF!+C43#"),
        ("'C7 表'!名称+'明细表'!$C$5:$D$6", "'C7 表'!名称+'明细表'!$C$5:$D$42"),
        ("c6+$C6+C$6", "c42+$C42+C$42"),
    ],
)
def test_outside_the_row(formula: str, expected: str) -> None:
    assert HERE.outside(formula, "明细表") == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("C5*D5", "C8*D8"),
        ("C5/C6", "C8/C42"),
        ("C5/C$6", "C8/C$42"),
        ("C5*$C$2", "C8*$C$2"),
        ("F4+C5", "F7+C8"),
        ("SUM(C$5:C5)", "SUM(C$5:C8)"),
        ("C5/SUM(C$5:C$5)", "C8/SUM(C$5:C$41)"),
        ("RANK(C5,$C$5:$C$5)", "RANK(C8,$C$5:$C$41)"),
        ("SUM(B5:D5)", "SUM(B8:D8)"),
        ("SUM(C5)", "SUM(C8)"),
        ("参数!B5+参数!$B$5", "参数!B8+参数!$B$5"),
        ("VLOOKUP(B5,参数!$A:$C,3,0)", "VLOOKUP(B8,参数!$A:$C,3,0)"),
    ],
)
def test_inside_the_row(formula: str, expected: str) -> None:
    assert HERE.copied(HERE.inside(formula), 3) == expected


def test_the_row_itself_keeps_its_own_cells() -> None:
    assert HERE.inside("SUM(C$5:C5)/SUM(C$5:C$5)") == "SUM(C$5:C5)/SUM(C$5:C$41)"


def test_filling_past_the_edge_is_an_error_value() -> None:
    assert moved("A1+B2", -1, 0) == "#REF!+B1"
    assert moved("A1+B2", 0, -1) == "#REF!+A2"


@pytest.mark.parametrize(
    ("text", "grows", "stays"),
    [
        ("A5:H5", "A5:H41", "A5:H5"),
        ("A4:H6", "A4:H42", "A4:H42"),
        ("B5 B6 C1:C9", "B5:B41 B42 C1:C45", "B5 B42 C1:C45"),
    ],
)
def test_areas(text: str, grows: str, stays: str) -> None:
    assert HERE.areas(text, extends=True) == grows
    assert HERE.areas(text, extends=False) == stays
