"""Districts, feeders, departments, staff, accounts, settings and calendar days."""

from datetime import date

from sqlalchemy.orm import Mapped

from app.kit import fields
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_

SEXES = (Choice("M", N_("male"), ("男", "M")), Choice("F", N_("female"), ("女", "F")))
DEGREES = (
    Choice("secondary", N_("Secondary school"), ("高中", "中专", "初中")),
    Choice("college", N_("College"), ("大专", "专科", "大学专科")),
    Choice("bachelor", N_("Bachelor"), ("本科", "大学本科", "学士")),
    Choice("master", N_("Master"), ("硕士", "研究生")),
)
ROLES = (
    Choice("supervisor", N_("Supervisor")),
    Choice("clerk", N_("Clerk")),
    Choice("manager", N_("Customer manager")),
    Choice("headquarters", N_("Headquarters")),
)
DAY_MARKS = (
    Choice("off", N_("day off"), ("休", "放假", "休息", "节假日")),
    Choice("worked", N_("worked weekend"), ("班", "上班", "补班", "调休上班")),
)


class District(Row):
    """A district office 供电所/营业所 and the place it stands."""

    __tablename__ = "district"
    one = N_("district office")
    key = ("code",)
    spelled = "name"

    code: Mapped[str] = fields.code("Office code", required=True, unique=True, headings=("单位编码", "供电单位编码"))
    name: Mapped[str] = fields.text(
        "District office", required=True, width=16, headings=("供电单位", "供电所", "营业所")
    )
    initials: Mapped[str] = fields.text("Initials", editable=False, listed=False, required=True, default="")
    longitude: Mapped[float | None] = fields.number("Longitude", decimals=5, minimum=-180, maximum=180, listed=False)
    latitude: Mapped[float | None] = fields.number("Latitude", decimals=5, minimum=-90, maximum=90, listed=False)
    telephone: Mapped[str | None] = fields.phone("Duty telephone")
    address: Mapped[str | None] = fields.text("Address", width=24)


class Department(Row):
    """A department that answers requests; ``reply_days`` is what it promises (I3)."""

    __tablename__ = "department"
    one = N_("department")
    key = ("name",)
    spelled = "name"

    name: Mapped[str] = fields.text("Department", required=True, unique=True, width=16, headings=("部门", "责任部门"))
    initials: Mapped[str] = fields.text("Initials", editable=False, listed=False, required=True, default="")
    telephone: Mapped[str | None] = fields.phone("Telephone")
    reply_days: Mapped[int | None] = fields.integer("Reply within", unit="working days", minimum=0, maximum=60)
    duties: Mapped[str | None] = fields.note("Answers for")


class Staff(Row):
    """An employee. Any employee may hold the role of customer manager (A9)."""

    __tablename__ = "staff"
    one = N_("employee")
    key = ("code",)
    spelled = "name"

    code: Mapped[str] = fields.code("Staff no.", required=True, unique=True, headings=("工号", "员工编号", "人员编号"))
    name: Mapped[str] = fields.text(
        "Name", required=True, width=10, person=True, personal=N_("to name who is responsible"),
        headings=("姓名",)
    )
    initials: Mapped[str] = fields.text("Initials", editable=False, listed=False, required=True, default="")
    district_id: Mapped[int | None] = fields.link("District office", "district")
    department_id: Mapped[int | None] = fields.link("Department", "department")
    sex: Mapped[str | None] = fields.choice(
        "Sex", SEXES, width=6, personal=N_("composition of the staff"), headings=("性别",)
    )
    born_on: Mapped[date | None] = fields.day(
        "Born on", past=True, personal=N_("age structure of the staff"), listed=False, headings=("出生日期", "出生年月")
    )
    degree: Mapped[str | None] = fields.choice(
        "Education", DEGREES, personal=N_("composition of the staff"), headings=("学历",)
    )
    major: Mapped[str | None] = fields.text("Major", listed=False, headings=("专业",))
    post: Mapped[str | None] = fields.text("Post", headings=("岗位", "职务"))
    joined_on: Mapped[date | None] = fields.day("Joined on", headings=("入职日期", "入职"))
    trade_since: Mapped[date | None] = fields.day(
        "In the trade since", listed=False, headings=("从业日期", "电力工龄起")
    )
    phone: Mapped[str | None] = fields.phone(
        "Mobile", personal=N_("to be reached by customers"), headings=("手机", "手机号码", "联系电话")
    )
    certificate: Mapped[str | None] = fields.code("Certificate no.", headings=("证书编号",), listed=False)
    certified_until: Mapped[date | None] = fields.day("Certificate valid until", headings=("有效期", "证书有效期"))
    trainings: Mapped[int | None] = fields.integer("Trainings this year", minimum=0, headings=("本年培训次数",))
    training_hours: Mapped[float | None] = fields.number("Training hours", unit="h", minimum=0, headings=("学时",))
    training_score: Mapped[float | None] = fields.number(
        "Training score", minimum=0, maximum=100, listed=False, headings=("成绩",)
    )
    left_on: Mapped[date | None] = fields.day("Left on", headings=("离职日期",))
    note: Mapped[str | None] = fields.note("Remarks", listed=False, headings=("备注",))


class Account(Row):
    """Who may work with the program, and in which role."""

    __tablename__ = "account"
    one = N_("account")
    key = ("name",)

    name: Mapped[str] = fields.text("Account", required=True, unique=True)
    role: Mapped[str] = fields.choice("Role", ROLES, required=True, default="supervisor")
    staff_id: Mapped[int | None] = fields.link("Employee", "staff")


class Setting(Row):
    """One setting of the office with the source of its value."""

    __tablename__ = "setting"
    one = N_("setting")
    key = ("name",)

    name: Mapped[str] = fields.code("Setting", required=True, unique=True)
    value: Mapped[str] = fields.text("Value", required=True, width=16)
    reason: Mapped[str | None] = fields.text("Source of the value", width=24)


class ImportChoice(Row):
    """What somebody decided about the workbooks of one source, known by their headings; the next import uses it."""

    __tablename__ = "import_choice"
    one = N_("remembered import choice")
    key = ("signature",)

    signature: Mapped[str] = fields.code("Source of the workbook", required=True, unique=True)
    name: Mapped[str] = fields.text("Decided at", required=True, width=24)
    kind: Mapped[str | None] = fields.code("Kind of sheet")
    decisions: Mapped[str] = fields.note("Decisions", required=True)


class CalendarDay(Row):
    """A day off or a weekend day worked, as announced; days without a row follow the weekday."""

    __tablename__ = "calendar_day"
    one = N_("calendar day")
    key = ("day",)

    day: Mapped[date] = fields.day("Day", required=True, unique=True, headings=("日期", "date"))
    mark: Mapped[str] = fields.choice("Off or worked", DAY_MARKS, required=True, headings=("类型", "休班", "kind"))
    name: Mapped[str | None] = fields.text("Holiday", headings=("名称", "节日", "name"))
