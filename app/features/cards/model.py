"""The register of business cards handed out."""

from datetime import date

from sqlalchemy.orm import Mapped

from app.kit import fields
from app.kit.store.row import Row
from app.kit.words import N_


class CardIssue(Row):
    """Cards handed to a customer by a manager (C2): when, how many, signed for or not."""

    __tablename__ = "card_issue"
    one = N_("card issue")

    day: Mapped[date] = fields.day("Day", required=True, headings=("日期",))
    manager_id: Mapped[int] = fields.link("Customer manager", "manager", required=True)
    customer_id: Mapped[int | None] = fields.link("Customer", "customer", help=N_("empty: to general customers"))
    copies: Mapped[int] = fields.integer("Cards", required=True, default=1, minimum=1, maximum=1000, headings=("数量",))
    signed: Mapped[bool] = fields.flag("Signed for", required=True, default=False, headings=("签收",))
    note: Mapped[str | None] = fields.text("Remarks", width=20, headings=("备注",))
