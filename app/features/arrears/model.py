"""An unpaid bill."""

from datetime import date
from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kit import fields
from app.kit.errors import Refusal
from app.kit.store.row import Row
from app.kit.words import N_, _


class Arrear(Row):
    """What one account still owes for one month (A8, C4): money in yuan; it stays until it is cleared.

    ``customer_id`` is the customer known by name who has this account, where there is exactly one.
    """

    __tablename__ = "arrear"
    __table_args__ = (UniqueConstraint("account_no", "month"),)
    one = N_("arrear")
    key = ("account_no", "month")
    spelled = "name"

    account_no: Mapped[str] = fields.code(
        "Account no.", required=True, personal=N_("to find the customer's meter and bills"),
        headings=("户号", "用户编号", "用户号", "用电户号", "客户编号"),
    )
    name: Mapped[str] = fields.text(
        "Account holder", required=True, personal=N_("to know who is asked to pay"),
        headings=("户名", "用户名称", "客户名称", "用电户名"),
    )
    initials: Mapped[str] = fields.text("Initials", editable=False, listed=False, required=True, default="")
    customer_id: Mapped[int | None] = fields.link("Customer", "customer")
    area_id: Mapped[int | None] = fields.link("Area", "area", width=22)
    month: Mapped[str] = fields.month(
        "Bill month", required=True, past=True,
        headings=("电费年月", "欠费月份", "欠费年月", "应收年月", "账期", "月份"),
    )
    billed: Mapped[Decimal | None] = fields.money(
        "Billed", minimum=0, listed=False, headings=("应收电费", "应收金额", "应收")
    )
    paid: Mapped[Decimal | None] = fields.money(
        "Paid", minimum=0, listed=False, headings=("实收电费", "实收金额", "实收", "已收电费")
    )
    amount: Mapped[Decimal] = fields.money(
        "Owed", required=True, minimum=0, headings=("欠费金额", "欠费", "欠费电费", "未收电费", "欠费总额")
    )
    penalty: Mapped[Decimal | None] = fields.money(
        "Late fee", minimum=0, listed=False, headings=("违约金", "滞纳金", "电费违约金")
    )
    due_on: Mapped[date | None] = fields.day(
        "To be paid by", headings=("缴费截止日期", "缴费截止日", "缴费期限", "应缴日期")
    )
    cleared_on: Mapped[date | None] = fields.day(
        "Cleared on", past=True, headings=("结清日期", "缴清日期", "销账日期", "销根日期")
    )
    phone: Mapped[str | None] = fields.phone(
        "Telephone", personal=N_("to remind the customer of the bill"),
        headings=("联系电话", "电话", "手机", "手机号码", "联系方式"),
    )
    address: Mapped[str | None] = fields.text(
        "Address", width=18, listed=False, personal=N_("to remind the customer of the bill"),
        headings=("用电地址", "地址"),
    )
    note: Mapped[str | None] = fields.note("Remarks", listed=False, headings=("备注", "欠费原因"))

    def check(self) -> None:
        """What is owed is what was billed and not paid, with the late fee or without it."""
        if self.billed is None or self.paid is None or self.amount is None:
            return
        left = self.billed - self.paid
        if self.amount not in {left, left + (self.penalty or 0)}:
            raise Refusal(_("What is owed is not what was billed less what was paid."), "amount")
