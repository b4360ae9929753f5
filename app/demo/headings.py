"""The workbooks an office keeps: their headings and the words in their choice columns, as plain values.

``key`` is the English field of the generated tables; ``kind`` says how a cell is written: ``text``
(codes and telephones too), ``number``, ``day`` and ``moment`` (real dates) and ``month`` (its first day).
"""

from typing import NamedTuple


class Column(NamedTuple):
    """One column of a workbook: field, heading, kind of cell."""

    key: str
    heading: str
    kind: str = "text"


class Form(NamedTuple):
    """One workbook: file name without ending (also the tab's name), table, optional title row, columns."""

    name: str
    table: str
    title: str
    columns: tuple[Column, ...]


SEXES = ("男", "女")
YES_NO = ("是", "否")
AREA_KINDS = ("公变", "专变")
AREA_STATES = ("运行", "停运")
TERRAINS = ("平原", "丘陵", "山区")
POSTS = ("所长", "客户经理", "营销专责")
GRADES = ("高级", "一级", "二级", "见习")
ROLES = ("经济能人", "热心人", "人大代表", "政协委员", "村干部")
CHANNELS = ("抄表顺访", "上门", "电话", "微信")
MATTERS = ("安全", "催费", "电价", "联防", "诉求", "名片", "纪念品")
REQUEST_SOURCES = ("走访", "95598")
REQUEST_KINDS = ("停电", "低电压", "电费", "计量", "安全", "业扩", "其他")
LOSS_FLAGS = ("", "高损", "负损")
WISHES = ("第一志愿", "第二志愿", "第三志愿")

_ORIGIN = Column("source", "数据来源")

STAFF = Form("员工花名册", "staff", "", (
    Column("staff_no", "工号"), Column("name", "姓名"), Column("sex", "性别"),
    Column("birth", "出生日期", "day"), Column("education", "学历"), Column("major", "专业"),
    Column("joined", "入职日期", "day"), Column("district_code", "单位编码"), Column("district", "供电单位"),
    Column("post", "岗位"), Column("is_manager", "是否客户经理"),
    Column("role_since", "任客户经理起始", "day"),
    Column("grade", "现等级"), Column("grade_since", "等级起始", "day"),
    Column("reading_zone", "本人抄表片区"),
    Column("certificate_no", "证书编号"), Column("certificate_until", "证书有效期", "day"),
    Column("trainings", "本年培训次数", "number"), Column("training_hours", "学时", "number"),
    Column("training_score", "成绩", "number"), Column("phone", "手机"), _ORIGIN,
))

MANAGER_COLUMNS = (
    Column("manager", "台区经理"), Column("manager_no", "经理工号"),
    Column("manager_since", "起始日期", "day"),
    Column("deputy", "AB角"), Column("deputy_no", "AB角工号"),
)

LEDGER = Form("台区台账", "areas", "忻城供电公司台区台账（演示数据）", (
    Column("number", "序号", "number"), Column("district", "供电单位"), Column("code", "台区编号"),
    Column("name", "台区名称"), Column("feeder", "所属线路"), Column("kind", "台区类型"),
    Column("kva", "容量kVA", "number"), Column("status", "状态"), Column("customers", "户数", "number"),
    Column("residential", "居民户数", "number"), Column("commercial", "非居民户数", "number"),
    Column("solar", "光伏户数", "number"), Column("village", "行政村"), Column("terrain", "地形"),
    Column("radius_m", "供电半径m", "number"), Column("office_km", "至所里程km", "number"),
    Column("reading_day", "抄表例日", "number"), Column("reading_zone", "抄表片区"),
    Column("connected_on", "投运日期", "day"), Column("lng", "经度", "number"),
    Column("lat", "纬度", "number"),
    *MANAGER_COLUMNS, _ORIGIN,
))

REGISTER_LEDGER = Form("台区台账", "areas", "", (
    Column("code", "台区编号"), Column("feeder_code", "所属线路"), Column("kva", "容量kVA", "number"),
    Column("customers", "户数", "number"), Column("phases", "相数"), Column("mounting", "安装方式"),
    Column("trafo_type", "变压器类型"), Column("area", "城乡"), Column("municipality_code", "供电单位"),
    Column("status", "状态"), Column("connected_on", "投运日期", "day"),
    Column("no_load_loss_w", "空载损耗W", "number"), Column("total_loss_w", "总损耗W", "number"),
    Column("lng", "经度", "number"), Column("lat", "纬度", "number"),
))

