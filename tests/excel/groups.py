"""Groups whose name stands in their first row only, and what else is said once for many rows."""

from datetime import date, datetime
from decimal import Decimal

from tests.excel.expected import Tab, Workbook, new, refused, skipped
from tests.excel.making import Grid, xlsx

LEDGER = Workbook("分组只填首行.xlsx", xlsx(Grid("台账", [
    ["供电单位", "台区经理", "台区编号", "台区名称", "户数"],
    ["城关供电所", "韦某", "0451000201", "a", 10],
    [None, None, "0451000202", "b", 11],
    ["小计", None, None, None, 21],
    ["大塘供电所", "覃某某", "0451000203", "c", 12],
    [None, None, "0451000204", "d", 13],
    [None, None, "0451000205", "e", 14],
])), (Tab("台账", "ledger", (
    new(2, district="D01", code="0451000201", name="a", households=10, manager="0101"),
    new(3, district="D01", code="0451000202", name="b", households=11, manager="0101"), skipped(4, "total"),
    new(5, district="D02", code="0451000203", name="c", households=12, manager="0104"),
    new(6, district="D02", code="0451000204", name="d", households=13, manager="0104"),
    new(7, district="D02", code="0451000205", name="e", households=14, manager="0104"),
), notes=("Column A “供电单位”", "Column B “台区经理”")),))  # fmt: skip

NESTED = Workbook("新组没有经理.xlsx", xlsx(Grid("台账", [
    ["供电单位", "台区经理", "台区编号", "台区名称"],
    ["城关供电所", "韦某", "0451000211", "a"],
    [None, None, "0451000212", "b"],
    ["大塘供电所", None, "0451000213", "c"],
    [None, None, "0451000214", "d"],
])), (Tab("台账", "ledger", (
    new(2, district="D01", code="0451000211", name="a", manager="0101"),
    new(3, district="D01", code="0451000212", name="b", manager="0101"),
    refused(4, "group_empty@B"), refused(5, "group_empty@B"),
)),))  # fmt: skip

LAST_COLUMN = Workbook("经理只填首行.xlsx", xlsx(
    Grid("像分组", [["台区编号", "台区名称", "台区经理"], ["0451000221", "a", "韦某"], ["0451000222", "b", None],
                    ["0451000223", "c", None], ["0451000224", "d", "覃某某"]]),
    Grid("有空缺", [["台区编号", "台区名称", "台区经理"], ["0451000225", "a", "韦某"], ["0451000226", "b", "韦某"],
                    ["0451000227", "c", None], ["0451000228", "d", "覃某某"]]),
    Grid("有横杠", [["台区编号", "台区名称", "台区经理"], ["0451000231", "a", "韦某"], ["0451000232", "b", "—"],
                    ["0451000233", "c", None]]),
), (
    Tab("像分组", "ledger", (
        new(2, code="0451000221", name="a", manager="0101"), refused(3, "group_empty@C"),
        refused(4, "group_empty@C"), new(5, code="0451000224", name="d", manager="0104"),
    )),
    Tab("有空缺", "ledger", (
        new(2, code="0451000225", name="a", manager="0101"), new(3, code="0451000226", name="b", manager="0101"),
        new(4, code="0451000227", name="c"), new(5, code="0451000228", name="d", manager="0104"),
    ), notes=("is empty in 1 rows",)),
    Tab("有横杠", "ledger", (
        new(2, code="0451000231", name="a", manager="0101"), new(3, code="0451000232", name="b"),
        refused(4, "group_empty@C"),
    )),
))  # fmt: skip

SUMS = Workbook("每组户数.xlsx", xlsx(Grid("台账", [
    ["序号", "台区经理", "户数", "台区编号", "台区名称"],
    [1, "韦某", 500, "0451000241", "a"],
    [2, None, None, "0451000242", "b"],
    [3, "覃某某", 300, "0451000243", "c"],
    [4, None, None, "0451000244", "d"],
    [5, None, None, None, None],
])), (Tab("台账", "ledger", (
    refused(2, "group_number@C"), new(3, code="0451000242", name="b", manager="0101"),
    refused(4, "group_number@C"), new(5, code="0451000244", name="d", manager="0104"), skipped(6, "number"),
)),))  # fmt: skip

MONTHS = Workbook("每台区几个月.xlsx", xlsx(Grid("供电量", [
    ["台区编号", "台区名称", "月份", "供电量"],
    ["0451000001", "新村公变", "2026-09", 10],
    [None, None, "2026-10", 11],
    ["0451000002", "老村公变", "2026-09", 12],
    [None, None, "2026-10", 13],
])), (Tab("供电量", "months", (
    new(2, area="0451000001", month="2026-09", supplied=10.0),
    new(3, area="0451000001", month="2026-10", supplied=11.0),
    new(4, area="0451000002", month="2026-09", supplied=12.0),
    new(5, area="0451000002", month="2026-10", supplied=13.0),
)),))  # fmt: skip

