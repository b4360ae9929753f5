"""Monthly figures: one month per row, and months as columns."""

from datetime import datetime
from decimal import Decimal

from tests.excel.expected import Tab, Workbook, new, refused, skipped
from tests.excel.making import Grid, text, xlsx

A1, A2, A3 = "0451000001", "0451000002", "0451000003"

ONE_MONTH = Workbook("11月线损电费.xlsx", xlsx(Grid("Sheet1", [
    ["2026年11月台区线损与电费统计表"],
    [None, None, None, None, None, None, "（单位：万kWh、万元）"],
    ["台区编号", "台区名称", "电量", None, "电费", None, "线损率%"],
    [None, None, "供电量", "售电量", "应收", "实收", None],
    [A1, "新村公变", 1.2, 1.15, "￥0.6", 0.6, 4.17],
    [A2, "老村公变", "0.8万", "7,500kWh", "0.41万元", "4100元", 0.95],
    [A3, "大塘公变", -1, "—", "未收", None, None],
    ["合计", None, 2.0, 1.9, 1.01, 1.01, None],
], "A1:G1 A3:A4 B3:B4 C3:D3 E3:F3 G3:G4")), (Tab("Sheet1", "months", (
    new(5, area=A1, month="2026-11", supplied=12000.0, sold=11500.0, due=Decimal("6000.00"),
        received=Decimal("6000.00")),
    refused(6, "unit@C"), refused(7, "out_of_range@C", "not_a_number@E"), skipped(8, "total"),
), unknown=("线损率%",), notes=("2026-11",)),))  # fmt: skip

AS_COLUMNS = Workbook("售电量_按月.xlsx", xlsx(Grid("售电量", [
    ["2026年各台区售电量统计表（万kWh）"],
    ["台区编号", "台区名称", "1月", "2月", "3月份", "一季度", "合计"],
    [A1, "新村公变", 1.5, None, "1.25", 2.75, 2.75],
    [A2, "老村公变", "—", "无", None, None, None],
    [A3, "大塘公变", "x", 2, 3, 5, 5],
    ["合计", None, 1.5, 2, 4.25, None, None],
], "A1:G1")), (Tab("售电量", "months", (
    new(3, area=A1, month="2026-01", sold=15000.0), new(3, area=A1, month="2026-03", sold=12500.0),
    skipped(4, "no_values"), refused(5, "not_a_number@C"), new(5, area=A3, month="2026-02", sold=20000.0),
    new(5, area=A3, month="2026-03", sold=30000.0), skipped(6, "total"),
), unknown=("一季度", "合计")),))  # fmt: skip

GROUPED = Workbook("供售电量_按月两行表头.xlsx", xlsx(Grid("供售", [
    ["台区供售电量表"],
    ["台区编号", "台区名称", "2026年9月", None, "2026年10月", None, "上年9月", None],
    [None, None, "供电量", "售电量", "供电量", "售电量", "供电量", "售电量"],
    [A1, "新村公变", 100, 95, 110, 104.5, 90, 85],
], "A1:H1 A2:A3 B2:B3 C2:D2 E2:F2 G2:H2")), (Tab("供售", "months", (
    new(4, area=A1, month="2026-09", supplied=100.0, sold=95.0),
    new(4, area=A1, month="2026-10", supplied=110.0, sold=104.5),
), unknown=("上年9月供电量", "上年9月售电量")),))  # fmt: skip

DATED = Workbook("表头是日期.xlsx", xlsx(Grid("应收电费", [
    ["台区编号", "台区名称", datetime(2025, 12, 1), datetime(2026, 1, 1), 202602],
    [A1, "新村公变", 1000, 1100.5, "￥1,200.00"],
])), (Tab("应收电费", "months", (
    new(2, area=A1, month="2025-12", due=Decimal("1000.00")), new(2, area=A1, month="2026-01", due=Decimal("1100.50")),
    new(2, area=A1, month="2026-02", due=Decimal("1200.00")),
)),))  # fmt: skip

MONTH_UNITS = Workbook("按月_单位在月份后.xlsx", xlsx(Grid("供电量", [
    ["2026年供电量"],
    ["台区编号", "4月(万kWh)", "5月（kWh）", "6月（户）"],
    [A1, 1.2, 1200, 5],
])), (Tab("供电量", "months", (
    new(3, area=A1, month="2026-04", supplied=12000.0), new(3, area=A1, month="2026-05", supplied=1200.0),
    refused(3, "unit@D"),
)),))  # fmt: skip

NO_YEAR = Workbook("按月_没有年份.xlsx", xlsx(Grid("售电量", [
    ["台区编号", "台区名称", "11月", "12月", "1月"],
    [A1, "新村公变", 1, 2, 3],
])), (Tab("售电量", "months", (refused(2, "no_year@C", "no_year@D", "no_year@E"),)),))  # fmt: skip

TURN_OF_YEAR = Workbook("按月_跨年.xlsx", xlsx(Grid("售电量", [
    ["2026年迎峰度冬售电量"],
    ["台区编号", "台区名称", "11月", "12月", "1月"],
    [A1, "新村公变", 1, 2, 3],
])), (Tab("售电量", "months", (refused(3, "no_year@E"),)),))  # fmt: skip