REPRESENTATIVES = Form("客户代表档案", "representatives", "", (
    Column("code", "编号"), Column("name", "姓名"), Column("sex", "性别"),
    Column("birth", "出生年月", "month"),
    Column("role", "类别"), Column("position", "单位及职务"), Column("area_code", "台区编号"),
    Column("area", "台区"), Column("group", "村组"), Column("account_no", "户号"), Column("phone", "手机"),
    Column("contact_time", "方便联系时间"), Column("contact_channel", "联系方式偏好"),
    Column("recommended_by", "推荐人"), Column("reason", "选定理由"), Column("filed_on", "建档日期", "day"),
    Column("term_start", "聘期起", "day"), Column("term_end", "聘期止", "day"),
    Column("consent_on", "告知同意日期", "day"), Column("card_on", "名片派发日期", "day"),
    Column("gift", "本年纪念品"), _ORIGIN,
))

VISITS = Form("走访记录", "visits", "", (
    Column("code", "编号"), Column("at", "日期时间", "moment"), Column("manager", "经理"),
    Column("manager_no", "经理工号"), Column("representative_code", "代表编号"),
    Column("representative", "对象"), Column("area_code", "台区编号"), Column("area", "台区"),
    Column("channel", "方式"), Column("with_reading", "结合抄表"), Column("minutes", "分钟", "number"),
    Column("matters", "事项勾选"), Column("said", "客户反映"), Column("satisfaction", "满意度", "number"),
    _ORIGIN,
))

REQUESTS = Form("诉求台账", "requests", "", (
    Column("code", "编号"), Column("channel", "来源"), Column("visit_code", "走访编号"),
    Column("representative_code", "代表编号"), Column("raised_by", "反映人"), Column("on_behalf", "代表谁"),
    Column("area_code", "台区编号"), Column("area", "台区"), Column("kind", "类别"), Column("text", "内容"),
    Column("is_complaint", "是否投诉"), Column("manager", "经理"), Column("manager_no", "经理工号"),
    Column("raised_on", "受理时间", "day"), Column("due_on", "承诺时限", "day"),
    Column("department", "责任部门"), Column("closed_on", "办结时间", "day"), Column("outcome", "结果"),
    Column("callback", "回访满意"), Column("escalated", "是否升级"), _ORIGIN,
))

MONTHS = Form("指标月报", "months", "", (
    Column("month", "月份", "month"), Column("area_code", "台区编号"), Column("area", "台区"),
    Column("customers", "户数", "number"), Column("supplied_kwh", "供电量kWh", "number"),
    Column("sold_kwh", "售电量kWh", "number"), Column("loss_rate", "线损率%", "number"),
    Column("loss_flag", "线损异常"), Column("due_yuan", "应收电费元", "number"),
    Column("received_yuan", "实收电费元", "number"), Column("recovery_rate", "电费回收率%", "number"),
    Column("outages", "停电次数", "number"), Column("outage_hours", "停电时长h", "number"),
    Column("complaints", "投诉数", "number"), _ORIGIN,
))

WISH_LIST = Form("熟悉度与志愿", "familiarity", "", (
    Column("manager_no", "工号"), Column("manager", "姓名"), Column("area_code", "台区编号"),
    Column("area", "台区"), Column("terrain_score", "地形地貌", "number"),
    Column("customs_score", "风土人情", "number"), Column("people_score", "群众基础", "number"),
    Column("wish", "志愿"), _ORIGIN,
))

RATED = ("客户评价", "纪律性", "协调性", "责任感", "积极性", "学习")
RATERS = ("自评", "主管评")

RATINGS = Form("评分表", "ratings", "", (
    Column("manager_no", "工号"), Column("manager", "姓名"), Column("month", "周期"), Column("item", "评分项目"),
    Column("rater", "评分人"), Column("mark", "评分", "number"), _ORIGIN,
))

ARREARS = Form("欠费清单", "debts", "", (
    Column("account_no", "户号"), Column("holder", "户名"), Column("area_code", "台区编号"), Column("area", "台区"),
    Column("month", "电费年月", "month"), Column("billed_yuan", "应收电费", "number"),
    Column("paid_yuan", "实收电费", "number"), Column("owed_yuan", "欠费金额", "number"),
    Column("due_on", "缴费截止日期", "day"), Column("phone", "联系电话"), _ORIGIN,
))

OFFICE_FORMS = (STAFF, LEDGER, REPRESENTATIVES, VISITS, REQUESTS, MONTHS, WISH_LIST, RATINGS, ARREARS)
REGISTER_FORMS = (STAFF, REGISTER_LEDGER, REPRESENTATIVES, VISITS, MONTHS, RATINGS)
