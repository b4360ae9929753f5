"""Area ledgers as district offices keep them."""

from datetime import date, datetime

from tests.excel.expected import Tab, Workbook, changed, new, refused, same, skipped
from tests.excel.making import Grid, html, ods, text, xls, xlsx

HEAD = ["序号", "台区编号", "台区名称", "户数"]
PLAIN = Workbook("台区台账_标题行.xlsx", xlsx(Grid("台账", [
    ["忻城县城关供电所台区台账"],
    [None, None, None, "单位：户、kVA"],
    HEAD,
    [1, "0451000001", "新村公变", 60],
    [2, "0451000002", "老村公变", 61],
    [None, None, None, None],
    [3, "0451000011", "思练 1号公变", "１２０"],
    ["小计", None, None, 241],
    HEAD,
    [4, "0451000012", "思练2号公变", "1,205户"],
    [5, "0451000013", "思练3号公变", "约30"],
    [6, "0451000014", "思练4号公变", "—"],
    ["合  计：", None, None, 1446],
    ["注：户数为11月末数"],
    ["制表：韦某", None, "审核：陈某", "2026年11月24日"],
], "A1:D1 A14:D14")), (Tab("台账", "ledger", (
    same(4), changed(5, households=61), new(7, code="0451000011", name="思练 1号公变", households=120),
    skipped(8, "total"), skipped(9, "header"),
    new(10, code="0451000012", name="思练2号公变", households=1205), refused(11, "not_a_number@D"),
    new(12, code="0451000014", name="思练4号公变"), skipped(13, "total"), skipped(14, "note"), skipped(15, "note"),
)),))  # fmt: skip

MERGED = Workbook("两行表头.xlsx", xlsx(Grid("Sheet1", [
    ["2026年台区基础信息", None, None, None, None, None, None, None],
    ["供电单位", "台区编号", "台区名称", "户数", None, None, "容量", "台区经理"],
    [None, None, None, "合计", "其中居民", "其中非居民", "(kVA)", None],
    ["城关供电所", "0451000001", "新村公变", 60, 50, 10, 200, "韦　某"],
    [None, "0451000021", "北更1号公变", 30, 30, 0, 100, "莫某"],
    ["大塘\n供电所", "0451000022", "北更2号公变", 35, 30, 5, 100, "覃某某"],
    [None, "0451000023", "北更3号公变", 12, None, None, 50, "0103"],
], "A1:H1 A2:A3 B2:B3 C2:C3 D2:F2 H2:H3 A4:A5 A6:A7")), (Tab("Sheet1", "ledger", (
    changed(4, residents=50, businesses=10), refused(5, "ambiguous_name@H"),
    new(6, district="D02", code="0451000022", name="北更2号公变", households=35, residents=30, businesses=5,
        capacity=100.0, manager="0104"),
    new(7, district="D02", code="0451000023", name="北更3号公变", households=12, capacity=50.0, manager="0103"),
)),))  # fmt: skip

MERGED_NUMBERS = Workbook("数字合并单元格.xlsx", xlsx(Grid("台账", [
    ["台区编号", "台区名称", "所属线路", "户数", "备注"],
    ["0451000031", "红渡1号公变", "红渡902线", 120, "两台共用"],
    ["0451000032", "红渡2号公变", None, None, None],
    ["0451000033", "红渡3号公变", "同上", 40, "〃"],
    ["0451000034", "红渡4号公变", "〃", 41, None],
], "C2:C3 D2:D3 E2:E3")), (Tab("台账", "ledger", (
    refused(2, "merged_number@D"), refused(3, "merged_number@D"),
    new(4, code="0451000033", name="红渡3号公变", feeder="红渡902线", households=40, note="两台共用"),
    new(5, code="0451000034", name="红渡4号公变", feeder="红渡902线", households=41),
)),))  # fmt: skip

TOWNS = Workbook("各镇一表.xlsx", xlsx(
    Grid("目录", [["各镇台区台账"], ["城关镇"], ["大塘镇"]]),
    Grid("城关供电所", [["台区编号", "台区名称", "户数"], ["0451000041", "城关1号公变", 10]]),
    Grid("大塘供电所", [["2026年"], ["台区编号", "台区名称", "户数"], ["0451000042", "大塘1号公变", 11],
                        ["0451000041", "城关1号公变", 12]]),
    Grid("旧数据", [["台区编号", "台区名称", "户数"], ["0451000043", "x", 1]], hidden=True),
    Grid("空表", []),
), (
    Tab("目录", None),
    Tab("城关供电所", "ledger", (refused(2, "double_key@A"),), notes=("城关供电所",)),
    Tab("大塘供电所", "ledger", (
        new(3, district="D02", code="0451000042", name="大塘1号公变", households=11), refused(4, "double_key@A"),
    )),
    Tab("旧数据", None, notes=("hidden",)),
    Tab("空表", None),
))  # fmt: skip

