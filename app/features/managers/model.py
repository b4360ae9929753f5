"""The role of customer manager, held in time, and absences."""

from datetime import date

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, object_session

from app.features.org.model import Staff
from app.kit import fields
from app.kit.errors import Refusal
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_, _

GRADES = (
    Choice("senior", N_("Senior"), ("高级", "高级客户经理", "特级")),
    Choice("first", N_("First class"), ("一级", "一级客户经理", "中级")),
    Choice("second", N_("Second class"), ("二级", "二级客户经理", "初级")),
    Choice("trainee", N_("Trainee"), ("见习", "见习客户经理")),
)
ABSENCES = (
    Choice("leave", N_("annual leave"), ("年假", "休假")),
    Choice("sick", N_("sick leave"), ("病假",)),
    Choice("training", N_("training"), ("培训",)),
    Choice("duty", N_("other duty"), ("抽调", "值班", "出差", "公务", "事假")),
)


VEHICLES = (
    Choice("none", N_("none"), ("无", "步行")),
    Choice("motorbike", N_("motorbike"), ("摩托车", "电动车", "电瓶车")),
    Choice("car", N_("car"), ("汽车", "轿车", "公车", "皮卡")),
)


class Manager(Row):
    """A customer manager: an employee who holds the role from a day on (A9, F1–F3)."""

    __tablename__ = "manager"
    # Naming PostgreSQL's condition here would load its dialect at every start: the migration has it.
    __table_args__ = (
        Index("uq_manager_staff_open", "staff_id", unique=True, sqlite_where=text("until IS NULL")),
    )  # fmt: skip
    one = N_("customer manager")
    named_by = "staff_id"

    staff_id: Mapped[int] = fields.link("Employee", "staff", required=True)
    district_id: Mapped[int | None] = fields.link("District office", "district")
    grade: Mapped[str] = fields.choice("Grade", GRADES, required=True, default="second", headings=("等级", "现等级"))
    since: Mapped[date] = fields.day(
        "Manager since", required=True, headings=("任职日期", "任客户经理起始", "起始日期")
    )
    until: Mapped[date | None] = fields.day("Manager until", headings=("离任日期",))
    grade_since: Mapped[date | None] = fields.day("Grade since", listed=False, headings=("等级起始",))
    deputy_id: Mapped[int | None] = fields.link("Deputy", "manager", listed=False)
    reading_route: Mapped[str | None] = fields.text(
        "Own reading area", width=20, headings=("抄表区", "抄表片区", "本人抄表片区")
    )
    capacity: Mapped[float | None] = fields.number(
        "Capacity", unit="h/month", minimum=0, maximum=744, help=N_("empty: the office's setting"), listed=False
    )
    vehicle: Mapped[str | None] = fields.choice("Vehicle", VEHICLES, listed=False, headings=("交通工具",))
    card_title: Mapped[str | None] = fields.text("Title on the card", listed=False)

    def check(self) -> None:
        """The role ends after it begins."""
        if self.until is not None and self.until < self.since:
            raise Refusal(_("The role ends before it begins."), "until")

    def called(self) -> str:
        """A manager is called by the employee's name."""
        session = object_session(self)
        person = session.get(Staff, self.staff_id) if session else None
        return person.name if person else super().called()


class Absence(Row):
    """Days on which a manager cannot visit; both ends belong to it."""

    __tablename__ = "absence"
    one = N_("absence")

    manager_id: Mapped[int] = fields.link("Customer manager", "manager", required=True)
    first: Mapped[date] = fields.day("From", required=True, headings=("开始日期", "起"))
    last: Mapped[date] = fields.day("To", required=True, headings=("结束日期", "止"))
    kind: Mapped[str] = fields.choice("Kind", ABSENCES, required=True, default="leave", headings=("类型", "请假类型"))
    note: Mapped[str | None] = fields.text("Remarks", headings=("备注", "事由"))

    def check(self) -> None:
        """An absence ends on or after the day it begins."""
        if self.last < self.first:
            raise Refusal(_("The absence ends before it begins."), "last")
