"""Understanding cells and typed texts: every kind, every refusal, and that understanding twice changes nothing."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.fields import Choice, Field, Kind
from app.kit.reading.book import CellError, Uncalculated
from app.kit.values import SETTLED, BadValue, Hints, typed, understand
from app.kit.values.quoting import quoted, unquoted
from app.kit.words import use_language

TODAY = date(2026, 11, 24)
YEAR = Hints(year=2026)
CSV = Hints(year=2026, is_text_only=True)
TEXT, NOTE = Field("Village", Kind.TEXT), Field("Remarks", Kind.NOTE)
NAME = Field("Name", Kind.TEXT, person=True, required=True)
CODE, PHONE = Field("Area code", Kind.CODE), Field("Mobile", Kind.PHONE)
INTEGER = Field("Households", Kind.INTEGER, minimum=0, maximum=100000)
ENERGY = Field("Energy", Kind.NUMBER, unit="kWh")
MONEY = Field("Fees", Kind.MONEY, unit="yuan")
PERCENT = Field("Loss", Kind.PERCENT)
FLAG, DAY = Field("Solar", Kind.FLAG), Field("Day", Kind.DAY)
MOMENT, MONTH = Field("Time", Kind.MOMENT), Field("Month", Kind.MONTH)
CHOICE = Field(
    "Kind",
    Kind.CHOICE,
    choices=(
        Choice("area", "Transformer area", ("公变",)),
        Choice("dedicated", "Dedicated transformer", ("专变",)),
        Choice("none", "none", ("无",)),
        Choice("a", "A", ("甲",)),
        Choice("b", "B", ("甲",)),
    ),
)
CHOICES = Field(
    "Topics",
    Kind.CHOICES,
    choices=(
        Choice("safety", "safe use of power", ("安全", "用电安全")),
        Choice("card", "business card", ("名片",)),
        Choice("bill", "bill", ("账单",)),
        Choice("belt", "belt", ("安全带",)),
        Choice("note", "note", ("账单",)),
    ),
)

UNDERSTOOD: list[tuple[Field, Any, Any, Hints]] = [
    (INTEGER, "１，２３４", 1234, Hints()),
    (INTEGER, 7.0, 7, Hints()),
    (INTEGER, "120户", 120, Hints()),
    (INTEGER, "1.2万户", 12000, Hints()),
    (INTEGER, "—", None, Hints()),
    (INTEGER, "无", None, Hints()),
    (INTEGER, "0", 0, Hints()),
    (INTEGER, "　15 ", 15, Hints()),
    (ENERGY, "1,234.5", 1234.5, Hints()),
    (ENERGY, "1.5万kWh", 15000.0, Hints()),
    (ENERGY, "3 MWh", 3000.0, Hints()),
    (ENERGY, 1.2345, 12345.0, Hints(unit="万kwh", factor=Decimal(10000))),
    (ENERGY, -0.0, 0.0, Hints()),
    (ENERGY, "12000kWh", 12000.0, Hints(unit="万kwh", factor=Decimal(10000))),
    (ENERGY, "2万kWh", 20000.0, Hints(unit="万kwh", factor=Decimal(10000))),
    (ENERGY, "-5", -5.0, Hints()),
    (MONEY, "￥1,234.50", Decimal("1234.50"), Hints()),
    (MONEY, "3.5万元", Decimal("35000.00"), Hints()),
    (MONEY, "￥-12元", Decimal("-12.00"), Hints()),
    (MONEY, 0.1 + 0.2, Decimal("0.30"), Hints()),
    (MONEY, 1.5, Decimal("15000.00"), Hints(unit="万元", factor=Decimal(10000))),
    (PERCENT, "95%", 0.95, Hints()),
    (PERCENT, "９５．５％", 0.955, Hints()),
    (PERCENT, 95.0, 0.95, Hints()),
    (PERCENT, "3‰", 0.003, Hints()),
    (PERCENT, 0.95, 0.95, Hints(percent="ratio")),
    (PERCENT, 0.0, 0.0, Hints()),
    (PERCENT, 0.9, 0.009, Hints(percent="points")),
    (PERCENT, -3.2, -0.032, Hints()),
    (FLAG, "是", True, Hints()),
    (FLAG, "√", True, Hints()),
    (FLAG, "无", False, Hints()),
    (FLAG, "否", False, Hints()),
    (FLAG, 1.0, True, Hints()),
    (FLAG, False, False, Hints()),
    (FLAG, "—", None, Hints()),
    (FLAG, "NO", False, Hints()),
    (CHOICE, "公变", "area", Hints()),
    (CHOICE, "transformer  AREA", "area", Hints()),
    (CHOICE, "无", "none", Hints()),
    (CHOICE, "dedicated", "dedicated", Hints()),
    (CHOICE, "/", None, Hints()),
    (TEXT, "　城关镇 ", "城关镇", Hints()),
    (TEXT, "新\u200b村", "新村", Hints()),
    (TEXT, "一组\n二组", "一组 二组", Hints()),
    (TEXT, "无", None, Hints()),
    (TEXT, 12.0, "12", Hints()),
    (TEXT, time(8, 30), "08:30", Hints()),
    (TEXT, "a\x07b", "a␇b", Hints()),
    (TEXT, "=1+1", "=1+1", Hints()),
    (TEXT, "'=1+1", "=1+1", CSV),
    (NOTE, " 一\r\n二 ", "一\n二", Hints()),
    (NAME, "韦　某", "韦某", Hints()),
    (NAME, "欧阳 娜", "欧阳娜", Hints()),
    (NAME, "John  Smith", "John Smith", Hints()),
    (NAME, "韦\n某", "韦某", Hints()),
    (CODE, "０３３１", "0331", Hints()),
    (CODE, 33100012.0, "33100012", Hints()),
    (CODE, "'0012", "0012", Hints()),
    (CODE, 12.0, "00012", Hints(padding=5)),
    (CODE, "13800138000.0", "13800138000", Hints()),
    (CODE, "17_4191", "17_4191", Hints()),
    (CODE, "0331 0001", "03310001", Hints()),
    (CODE, "—", None, Hints()),
    (PHONE, 13800138000.0, "13800138000", Hints()),
    (PHONE, "138-0013-8000", "13800138000", Hints()),
    (PHONE, "138 0013 8000", "13800138000", Hints()),
    (PHONE, "+86 10012345678", "10012345678", Hints()),
    (PHONE, "0771-2345678", "0771-2345678", Hints()),
    (PHONE, "（0771）2345678", "0771-2345678", Hints()),
    (PHONE, "95598", "95598", Hints()),
    (PHONE, "0771—2345678转801", "0771-2345678转801", Hints()),
    (PHONE, "无", None, Hints()),
    (PHONE, "13800138000.0", "13800138000", CSV),
    (DAY, 45658.0, date(2025, 1, 1), Hints()),
    (DAY, 44196, date(2025, 1, 1), Hints(date_1904=True)),
    (DAY, "2024.3.5", date(2024, 3, 5), Hints()),
    (DAY, "2024年3月5日", date(2024, 3, 5), Hints()),
    (DAY, "２０２４-０３-０５", date(2024, 3, 5), Hints()),
    (DAY, "20240305", date(2024, 3, 5), Hints()),
    (DAY, 20240305.0, date(2024, 3, 5), Hints()),
    (DAY, "2024-03-05 08:30:00", date(2024, 3, 5), Hints()),
    (DAY, "2024年3月5日（周二）", date(2024, 3, 5), Hints()),
    (DAY, datetime(2024, 3, 5, 9), date(2024, 3, 5), Hints()),
    (DAY, "10月9日", date(2026, 10, 9), YEAR),
    (DAY, "10.8", date(2026, 10, 8), YEAR),
    (DAY, 10.8, date(2026, 10, 8), YEAR),
    (DAY, "10.1", date(2026, 10, 1), YEAR),
    (DAY, 10.25, date(2026, 10, 25), YEAR),
    (DAY, "26年10月9日", date(2026, 10, 9), YEAR),
    (DAY, "/", None, YEAR),
    (DAY, "45658", date(2025, 1, 1), CSV),
    (PHONE, 13812340000.0, "13812340000", Hints()),
    (PHONE, "13800000000", "13800000000", Hints()),
    (MOMENT, "2024-03-05", datetime(2024, 3, 5), Hints()),
    (MOMENT, "2024-03-05 08:30", datetime(2024, 3, 5, 8, 30), Hints()),
    (MOMENT, "2024年3月5日8时30分", datetime(2024, 3, 5, 8, 30), Hints()),
    (MOMENT, 45658.75, datetime(2025, 1, 1, 18), Hints()),
    (MOMENT, date(2025, 1, 1), datetime(2025, 1, 1), Hints()),
    (MOMENT, datetime(2025, 1, 1, 8, 29, 59, 999000), datetime(2025, 1, 1, 8, 30), Hints()),
    (MONTH, "2026-11", "2026-11", Hints()),
    (MONTH, "202611", "2026-11", Hints()),
    (MONTH, 202611.0, "2026-11", Hints()),
    (MONTH, "2026年11月", "2026-11", Hints()),
    (MONTH, "2026.1", "2026-01", Hints()),
    (MONTH, "11月", "2026-11", YEAR),
    (MONTH, date(2026, 11, 1), "2026-11", Hints()),
    (MONTH, 2026.11, "2026-11", Hints()),
    (MONTH, "—", None, Hints()),
    (MONTH, "2026-11-15", "2026-11", Hints()),
    (MONTH, 45658.0, "2025-01", Hints()),
    (CHOICES, "安全、名片", "safety,card", Hints()),
    (CHOICES, "名片，安全；名片", "safety,card", Hints()),
    (CHOICES, "Safe use of power, business card", "safety,card", Hints()),
    (CHOICES, "安全 名片/belt", "safety,card,belt", Hints()),
    (CHOICES, "aq mp", "safety,card", Hints()),
    (CHOICES, "card,safety", "safety,card", Hints()),
    (CHOICES, "、", None, Hints()),
    (CHOICES, "—", None, Hints()),
]

REFUSED: list[tuple[Field, Any, str, Hints]] = [
    (INTEGER, "7.5", "not_whole", Hints()),
    (INTEGER, "约30", "not_a_number", Hints()),
    (INTEGER, "30-40", "not_a_number", Hints()),
    (INTEGER, "1,23", "not_a_number", Hints()),
    (INTEGER, "12 345", "not_a_number", Hints()),
    (INTEGER, True, "not_a_number", Hints()),
    (INTEGER, date(2026, 3, 5), "not_a_number", Hints()),
    (INTEGER, -1.0, "out_of_range", Hints()),
    (INTEGER, 100001.0, "out_of_range", Hints()),
    (INTEGER, "30kWh", "unit", Hints()),
    (INTEGER, "30+", "not_a_number", Hints()),
    (ENERGY, "3kVA", "unit", Hints()),
    (ENERGY, "1.38E+10", "lost_digits", Hints()),
    (ENERGY, float("inf"), "not_a_number", Hints()),
    (ENERGY, "9" * 40, "out_of_range", Hints()),
    (ENERGY, "(123)", "not_a_number", Hints()),
    (ENERGY, "3万", "unit", Hints(unit="万kwh", factor=Decimal(10000))),
    (ENERGY, "二十", "not_a_number", Hints()),
    (PERCENT, 0.9, "percent_unclear", Hints()),
    (PERCENT, "1", "percent_unclear", Hints()),
    (PERCENT, 120.0, "percent_unclear", Hints()),
    (PERCENT, "95分", "unit", Hints()),
    (FLAG, "也许", "not_a_flag", Hints()),
    (FLAG, 2.0, "not_a_flag", Hints()),
    (CHOICE, "箱变", "unknown_choice", Hints()),
    (CHOICE, "甲", "unclear_choice", Hints()),
    (CHOICES, "安全、慰问", "unknown_choice", Hints()),
    (CHOICES, "aq xx", "unknown_choice", Hints()),
    (CHOICES, "账单", "unclear_choice", Hints()),
    (CHOICES, 7.0, "unknown_choice", Hints()),
    (TEXT, date(2026, 3, 5), "date_in_text", Hints()),
    (TEXT, True, "not_a_text", Hints()),
    (TEXT, "长" * 201, "too_long", Hints()),
    (NAME, "韦某、莫某", "several", Hints()),
    (NAME, "韦某 莫某", "several", Hints()),
    (NAME, "韦某\n莫某某", "several", Hints()),
    (NAME, "—", "no_name", Hints()),
    (CODE, 1234567890123456.0, "lost_digits", Hints()),
    (CODE, "1.38E+10", "lost_digits", Hints()),
    (CODE, 12.5, "not_a_code", Hints()),
    (CODE, "0331、0332", "several", Hints()),
    (CODE, date(2026, 3, 5), "date_in_text", Hints()),
    (PHONE, "13800138000/13900139000", "several", Hints()),
    (PHONE, "13800138000 13900139000", "several", Hints()),
    (PHONE, "1380013800", "not_a_phone", Hints()),
    (PHONE, 7712345678.0, "not_a_phone", Hints()),
    (PHONE, "138****8000", "masked", Hints()),
    (PHONE, "1.38E+10", "lost_digits", Hints()),
    (PHONE, "韦某13800138000", "not_a_phone", Hints()),
    (DAY, "10月9日", "no_year", Hints()),
    (DAY, "2月30日", "no_such_day", YEAR),
    (DAY, "2024-02-30", "no_such_day", Hints()),
    (DAY, 10.1, "lost_zero", YEAR),
    (DAY, "10.1", "lost_zero", CSV),
    (DAY, "2024年3月", "no_day", Hints()),
    (DAY, 2024.0, "not_a_day", Hints()),
    (DAY, "24-3-5", "not_a_day", YEAR),
    (DAY, "3/5/2024", "not_a_day", YEAR),
    (DAY, "2024.3.5-3.8", "not_a_day", YEAR),
    (DAY, time(8), "not_a_day", Hints()),
    (DAY, "2204-03-05", "out_of_range", Hints()),
    (DAY, "至今", "not_a_day", YEAR),
    (DAY, 1124.0, "not_a_day", YEAR),
    (DAY, "90年3月5日", "not_a_day", YEAR),
    (PHONE, 13800000000.0, "lost_digits", Hints()),
    (PHONE, 13812300000, "lost_digits", Hints()),
    (CODE, 451321000000.0, "lost_digits", Hints()),
    (MOMENT, "2024-03-05 25:00", "not_a_day", Hints()),
    (MOMENT, "2024-03-05 下午3:00", "not_a_day", Hints()),
    (MONTH, 2026.1, "lost_zero", Hints()),
    (MONTH, "2026.1", "lost_zero", CSV),
    (MONTH, "11月", "no_year", Hints()),
    (MONTH, "2026年13月", "no_such_day", Hints()),
    (MONTH, "第三季度", "not_a_month", YEAR),
    (MONTH, 2026.0, "not_a_month", Hints()),
    (INTEGER, CellError("#N/A"), "error_cell", Hints()),
    (TEXT, Uncalculated("A1+1"), "uncalculated", Hints()),
]


@pytest.mark.parametrize(("field", "raw", "value", "hints"), UNDERSTOOD)
def test_cells_are_understood(field: Field, raw: object, value: object, hints: Hints) -> None:
    found = understand(field, raw, hints)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("field", "raw", "code", "hints"), REFUSED)
def test_what_cannot_be_known_is_refused(field: Field, raw: object, code: str, hints: Hints) -> None:
    with pytest.raises(BadValue) as wrong:
        understand(field, raw, hints)
    assert wrong.value.code == code
    assert wrong.value.message
    assert "{" not in wrong.value.message


RAW = st.one_of(
    st.text(max_size=12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.from_regex(r"[0-9０-９]{1,6}([.,-/年%][0-9]{1,3}){0,2}[月日万元%]?", fullmatch=True),
    st.sampled_from(["韦　某", "13800138000", "0771-2345678", "公变", "√", "95%", "2024年3月5日 8:30", "'=1"]),
)
FIELDS = [TEXT, NOTE, NAME, CODE, PHONE, INTEGER, ENERGY, MONEY, PERCENT, FLAG, DAY, MOMENT, MONTH, CHOICE, CHOICES]


@given(st.sampled_from(FIELDS), RAW, st.sampled_from([Hints(), YEAR, CSV, Hints(percent="points")]))
def test_understanding_is_idempotent(field: Field, raw: object, hints: Hints) -> None:
    try:
        value = understand(field, raw, hints)
    except BadValue as wrong:
        assert wrong.code and str(wrong)
        return
    assert understand(field, value, SETTLED) == value


@given(st.text(max_size=20))
def test_quoting_is_undone_exactly(text: str) -> None:
    assert unquoted(quoted(text)) == text
    assert not quoted(text).startswith(tuple("=+-@\t\r"))


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (DAY, "今天", TODAY),
        (DAY, "明天", date(2026, 11, 25)),
        (DAY, "yesterday", date(2026, 11, 23)),
        (DAY, "11.24", TODAY),
        (DAY, "1124", TODAY),
        (DAY, "11/24", TODAY),
        (DAY, "2026-11-24", TODAY),
        (DAY, "", None),
        (MONTH, "11", "2026-11"),
        (MONTH, "下月", "2026-12"),
        (MONTH, "2027.1", "2027-01"),
        (MONTH, "1月", "2026-01"),
        (PERCENT, "0.9", 0.009),
        (PERCENT, "95%", 0.95),
        (INTEGER, "1,200", 1200),
        (FLAG, "是", True),
        (PHONE, "100 1234 5678", "10012345678"),
    ],
)
def test_typed_texts_are_relative_to_today(field: Field, text: str, value: object) -> None:
    assert typed(field, text, TODAY) == value


def test_without_today_a_typed_day_needs_its_year() -> None:
    with pytest.raises(BadValue) as wrong:
        typed(DAY, "11-24")
    assert wrong.value.code == "no_year"


@given(st.lists(st.sampled_from([each.code for each in CHOICES.choices])), st.sampled_from(["en", "zh_CN"]))
def test_several_choices_read_back_as_they_are_shown(codes: list[str], language: str) -> None:
    use_language(language)
    try:
        stored = understand(CHOICES, "、".join(codes))
        assert understand(CHOICES, CHOICES.show(stored)) == stored
        assert set(CHOICES.picked(stored)) == set(codes)
    finally:
        use_language("en")