CODES = Workbook("编号成了数字.xlsx", xlsx(Grid("台账", [
    ["台区编号", "台区名称", "投运日期", "户数"],
    [451000001, "新村公变", None, 60],
    ["0451000051", "马泗1号公变", 45356, 20],
    [451000052, "马泗2号公变", None, 20],
    [1451000053, "马泗3号公变", None, 20],
    [12345678901234567, "马泗4号公变", None, 20],
    ["4.51E+08", "马泗5号公变", None, 20],
    ["0451000054、0451000055", "马泗6号公变", None, 20],
    [451000056, "马泗7号公变", None, 20],
], looks={"A9": "0000000000", "C3": "General"})), (Tab("台账", "ledger", (
    refused(2, "lost_zeros@A"),
    new(3, code="0451000051", name="马泗1号公变", commissioned_on=date(2024, 3, 5), households=20),
    refused(4, "lost_zeros@A"), new(5, code="1451000053", name="马泗3号公变", households=20),
    refused(6, "lost_digits@A"), refused(7, "lost_digits@A"), refused(8, "several@A"),
    new(9, code="0451000056", name="马泗7号公变", households=20),
)),))  # fmt: skip

DATES = Workbook("日期写法.xlsx", xlsx(Grid("台账", [
    ["2024年新投运台区"],
    ["台区编号", "台区名称", "投运日期"],
    ["0451000061", "a", datetime(2024, 3, 5)],
    ["0451000062", "b", "2024.3.5"],
    ["0451000063", "c", "2024年3月5日"],
    ["0451000064", "d", "10月9日"],
    ["0451000065", "e", 10.8],
    ["0451000066", "f", 10.1],
    ["0451000067", "g", 20240305],
    ["0451000068", "h", "2024-02-30"],
    ["0451000069", "i", "5/3/2024"],
    ["0451000070", "j", "2024年3月"],
    ["0451000071", "k", "２０２４／３／５"],
    ["0451000072", "l", "24年3月5日"],
    ["0451000073", "m", "2024-03-05 00:00:00"],
])), (Tab("台账", "ledger", (
    new(3, code="0451000061", name="a", commissioned_on=date(2024, 3, 5)),
    new(4, code="0451000062", name="b", commissioned_on=date(2024, 3, 5)),
    new(5, code="0451000063", name="c", commissioned_on=date(2024, 3, 5)),
    new(6, code="0451000064", name="d", commissioned_on=date(2024, 10, 9)),
    new(7, code="0451000065", name="e", commissioned_on=date(2024, 10, 8)), refused(8, "lost_zero@C"),
    new(9, code="0451000067", name="g", commissioned_on=date(2024, 3, 5)), refused(10, "no_such_day@C"),
    refused(11, "not_a_day@C"), refused(12, "no_day@C"),
    new(13, code="0451000071", name="k", commissioned_on=date(2024, 3, 5)),
    new(14, code="0451000072", name="l", commissioned_on=date(2024, 3, 5)),
    new(15, code="0451000073", name="m", commissioned_on=date(2024, 3, 5)),
)),))  # fmt: skip

DATES_1904 = Workbook("苹果电脑存的.xlsx", xlsx(Grid("台账", [
    ["台区编号", "台区名称", "投运日期"],
    ["0451000081", "a", datetime(2024, 3, 5)],
    ["0451000082", "b", 43894],
    ["0451000083", "c", "10月9日"],
], looks={"C3": "General"}), is_1904=True), (Tab("台账", "ledger", (
    new(2, code="0451000081", name="a", commissioned_on=date(2024, 3, 5)),
    new(3, code="0451000082", name="b", commissioned_on=date(2024, 3, 5)), refused(4, "no_year@C"),
)),))  # fmt: skip

FORMULAS = Workbook("公式未计算.xlsx", xlsx(Grid("台账", [
    ["台区编号", "台区名称", "户数", "备注"],
    ["0451000091", "a", "=10+20", None],
    ["0451000092", "b", "#N/A", None],
    ["0451000093", "c", "#REF!", "无"],
    ["0451000094", "d", "/", "=A2"],
])), (Tab("台账", "ledger", (
    refused(2, "uncalculated@C"), refused(3, "error_cell@C"), refused(4, "error_cell@C"), refused(5, "uncalculated@D"),
)),))  # fmt: skip

