"""Number formats as Excel reads them."""

import pytest

from app.kit.reading.excel.numberformat import kind_of


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", ""), ("G/通用格式", ""), ('G/通用格式"人"', "unit:人"), ("0.00%", "percent"), ('0.0"%"', "unit:%"),
        ("yyyy/m/d", "date"), ('yyyy"年"m"月"d"日";@', "date"), ("[$-804]aaaa", "date"), ("m月", "date"),
        ("h:mm AM/PM", "time"), ("mm:ss.0", "time"), ("[h]:mm:ss", "elapsed"), ("0.00E+00", ""), ("#kWh", "unit:kWh"),
        ('0"days"', "unit:days"), ("[Red]0.00", ""), ("[红色]-0", ""), ("0_d", ""), ("00000", "pad:5"), ("0", ""),
        ("@", ""),
        ("#,##0", ""), ("#,##0,", "scale:3"), ('0.00,,"百万"', "told:6"), ('0!.0,"万"', "told:4"),
        ('0.00"万kWh"', "unit:万kWh"), ('#,##0.00\\万\\元', "unit:万元"), ('"约"0', ""), ('0!.0,"元"', "scale:4"),
        ("0\\.0000", "scale:4"), ('_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', ""), ("", ""), (";;;", ""),
    ],
)
def test_kinds(code: str, kind: str) -> None:
    assert kind_of(200, code) == kind


def test_built_in_formats() -> None:
    assert [kind_of(number, None) for number in (0, 9, 14, 20, 31, 46, 49, 57, 999)] == [
        "", "percent", "date", "time", "date", "elapsed", "", "date", "",
    ]
