"""Rosters, customers, representatives, visits and requests as they come in."""

from datetime import date, datetime

from tests.excel.expected import Tab, Workbook, new, refused, same, skipped
from tests.excel.making import Grid, xlsx

STAFF = Workbook("员工花名册.xlsx", xlsx(Grid("花名册", [
    ["城关供电所员工花名册（2026年）"],
    ["工号", "姓名", "性别", "出生日期", "手机", "学历", "岗位", "是否客户经理", "备注"],
    ["0201", "韦　某", "男", "1985.6.1", 10012345678, "大专", "客户经理", "是", None],
    ["0202", "覃 某", "女", datetime(1990, 2, 3), "１００１２３４５６７９", "本科", "〃", "√", "/"],
    ["0203", "黄某、罗某", "男", "1988-01-01", "10012345670", "本科", "运维", "否", None],
    ["0204", "罗某", "男", "1988-01-01", "10012345670/10012345671", "本科", "运维", "否", None],
    ["0205", "莫 某\n", "男", "1988年1月", 1.0012345672e10, "硕士", "运维", "否", None],
    ["0206", "石某10012345673", "男", None, None, "博士后", None, None, None],
    ["0207", "蒙某", "不详", None, "1.00E+10", None, None, "无", None],
    ["0208", "樊某", "女", "6月1日", "100 1234 5674", "中专", None, "×", "退休\n返聘"],
])), (Tab("花名册", "staff", (
    new(3, code="0201", name="韦某", sex="M", born_on=date(1985, 6, 1), phone="10012345678", degree="college",
        post="客户经理", is_manager=True),
    new(4, code="0202", name="覃某", sex="F", born_on=date(1990, 2, 3), phone="10012345679", degree="bachelor",
        post="客户经理", is_manager=True),
    refused(5, "several@B"), refused(6, "several@E"), refused(7, "no_day@D"),
    refused(8, "several@B", "unknown_choice@F"), refused(9, "unknown_choice@C", "lost_digits@E"),
    new(10, code="0208", name="樊某", sex="F", born_on=date(2026, 6, 1), phone="10012345674", degree="secondary",
        is_manager=False, note="退休\n返聘"),
)),))  # fmt: skip

CUSTOMERS = Workbook("客户代表档案.xlsx", xlsx(Grid("代表档案", [
    ["客户代表档案表"],
    ["编号*", "姓名*", "性别", "出生年月", "类别*", "台区*", None, "手机*", "推荐人", "手机", "聘期起止", None],
    [None, None, None, None, None, "名称", "编号", None, None, None, "聘期起", "聘期止"],
    ["DB000011", "韦某", "男", "1970.05", "村干部", "新村公变", "0451000001", "10011112201", "陈某", "10099998888",
     "2025.6.1", "2027年6月1日"],
    ["DB000012", "蓝某", "女", 1971.1, "热心人", "新村公变", None, "10011112202", None, None, "2025.6.1", None],
    ["DB000013", "覃某", "女", 1971.11, "经济能人", "老村公变", "0451000003", "10011112203", None, None, "2025.6.1",
     None],
    ["DB000014", "罗某", "女", "1972年3月", "村干部", "不知道公变", None, "10011112204", None, None, "2025.6.1", None],
    ["DB000015", "蒙某", "女", "1972/3/8", "人大代表", "老村公变", None, "100****2205", None, None, "2025-06-01", None],
], "A1:L1 A2:A3 B2:B3 C2:C3 D2:D3 E2:E3 F2:G2 H2:H3 I2:I3 J2:J3 K2:L2")), (Tab("代表档案", "representatives", (
    new(4, code="DB000011", name="韦某", sex="M", born="1970-05", category="cadre", area="0451000001",
        phone="10011112201", referrer="陈某", since=date(2025, 6, 1), due_until=date(2027, 6, 1)),
    refused(5, "lost_zero@D"), refused(6, "code_name_differ@G"), refused(7, "unknown_reference@F"),
    refused(8, "masked@H"),
), unknown=("手机",), notes=("J", "推荐人")),))  # fmt: skip