_CSV: list[list[object]] = [
    ["台区编号", "台区名称", "户数", "备注"],
    ["0451000101", "古蓬1号公变", "1,200", "第一行\n第二行"],
    ['="0451000102"', "古蓬2号公变", "20", "'=1+1"],
    ["451000103", "古蓬3号公变", "20", None],
    ["合计", None, "1240", None],
]
_CSV_ROWS = (
    new(2, code="0451000101", name="古蓬1号公变", households=1200, note="第一行\n第二行"),
    new(3, code="0451000102", name="古蓬2号公变", households=20, note="=1+1"),
    refused(4, "lost_zeros@A"), skipped(5, "total"),
)  # fmt: skip
GBK = Workbook("国标码.csv", text(_CSV, "gb18030"), (Tab("国标码", "ledger", _CSV_ROWS),))
UTF16 = Workbook("记事本.txt", text(_CSV, "utf-16", "\t"), (Tab("记事本", "ledger", _CSV_ROWS),))
SEMICOLONS = Workbook("分号.csv", text(_CSV, "utf-8-sig", ";"), (Tab("分号", "ledger", _CSV_ROWS),))

HTML = Workbook("营销系统导出.xls", html([
    ["台区编号", "台区名称", "容量kVA", "户数"],
    ["0451000111", "遂意1号公变", "200", "35"],
    ["451000112", "遂意2号公变", "2E+02", "35"],
    ["0451000113", "遂意3号公变", "-", "无"],
], "2026年11月台区台账"), (Tab("营销系统导出", "ledger", (
    new(3, code="0451000111", name="遂意1号公变", capacity=200.0, households=35),
    refused(4, "lost_zeros@A", "lost_digits@C"), new(5, code="0451000113", name="遂意3号公变"),
)),))  # fmt: skip

XLS = Workbook("老版本.xls", xls([
    ["台区编号", "台区名称", "户数", "投运日期"],
    ["0451000121", "安东1号公变", 30, 45356],
    [451000122, "安东2号公变", 31, 45356],
    ["〃", "安东3号公变", 32, None],
], ("yyyy/m/d", "0000000000"), {(1, 3): 1, (2, 0): 2, (2, 3): 1}), (Tab("台区", "ledger", (
    new(2, code="0451000121", name="安东1号公变", households=30, commissioned_on=date(2024, 3, 5)),
    refused(3, "double_key@A"), refused(4, "double_key@A"),
)),))  # fmt: skip

ODS = Workbook("金山文档.ods", ods("台账", [
    ["台区编号", "台区名称", "户数", "投运日期"],
    ["0451000131", "果遂1号公变", 30, date(2024, 3, 5)],
    ["0451000132", "果遂2号公变", "三十", None],
]), (Tab("台账", "ledger", (
    new(2, code="0451000131", name="果遂1号公变", households=30, commissioned_on=date(2024, 3, 5)),
    refused(3, "not_a_number@C"),
)),))  # fmt: skip

TWO_TABLES = Workbook("上下两张表.xlsx", xlsx(Grid("Sheet1", [
    ["台区编号", "台区名称", "户数"],
    ["0451000141", "a", 30],
    [None, None, None],
    ["台区编号", "容量kVA", "台区名称"],
    ["0451000142", 200, "b"],
])), (Tab("Sheet1", "ledger", (
    new(2, code="0451000141", name="a", households=30), refused(4, "second_table"), refused(5, "second_table"),
)),))  # fmt: skip

SIDE_BY_SIDE = Workbook("左右两栏.xlsx", xlsx(Grid("Sheet1", [
    ["台区编号", "台区名称", "户数", None, "台区编号", "台区名称", "户数"],
    ["0451000151", "a", 30, None, "0451000152", "b", 31],
])), (Tab("Sheet1", "ledger", (refused(2, "double_heading@E", "double_heading@F", "double_heading@G"),)),))  # fmt: skip

MANAGER_ABOVE = Workbook("经理在标题.xlsx", xlsx(
    Grid("韦某", [
        ["客户经理韦某片区台区台账"], ["台区编号", "台区名称", "户数"], ["0451000161", "a", 30], ["共1台", None, 30],
    ]),
    Grid("二组", [["台区经理：覃 某 某　填表日期：2026年11月1日", None, None], ["台区编号", "台区名称", "户数"],
                  ["0451000162", "b", 31]]),
    Grid("三组", [["台区经理：", "石某", None], ["台区编号", "台区名称", "户数"], ["0451000163", "c", 31]]),
    Grid("四组", [["台区经理：莫某", None, None], ["台区编号", "台区名称", "户数"], ["0451000164", "d", 31]]),
), (
    Tab("韦某", "ledger", (
        new(3, code="0451000161", name="a", households=30, manager="0101"), skipped(4, "total"),
    ), notes=("韦某",)),
    Tab("二组", "ledger", (new(3, code="0451000162", name="b", households=31, manager="0104"),)),
    Tab("三组", "ledger", (refused(3, "unknown_reference"),)),
    Tab("四组", "ledger", (refused(3, "ambiguous_name"),)),
))  # fmt: skip

LEDGERS = (
    PLAIN, MERGED, MERGED_NUMBERS, TOWNS, CODES, DATES, DATES_1904, FORMULAS, GBK, UTF16, SEMICOLONS, HTML, XLS, ODS,
    TWO_TABLES, SIDE_BY_SIDE, MANAGER_ABOVE,
)  # fmt: skip