WHAT_NUMBERS = Workbook("按月_不知是什么.xlsx", xlsx(Grid("Sheet1", [
    ["2026年台区统计表"],
    ["台区编号", "台区名称", "1月", "2月"],
    [A1, "新村公变", 1, 2],
])), (
    Tab("Sheet1", "months", (refused(3, "values_unclear@C", "values_unclear@D"),), unknown=("1月", "2月")),
))  # fmt: skip

BOTH_IN_TITLE = Workbook("按月_标题两种.xlsx", xlsx(Grid("Sheet1", [
    ["2026年台区供电量售电量统计表"],
    ["台区编号", "台区名称", "项目", "1月", "2月"],
    [A1, "新村公变", "供电量", 1, 2],
    [A1, "新村公变", "售电量", 1, 2],
])), (Tab("Sheet1", "months", (
    refused(3, "values_unclear@D", "values_unclear@E"), refused(4, "values_unclear@D", "values_unclear@E"),
), unknown=("项目", "1月", "2月")),))  # fmt: skip

TAB_MONTHS = Workbook("每月一表.xlsx", xlsx(
    Grid("10月", [["2026年电费回收"], ["台区编号", "台区名称", "应收电费", "实收电费"], [A1, "新村公变", 10, "10元"]]),
    Grid("11月", [["2026年电费回收"], ["台区编号", "台区名称", "应收电费", "实收电费"], [A1, "新村公变", 11, None]]),
    Grid("汇总", [["2026年10-11月电费回收"], ["台区编号", "台区名称", "应收电费"], [A1, "新村公变", 21]]),
), (
    Tab("10月", "months", (new(3, area=A1, month="2026-10", due=Decimal("10.00"), received=Decimal("10.00")),)),
    Tab("11月", "months", (new(3, area=A1, month="2026-11", due=Decimal("11.00")),)),
    Tab("汇总", "months", (refused(3, "missing_column"),)),
))  # fmt: skip

MONTH_COLUMN = Workbook("月份在列里.csv", text([
    ["台区编号", "月份", "停电次数", "停电时长(分钟)", "投诉数", "供电量(kVA)"],
    [A1, "2026年10月", "2次", "90", "0", ""],
    [A1, "202611", "1", "60分钟", "无", ""],
    [A2, "2026.1", "1", "60", "0", ""],
    [A2, "11月", "1", "60", "0", ""],
    [A3, "2026-11", "1.5", "60", "0", "3"],
], "gb18030"), (Tab("月份在列里", "months", (
    new(2, area=A1, month="2026-10", outages=2, outage_hours=1.5, complaints=0),
    new(3, area=A1, month="2026-11", outages=1, outage_hours=1.0),
    refused(4, "lost_zero@B"), refused(5, "no_year@B"), refused(6, "not_whole@C", "unit@F"),
)),))  # fmt: skip

TWO_UNITS = Workbook("单位两种.xlsx", xlsx(Grid("Sheet1", [
    ["2026年11月供售电量", None, "单位：万kWh、kWh"],
    ["台区编号", "台区名称", "供电量", "售电量(kWh)"],
    [A1, "新村公变", 1.2, 11500],
])), (Tab("Sheet1", "months", (refused(3, "unit@C"),)),))  # fmt: skip

ODD_UNIT = Workbook("单位不认识.xlsx", xlsx(Grid("Sheet1", [
    ["2026年11月供电量"], ["计量单位：百万千瓦时"],
    ["台区编号", "台区名称", "供电量"],
    [A1, "新村公变", 1.2],
])), (Tab("Sheet1", "months", (refused(4, "unit@C"),)),))  # fmt: skip

UNITS_BELOW = Workbook("单位单独一行.xlsx", xlsx(
    Grid("下面", [["2026年11月电量"], ["台区编号", "台区名称", "供电量", "应收电费"], [None, None, "万kWh", "（元）"],
                  [A1, "新村公变", 1.2, 8]]),
    Grid("右上", [["2026年10月电量", None, None, "万千瓦时"], ["台区编号", "台区名称", "供电量", "售电量"],
                  [A1, "新村公变", 1.2, 1]]),
    Grid("不配", [["2026年9月电量"], ["台区编号", "台区名称", "供电量"], [None, None, "户"], [A1, "新村公变", 1.2]]),
), (
    Tab("下面", "months", (new(4, area=A1, month="2026-11", supplied=12000.0, due=Decimal("8.00")),)),
    Tab("右上", "months", (new(3, area=A1, month="2026-10", supplied=12000.0, sold=10000.0),)),
    Tab("不配", "months", (refused(4, "unit@C"),)),
))  # fmt: skip

INDICATORS = (
    ONE_MONTH, AS_COLUMNS, GROUPED, DATED, MONTH_UNITS, NO_YEAR, TURN_OF_YEAR, WHAT_NUMBERS, BOTH_IN_TITLE, TAB_MONTHS,
    MONTH_COLUMN, TWO_UNITS, ODD_UNIT, UNITS_BELOW,
)  # fmt: skip
