"""Who serves which area, since when and why."""

from datetime import date

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from app.kit import fields
from app.kit.errors import Refusal
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_, _

REASONS = (
    Choice("first", N_("first assignment"), ("首次分配", "新建台区")),
    Choice("wish", N_("manager's wish"), ("志愿",)),
    Choice("balance", N_("balance of load"), ("负荷均衡",)),
    Choice("leaver", N_("manager left"), ("人员离职", "离岗", "退休")),
    Choice("newcomer", N_("new manager"), ("新进人员",)),
    Choice("split", N_("area split or merged"), ("台区拆分", "台区合并")),
    Choice("complaint", N_("customers' complaint"), ("客户投诉",)),
    Choice("other", N_("other reason"), ("其他", "其它", "工作调动", "岗位调整")),
)


class Assignment(Row):
    """One manager is principal of one area from ``since`` until ``until`` (exclusive; None: still) (A1, A8).

    The database refuses overlapping assignments of the same area on its own.
    """

    __tablename__ = "assignment"
    # Naming PostgreSQL's condition here would load its dialect at every start: the migration has it.
    __table_args__ = (
        Index("uq_assignment_open", "area_id", unique=True, sqlite_where=text("until IS NULL")),
        Index("ix_assignment_manager_until", "manager_id", "until"),
    )  # fmt: skip
    one = N_("assignment")

    area_id: Mapped[int] = fields.link("Area", "area", required=True)
    manager_id: Mapped[int] = fields.link("Customer manager", "manager", required=True)
    since: Mapped[date] = fields.day("Since", required=True)
    until: Mapped[date | None] = fields.day("Until")
    reason: Mapped[str] = fields.choice("Reason", REASONS, required=True, default="first", headings=("变更原因",))
    explanation: Mapped[str | None] = fields.text("Explanation", width=24)
    approver: Mapped[str | None] = fields.text("Approved by", headings=("审批人",))

    def check(self) -> None:
        """An assignment lasts at least a day."""
        if self.until is not None and self.until <= self.since:
            raise Refusal(_("The assignment ends before it begins."), "until")


OVERLAP = N_("An area has one manager at a time: the assignments overlap.")
"""What the database's own guard (see migration «allocation») says; it knows closed spans too (A1)."""
