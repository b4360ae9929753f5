"""Numbers that look like something else than they are, rows that look like data, titles that look like months."""

from datetime import date
from decimal import Decimal

from tests.excel.expected import Tab, Workbook, new, refused, skipped
from tests.excel.making import Grid, xlsx

A1, A2, A3 = "0451000001", "0451000002", "0451000003"
HEAD = ["台区编号", "台区名称", "户数"]

FORMATS = Workbook("单位在格式里.xlsx", xlsx(Grid("电费", [
    ["2026年10月"],
    ["台区编号", "供电量", "应收电费", "停电时长", "应采户数", "投诉数"],
    [A1, 1.2, 1.2, None, 1205, 3],
    [A2, 12000, 12000, 90, 1205, None],
    [A3, 0.5, 1.2, 2, 60, 3],
], looks={
    "B3": '0.00"万kWh"', "C3": '0.00"万元"', "E3": '0"户"', "F3": '0"件"', "B4": '0!.0000"万"', "C4": '0!.0,"万"',
    "D4": '0"分钟"', "B5": '0"元"', "C5": '"￥"#,##0.00',
})), (Tab("电费", "months", (
    new(3, area=A1, month="2026-10", supplied=12000.0, due=Decimal("12000.00"), metered=1205, complaints=3),
    new(4, area=A2, month="2026-10", supplied=12000.0, due=Decimal("12000.00"), outage_hours=1.5, metered=1205),
    refused(5, "unit@B"),
)),))  # fmt: skip

OTHER_SCALE = Workbook("万和元混在一列.xlsx", xlsx(Grid("电费", [
    ["2026年10月"],
    ["台区编号", "供电量（万kWh）", "应收电费（万元）"],
    [A1, 1.2, 0.6], [A2, "1.1", "6000元"], [A3, 12000, 6000],
])), (Tab("电费", "months", (
    new(3, area=A1, month="2026-10", supplied=12000.0, due=Decimal("6000.00")),
    new(4, area=A2, month="2026-10", supplied=11000.0, due=Decimal("6000.00")),
    refused(5, "scale_unclear@B", "scale_unclear@C"),
)),))  # fmt: skip

THIS_MONTH = Workbook("本月与累计.xlsx", xlsx(Grid("线损", [
    ["2026年10月线损报表"],
    ["台区编号", "台区名称", "供电量", None, None, "本月售电量", "累计售电量"],
    [None, None, "本月", "上月", "累计", None, None],
    [A1, "新村公变", 100, 90, 1000, 95, 950],
], "A1:G1 A2:A3 B2:B3 C2:E2 F2:F3 G2:G3")), (Tab("线损", "months", (
    new(4, area=A1, month="2026-10", supplied=100.0, sold=95.0),
), unknown=("供电量上月", "供电量累计", "累计售电量")),))  # fmt: skip

NO_DATA = Workbook("栏次与示例.xlsx", xlsx(
    Grid("栏次", [HEAD, ["1", "2", "3"], ["0451000301", "a", 10]]),
    Grid("甲乙", [["序号", *HEAD], ["甲", "乙", 1, 2], [1, "0451000302", "b", 10]]),
    Grid("示例", [["序号", *HEAD], ["示例", A1, "示例公变", 999], [1, "0451000303", "c", 10], [2, None, None, None]]),
    Grid("说明", [["编号", "来源", "反映人", "台区", "类别", "内容", "受理时间"],
                  [None, "走访", "蓝某", "新村公变", "电费", "要求说明电费审核", "2026-10-09"]]),
), (
    Tab("栏次", "ledger", (skipped(2, "header"), new(3, code="0451000301", name="a", households=10))),
    Tab("甲乙", "ledger", (skipped(2, "header"), new(3, code="0451000302", name="b", households=10))),
    Tab("示例", "ledger", (
        skipped(2, "example"), new(3, code="0451000303", name="c", households=10), skipped(4, "number"),
    )),
    Tab("说明", "requests", (refused(2, "missing@A"),)),
))  # fmt: skip

