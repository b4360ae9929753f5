"""A customer's term of office as representative of an area."""

from datetime import date

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, object_session

from app.features.customers.model import Customer
from app.kit import fields
from app.kit.errors import Refusal
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_, _

CATEGORIES = (
    Choice("cadre", N_("Village cadre"), ("村干部", "村委干部")),
    Choice("helper", N_("Public-spirited person"), ("热心人", "热心村务")),
    Choice("earner", N_("Rural entrepreneur"), ("经济能人",)),
    Choice("deputy", N_("People's Congress deputy"), ("人大代表",)),
    Choice("cppcc", N_("CPPCC member"), ("政协委员",)),
    Choice("other", N_("Other"), ("其他", "其它")),
)
ENDS = (
    Choice("term", N_("term over"), ("任期届满", "聘期届满")),
    Choice("moved", N_("moved away"), ("迁出", "外出")),
    Choice("wish", N_("own wish"), ("本人意愿",)),
    Choice("unfit", N_("no longer suitable"), ("不再适合",)),
    Choice("deceased", N_("deceased"), ("去世",)),
)


class Representation(Row):
    """A term of office (B1–B6): one customer represents one area, from a day on, chosen for a reason."""

    __tablename__ = "representation"
    # Naming PostgreSQL's condition here would load its dialect at every start: the migration has it.
    __table_args__ = (
        Index("uq_representation_open", "customer_id", "area_id", unique=True, sqlite_where=text("until IS NULL")),
    )  # fmt: skip
    one = N_("representative")
    named_by = "customer_id"

    customer_id: Mapped[int] = fields.link("Customer", "customer", required=True)
    area_id: Mapped[int] = fields.link("Area", "area", required=True, width=22)
    category: Mapped[str] = fields.choice("Category", CATEGORIES, required=True, headings=("类别", "代表类别"))
    reason: Mapped[str | None] = fields.text("Why chosen", width=20, headings=("选定理由",))
    referrer: Mapped[str | None] = fields.text(
        "Recommended by", listed=False, person=True, personal=N_("to answer for the choice"), headings=("推荐人",)
    )
    since: Mapped[date] = fields.day("Term from", required=True, headings=("聘期起", "聘用日期", "聘任日期"))
    due_until: Mapped[date | None] = fields.day("Term to", headings=("聘期止",))
    until: Mapped[date | None] = fields.day("Ended on", editable=False, listed=False)
    ended_for: Mapped[str | None] = fields.choice("Ended for", ENDS, editable=False, listed=False)
    ended_note: Mapped[str | None] = fields.text("How it ended", editable=False, listed=False)
    rating: Mapped[str | None] = fields.text("Assessment", listed=False, headings=("评价",))

    def check(self) -> None:
        """A term ends on or after the day it begins."""
        for name in ("due_until", "until"):
            end = getattr(self, name)
            if end is not None and end < self.since:
                raise Refusal(_("The term ends before it begins."), name)

    def called(self) -> str:
        """A representative is called by the customer's name."""
        session = object_session(self)
        person = session.get(Customer, self.customer_id) if session else None
        return person.name if person else super().called()