KEYS_STAY_EMPTY = Workbook("缺台区编号.xlsx", xlsx(Grid("台账", [
    ["台区编号", "台区名称", "户数"], ["0451000251", "a", 1], [None, "b", 2], [None, "c", 3],
])), (Tab("台账", "ledger", (
    new(2, code="0451000251", name="a", households=1), refused(3, "missing@A"), refused(4, "missing@A"),
)),))  # fmt: skip

NO_COLON = Workbook("经理两格无冒号.xlsx", xlsx(
    Grid("台账", [["台区台账"], ["客户经理", "韦某"], ["台区编号", "台区名称", "户数"], ["0451000261", "a", 10]]),
    Grid("11月", [["2026年11月走访记录表"], ["客户经理", "韦某", None, "单位", "城关供电所"],
                  ["走访编号", "走访日期", "对象", "方式"], ["ZF301", "11月3日 9:30", "蓝某", "上门"]]),
    Grid("石某", [["经理", "石某"], ["台区编号", "台区名称"], ["0451000262", "b"]]),
    Grid("覃某某", [["客户经理：韦某"], ["台区编号", "台区名称"], ["0451000263", "c"]]),
), (
    Tab("台账", "ledger", (new(4, code="0451000261", name="a", households=10, manager="0101"),), notes=("韦某",)),
    Tab("11月", "visits", (
        new(4, code="ZF301", at=datetime(2026, 11, 3, 9, 30), customer="DB000001", method="on_site", manager="0101"),
    )),
    Tab("石某", "ledger", (refused(3, "unknown_reference"),)),
    Tab("覃某某", "ledger", (refused(3, "several"),)),
))  # fmt: skip

_LEDGER = ["台区编号", "台区名称", "户数"]
_FEES = ["台区编号", "应收电费"]
BELOW_EACH_OTHER = Workbook("几张表叠在一起.xlsx", xlsx(
    Grid("两个月", [["2026年9月电费"], _FEES, ["0451000001", 100], ["合计", 100], [None], ["2026年10月电费"], _FEES,
                    ["0451000001", 200]]),
    Grid("两个人", [["客户经理：韦某"], _LEDGER, ["0451000271", "a", 1], ["客户经理：覃某某"], _LEDGER,
                    ["0451000272", "b", 2]]),
    Grid("同一人", [["客户经理：韦某"], _LEDGER, ["0451000273", "a", 1], ["客户经理：韦某"], _LEDGER,
                    ["0451000274", "b", 2]]),
    Grid("两年", [["2025年新投运台区"], ["台区编号", "台区名称", "投运日期"], ["0451000275", "a", "10月9日"],
                  ["2026年新投运台区"], ["0451000276", "b", "10月9日"]]),
    Grid("两种单位", [["2026年11月电费（单位：元）"], _FEES, ["0451000002", 100], ["2026年11月电费（单位：万元）"],
                      _FEES, ["0451000003", 200]]),
    Grid("单位在脚注", [["2026年8月电费"], _FEES, ["0451000001", 100], ["注：以上单位为万元"],
                        ["制表人：韦某  2026年11月1日"]]),
), (
    Tab("两个月", "months", (
        new(3, area="0451000001", month="2026-09", due=Decimal("100.00")), skipped(4, "total"), skipped(6, "title"),
        skipped(7, "header"), refused(8, "second_title"),
    )),
    Tab("两个人", "ledger", (
        new(3, code="0451000271", name="a", households=1, manager="0101"), skipped(4, "title"), skipped(5, "header"),
        refused(6, "second_title"),
    )),
    Tab("同一人", "ledger", (
        new(3, code="0451000273", name="a", households=1, manager="0101"), skipped(4, "title"), skipped(5, "header"),
        new(6, code="0451000274", name="b", households=2, manager="0101"),
    )),
    Tab("两年", "ledger", (
        new(3, code="0451000275", name="a", commissioned_on=date(2025, 10, 9)), skipped(4, "title"),
        refused(5, "second_title"),
    )),
    Tab("两种单位", "months", (
        refused(3, "unit_below@B"), skipped(4, "title"), skipped(5, "header"), refused(6, "unit_below@B"),
    )),
    Tab("单位在脚注", "months", (refused(3, "unit_below@B"), skipped(4, "note"), skipped(5, "title"))),
))  # fmt: skip

GROUPS = (BELOW_EACH_OTHER, LEDGER, NESTED, LAST_COLUMN, SUMS, MONTHS, KEYS_STAY_EMPTY, NO_COLON)