ODD_CODES = Workbook("编号多一位少一位.xlsx", xlsx(Grid("台账", [
    ["台区编号", "台区名称"],
    ["O451000311", "字母O"], ["0451000312", "a"], ["045100031l", "字母l"], ["０４５１０００３１４", "b"],
    ["0451000315", "c"], ["451000316", "少一位"], ["04510003170", "多一位"], ["0451000318（新）", "注"],
    ["0451000319", "d"], ["0451000320", "e"], ["0451000321-1", "f"], ["0451000322", "g"], ["0451000323", "h"],
    ["0451000324", "i"], ["0451000325", "j"], ["0451000326", "k"], ["0451000327/0451000328", "两个"],
    ["0451000329", "l"], ["А451000330", "西里尔字母"],
])), (Tab("台账", "ledger", (
    refused(2, "odd_code@A"), new(3, code="0451000312", name="a"), refused(4, "odd_code@A"),
    new(5, code="0451000314", name="b"), new(6, code="0451000315", name="c"), refused(7, "odd_code@A"),
    refused(8, "odd_code@A"), refused(9, "odd_code@A"), new(10, code="0451000319", name="d"),
    new(11, code="0451000320", name="e"), new(12, code="0451000321-1", name="f"),
    *(new(at, code=f"04510003{at + 9}", name=name) for at, name in zip(range(13, 18), "ghijk", strict=True)),
    refused(18, "several@A"), new(19, code="0451000329", name="l"), refused(20, "odd_code@A"),
)),))  # fmt: skip

LOOSE_COMMA = Workbook("千分位没加引号.csv", (
    "台区编号,台区名称,户数,备注\r\n0451000331,a,1,200,x\r\n0451000332,b,12,y\r\n".encode("gb18030")
), (Tab("千分位没加引号", "ledger", (
    refused(2, "more_cells@E"), new(3, code="0451000332", name="b", households=12, note="y"),
)),))  # fmt: skip

NAMES = Workbook("姓名里不止姓名.xlsx", xlsx(Grid("花名册", [
    ["工号", "姓名", "出生日期"],
    ["0301", 12345, None], ["0302", "？", None], ["0303", "韦某和莫某", None], ["0304", "韦某（莫某代）", None],
    ["0305", "韦某、", None], ["0306", "韦某等3人", None], ["0307", "待定", None], ["0308", "李和平", None],
    ["0309", "韦\u200b某", "2030-01-01"], ["0310", "买买提·某", "1985-06-01"], ["0311", "韦某", 1],
], looks={"C12": "yyyy-mm-dd"})), (Tab("花名册", "staff", (
    refused(2, "no_name@B"), refused(3, "no_name@B"), *(refused(at, "several@B") for at in range(4, 8)),
    refused(8, "no_name@B"), new(9, code="0308", name="李和平"), refused(10, "to_come@C"),
    new(11, code="0310", name="买买提·某", born_on=date(1985, 6, 1)), refused(12, "out_of_range@C"),
)),))  # fmt: skip

_FEES = ["台区编号", "应收电费", "实收电费"]
TITLE_DATES = Workbook("标题里的日期.xlsx", xlsx(
    Grid("单独一行", [["2026年11月5日"], ["10月电费回收情况"], _FEES, [A1, 100, 90]]),
    Grid("括号里", [["2026年10月电费回收情况（2026年11月5日统计）"], _FEES, [A1, 100, 90]]),
    Grid("两个月", [["2026年10月应收、11月实收电费"], _FEES, [A1, 100, 90]]),
    Grid("9月", [["2026年10月电费回收情况"], _FEES, [A1, 100, 90]]),
), (
    Tab("单独一行", "months", (refused(4, "missing_column"),)),
    Tab("括号里", "months", (new(3, area=A1, month="2026-10", due=Decimal("100.00"), received=Decimal("90.00")),)),
    Tab("两个月", "months", (refused(3, "missing_column"),)),
    Tab("9月", "months", (refused(3, "missing_column"),)),
))  # fmt: skip

UNIT_COLUMN = Workbook("单位是一列.xlsx", xlsx(Grid("台账", [
    ["台区编号", "台区名称", "容量", "单位"], ["0451000341", "a", 200, "kVA"], ["0451000342", "b", 0.2, "MVA"],
])), (Tab("台账", "ledger", (refused(2, "unit_column@D"), refused(3, "unit_column@D"))),))  # fmt: skip

LOOKS = (
    FORMATS, OTHER_SCALE, THIS_MONTH, NO_DATA, ODD_CODES, LOOSE_COMMA, NAMES, TITLE_DATES, UNIT_COLUMN,
)  # fmt: skip
