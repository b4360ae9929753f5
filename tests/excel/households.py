"""What single households owe and what they answered, as it comes in."""

from datetime import date, datetime
from decimal import Decimal

from tests.excel.expected import Tab, Workbook, new, refused, skipped
from tests.excel.making import Grid, xlsx

ARREARS = Workbook("欠费清单.xlsx", xlsx(Grid("欠费明细", [
    ["城关供电所2026年10月电费欠费用户清单"],
    ["制表日期：2026-11-20", None, None, None, None, "单位：元"],
    ["序号", "用户编号", "用户名称", "台区", "用电地址", "联系电话", "电费年月", "应收电费", "实收电费", "欠费金额",
     "违约金", "欠费天数", "备注"],
    [1, "0450000011", "蓝　某", "新村公变", "新村3组", 10011112222, "202610", "1,086.40", 1000, 86.4, None, 20, None],
    [2, "0450000012", "罗某", "新村公变", None, None, "2026年10月", 57.3, 0, "57.30元", "1.15", 20, "外出"],
    [3, "0450000012", "罗某", "新村公变", None, None, "2026.09", 60, None, 60, None, 51, None],
    [4, "0450000013", "蒙某", "老村公变", None, None, "2026-10", 80, 30, 60, None, 20, None],
    [5, "0450000014", "樊某", "新村公变", None, "100****2205", datetime(2026, 10, 1), 45, None, 45, None, 20, None],
    [6, "0450000015", "石某", "不知道公变", None, None, "2026-10", 45, None, 45, None, 20, None],
    [7, None, "覃某", "新村公变", None, None, "2026-10", 45, None, 45, None, 20, None],
    ["合计", None, None, None, None, None, None, 1419.0, None, 399, None, None, None],
    ["制表人：", None, "审核人：", None, None, None, None, None, None, None, None, None, None],
])), (Tab("欠费明细", "arrears", (
    new(4, account_no="0450000011", name="蓝某", area="0451000001", address="新村3组", phone="10011112222",
        month="2026-10", billed=Decimal("1086.40"), paid=Decimal(1000), amount=Decimal("86.4")),
    new(5, account_no="0450000012", name="罗某", area="0451000001", month="2026-10", billed=Decimal("57.3"),
        paid=Decimal(0), amount=Decimal("57.30"), penalty=Decimal("1.15"), note="外出"),
    new(6, account_no="0450000012", name="罗某", area="0451000001", month="2026-09", billed=Decimal(60),
        amount=Decimal(60)),
    refused(7, "rule@J"), refused(8, "masked@F"), refused(9, "unknown_reference@D"), refused(10, "missing@B"),
    skipped(11, "total"), skipped(12, "note"),
)),))  # fmt: skip

QUESTIONNAIRE = Workbook("满意度问卷.xlsx", xlsx(Grid("数据", [
    ["2026年供电服务满意度问卷调查"],
    ["问卷编号", "填写日期", "台区", "1、您的性别", "2、您对以下方面是否满意", None, "3、您希望了解哪些内容（多选）",
     "4、其他意见", "是否有效"],
    [None, None, None, None, "供电质量", "服务态度", None, None, None],
    ["001", "2026.9.3", "新村公变", "男", 1, 2, "1、3", "无", "有效"],
    ["002", datetime(2026, 9, 3), None, 2, "B", None, "安全用电、电费", "晚上电压低\n请尽快解决", "有效"],
    ["003", None, "新村公变", None, None, None, None, None, "无效"],
    ["004", "9月31日", "新村公变", "女", 1, 1, "1", None, "有效"],
    ["005", None, "不知道公变", "女", 1, 1, "1", None, "说不清"],
], "E2:F2 A2:A3 B2:B3 C2:C3 D2:D3 G2:G3 H2:H3 I2:I3")), (Tab("数据", "survey_answers", (
    new(4, survey="2026年供电服务满意度问卷调查", number="001", filled_on=date(2026, 9, 3), area="0451000001",
        state="valid", **{"answer:1、您的性别": "男", "answer:2、您对以下方面是否满意供电质量": "1",
                          "answer:2、您对以下方面是否满意服务态度": "2", "answer:3、您希望了解哪些内容（多选）": "1、3",
                          "answer:4、其他意见": "无"}),
    new(5, survey="2026年供电服务满意度问卷调查", number="002", filled_on=date(2026, 9, 3), state="valid",
        **{"answer:1、您的性别": "2", "answer:2、您对以下方面是否满意供电质量": "B",
           "answer:3、您希望了解哪些内容（多选）": "安全用电、电费", "answer:4、其他意见": "晚上电压低\n请尽快解决"}),
    new(6, survey="2026年供电服务满意度问卷调查", number="003", area="0451000001", state="invalid"),
    refused(7, "no_such_day@B"), refused(8, "unknown_choice@I", "unknown_reference@C"),
), notes=("is taken from the title",)),))  # fmt: skip
HOUSEHOLDS = (ARREARS, QUESTIONNAIRE)