VISITS = Workbook("走访记录_韦某.xlsx", xlsx(Grid("11月", [
    ["2026年11月走访记录表"],
    ["客户经理：韦某", None, None, "单位：城关供电所"],
    ["走访编号", "走访日期", "对象", "方式", "事项", "客户反映", "满意度", "时长"],
    ["ZF001", "11月3日 9:30", "蓝某", "上门", "安全、诉求", "电压低\n晚上灯不亮", 4, "25分钟"],
    ["ZF002", datetime(2026, 11, 4, 15, 0), "DB000001", "电话", "催费", "无", "5", 0.5],
    ["ZF003", "11月31日 9:00", "蓝某", "上门", "安全", None, 4, 20],
    ["ZF004", "11月5日", "蓝某", "上门", "安全", None, 4, 20],
    ["ZF005", "11月6日 8:00", "石某", "上门", "联谊", None, 4, 20],
    ["ZF006", "11月7日 8:00", "蓝某", "上门", "安全", None, 6, "1小时"],
    ["合计", None, None, None, None, None, None, 105],
    ["被考核人签字：", None, None, "主管签字：", None, None, None, None],
])), (Tab("11月", "visits", (
    new(4, code="ZF001", at=datetime(2026, 11, 3, 9, 30), customer="DB000001", method="on_site",
        topics="safety,request", said="电压低\n晚上灯不亮", satisfaction=4, minutes=25.0, manager="0101"),
    new(5, code="ZF002", at=datetime(2026, 11, 4, 15, 0), customer="DB000001", method="phone", topics="payment",
        satisfaction=5, minutes=0.5, manager="0101"),
    refused(6, "no_such_day@B"),
    new(7, code="ZF004", at=datetime(2026, 11, 5), customer="DB000001", method="on_site", topics="safety",
        satisfaction=4, minutes=20.0, manager="0101"),
    refused(8, "unknown_choice@E", "unknown_reference@C"),
    refused(9, "out_of_range@G"), skipped(10, "total"), skipped(11, "note"),
), notes=("韦某",)),))  # fmt: skip

TAB_OF_MANAGER = Workbook("每人一表.xlsx", xlsx(
    Grid("韦某(11月)", [["2026年走访记录"], ["编号", "日期时间", "对象", "方式"],
                        ["ZF101", "11月3日 9:00", "蓝某", "现场"]]),
    Grid("黄某", [["2026年走访记录"], ["编号", "日期时间", "对象", "方式"], ["ZF102", "11月3日 9:00", "蓝某", "现场"]]),
), (
    Tab("韦某(11月)", "visits", (
        new(3, code="ZF101", at=datetime(2026, 11, 3, 9, 0), customer="DB000001", method="on_site", manager="0101"),
    )),
    Tab("黄某", "visits", (refused(3, "missing_column"),)),
))  # fmt: skip

REQUESTS = Workbook("诉求台账.xlsm", xlsx(Grid("诉求", [
    ["2025年12月诉求台账"],
    ["编号", "来源", "反映人", "台区", "类别", "内容", "受理时间", "承诺时限", "责任部门", "回访满意", "是否升级"],
    ["SQ001", "走访", "蓝某", "新村公变", "低电压", "晚上电压低", "12月3日", "12月10日", "营销部", "满意", "否"],
    ["SQ002", "95598", "蓝某", "新村公变", "停电", "跳闸", "12月28日", "1月5日", "营销部", None, None],
    ["SQ003", "来电", "蓝某", "新村公变", "吵架", "x", "2025/12/1", None, "运检部", None, "也许"],
    ["SQ004", "来电", "蓝某", None, "其他", "x", "2025/12/1", "2025/11/1", "营销部", None, None],
])), (Tab("诉求", "requests", (
    new(3, code="SQ001", origin="visit", raised_name="蓝某", area="0451000001", kind="low_voltage",
        content="晚上电压低", raised_on=date(2025, 12, 3), due_on=date(2025, 12, 10), department="营销部",
        satisfaction=4, escalated=False),
    refused(4, "no_year@H"), refused(5, "unknown_choice@E", "not_a_flag@K"),
    refused(6, "missing@D"),
)),))  # fmt: skip

