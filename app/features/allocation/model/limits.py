"""Who must not, or may not, serve whom."""

from datetime import date

from sqlalchemy.orm import Mapped

from app.features.areas.model import KINDS
from app.features.customers.model import CLASSES
from app.features.managers.model import GRADES
from app.kit import fields
from app.kit.errors import Refusal
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_, _

CAUSES = (
    Choice("relative", N_("relatives live there"), ("亲属", "亲属关系")),
    Choice("interest", N_("own interest"), ("利益关系",)),
    Choice("dispute", N_("dispute"), ("纠纷", "投诉")),
    Choice("other", N_("other reason"), ("其他", "其它")),
)


class Avoidance(Row):
    """A manager must not serve an area 回避; both days belong to it, an empty one leaves it open."""

    __tablename__ = "avoidance"
    one = N_("avoidance")

    manager_id: Mapped[int] = fields.link("Customer manager", "manager", required=True)
    area_id: Mapped[int] = fields.link("Area", "area", required=True)
    cause: Mapped[str] = fields.choice("Cause", CAUSES, required=True, default="relative", headings=("回避原因",))
    since: Mapped[date | None] = fields.day("Since")
    until: Mapped[date | None] = fields.day("Until")
    note: Mapped[str | None] = fields.text("Remarks", headings=("备注",))

    def check(self) -> None:
        """It ends on or after the day it begins."""
        if self.since is not None and self.until is not None and self.until < self.since:
            raise Refusal(_("The avoidance ends before it begins."), "until")


class GradeScope(Row):
    """Managers of a grade may serve a class of customers, in a kind of area, and sell them a product (A14).

    A class or kind that no row names is open to every grade; an empty cell of a row means all of them.
    """

    __tablename__ = "grade_scope"
    one = N_("scope of a grade")

    grade: Mapped[str] = fields.choice("Grade", GRADES, required=True, default="second")
    rank: Mapped[str | None] = fields.choice("Customer class", CLASSES, headings=("客户类别",))
    kind: Mapped[str | None] = fields.choice("Kind of area", KINDS, headings=("台区类型",))
    product: Mapped[str | None] = fields.text("Product", width=16, headings=("营销产品", "产品"))