ALLOCATION = Workbook("片区分配表.xlsx", xlsx(Grid("分配", [
    ["2026年片区分配表"],
    ["台区编号", "台区名称", "户数", "工作量（小时/月）", "原经理", "第一志愿人", "新经理", "变更原因", "生效日期"],
    ["0451000002", "老村公变", 60, 12.5, None, "韦某", "韦某", "首次分配", "12月1日"],
    ["0451000003", "大塘公变", 60, 12.5, None, "莫某", "莫某", "志愿", "2026-12-01"],
    ["0451000001", "老村公变", 60, 12.5, "韦某", "莫某", "覃某某", "负荷均衡", "2026-12-01"],
])), (Tab("分配", "allocation", (
    new(3, area="0451000002", manager="0101", reason="first", since=date(2026, 12, 1)),
    refused(4, "ambiguous_name@G"), refused(5, "code_name_differ@A"),
), unknown=("户数", "工作量（小时/月）", "原经理", "第一志愿人")),))  # fmt: skip

CARDS = Workbook("名片派发.xlsx", xlsx(Grid("登记", [
    ["名片派发登记表（2026年）"],
    ["日期", "经理", "对象", "数量", "签收"],
    ["11月3日", "韦某", "蓝某", "2张", "√"],
    ["同上", "〃", "〃", 1, "是"],
    ["11.4", "韦某", "蓝某", "两", "是"],
    ["〃", "〃", "蓝某", "一", None],
])), (Tab("登记", "card_issues", (
    refused(3, "double_key@A"), refused(4, "double_key@A"), refused(5, "not_a_number@D"), refused(6, "not_a_number@D"),
)),))  # fmt: skip

RETAILERS = Workbook("零售客户台账.xlsx", xlsx(Grid("零售户", [
    ["零售客户台账"],
    ["客户编码", "店名", "负责人", "联系电话", "许可证号", "业态", "市场类型", "规模", "档位", "访销日", "拜访周期",
     "电子结算"],
    ["451321000001", "利民食杂店", "韦某", "10011113301", 451321100001, "食杂", "城镇", "小", "12档", "周一", "7天",
     "是"],
    ["451321000002", "好又多超市", "罗某", "0772-5512345", "451321100002", "超市", "乡村", "中", 8, "周二", "14", "√"],
    ["451321000003", "利民食杂店", "韦某", "5512345", 4513211000031234567, "杂货", "城镇", "小", 31, "周一", 7, "是"],
])), (Tab("零售户", "customers", (
    new(3, code="451321000001", name="利民食杂店", phone="10011113301", licence="451321100001", shop="grocery",
        market="town", size="small", tier=12, order_day="周一", visit_days=7, pays_online=True),
    new(4, code="451321000002", name="好又多超市", phone="0772-5512345", licence="451321100002", shop="supermarket",
        market="country", size="medium", tier=8, order_day="周二", visit_days=14, pays_online=True),
    refused(5, "lost_digits@E", "unknown_choice@F", "out_of_range@I"),
), unknown=("负责人",)),))  # fmt: skip

OTHERS_PHONE = Workbook("客户名单_经理电话.xlsx", xlsx(Grid("名单", [
    ["客户编号", "姓名", "台区", "台区经理", "联系电话"],
    ["DB000021", "韦某", "新村公变", "韦某", "10077776666"],
    ["DB000001", "蓝某", "新村公变", "韦某", "10077776666"],
])), (Tab("名单", "customers", (
    new(2, code="DB000021", name="韦某", area="0451000001"), same(3),
), unknown=("台区经理", "联系电话"), notes=("台区经理",)),))  # fmt: skip

ABSENCES = Workbook("请假登记.xlsx", xlsx(Grid("请假", [
    ["请假登记"],
    ["姓名", "工号", "开始日期", "结束日期", "类型", "事由"],
    ["韦某", "0101", "2026.11.2", "2026.11.6", "年假", None],
    ["莫某", "0102", "2026.11.9", "2026.11.6", "病假", None],
    ["莫某", None, "2026-11-10", "2026-11-12", "培训", "取证"],
])), (Tab("请假", "absences", (
    new(3, staff="0101", first=date(2026, 11, 2), last=date(2026, 11, 6), kind="leave"),
    refused(4, "span@D"), refused(5, "ambiguous_name@A"),
)),))  # fmt: skip

PEOPLE = (
    STAFF, CUSTOMERS, VISITS, TAB_OF_MANAGER, REQUESTS, ALLOCATION, CARDS, RETAILERS, OTHERS_PHONE, ABSENCES,
)  # fmt: skip
