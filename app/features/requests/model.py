"""Requests: needs and problems."""

from datetime import date

from sqlalchemy.orm import Mapped

from app.kit import fields
from app.kit.errors import Refusal
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_, _

ORIGINS = (
    Choice("representative", N_("representative"), ("代表", "客户代表")),
    Choice("visit", N_("visit"), ("走访",)),
    Choice("hotline", N_("hotline"), ("95598", "12398", "热线")),
    Choice("call", N_("call"), ("来电", "电话", "来访")),
)
KINDS = (
    Choice("outage", N_("outage"), ("停电", "跳闸", "故障停电")),
    Choice("low_voltage", N_("low voltage"), ("低电压", "电压低")),
    Choice("bill", N_("bill and tariff"), ("电费", "电价", "电价电费")),
    Choice("metering", N_("metering"), ("计量", "表计")),
    Choice("safety", N_("safety"), ("安全", "树障", "线路隐患")),
    Choice("connection", N_("connection"), ("业扩", "增容", "新装增容")),
    Choice("service", N_("service"), ("服务", "服务态度")),
    Choice("other", N_("other"), ("其他", "其它")),
)
NATURES = (
    Choice("need", N_("need"), ("需求",)),
    Choice("problem", N_("problem"), ("问题",)),
    Choice("complaint", N_("complaint"), ("投诉",)),
)


SATISFACTION = (
    Choice("5", N_("very satisfied"), ("非常满意", "很满意", "5分")),
    Choice("4", N_("satisfied"), ("满意", "比较满意", "4分")),
    Choice("3", N_("fairly satisfied"), ("基本满意", "一般", "3分")),
    Choice("2", N_("dissatisfied"), ("不满意", "不太满意", "2分")),
    Choice("1", N_("very dissatisfied"), ("非常不满意", "很不满意", "1分")),
)
"""The words for a mark from 1 to 5. 较满意 is none of them: offices put it above 一般 or below 满意."""


class Request(Row):
    """A need or problem (B7–B9): raised by one person on behalf of others, routed, answered, confirmed."""

    __tablename__ = "request"
    one = N_("request")
    key = ("code",)

    code: Mapped[str] = fields.code("Request no.", required=True, unique=True, headings=("编号", "诉求编号"))
    area_id: Mapped[int] = fields.link("Area", "area", required=True, width=22)
    raised_by_id: Mapped[int | None] = fields.link("Raised by", "customer")
    raised_name: Mapped[str | None] = fields.text(
        "Name of the caller", listed=False, person=True, personal=N_("to give the answer to"), headings=("反映人",)
    )
    behalf: Mapped[str | None] = fields.text("On behalf of", headings=("代表谁",))
    origin: Mapped[str] = fields.choice("Origin", ORIGINS, required=True, default="visit", headings=("来源",))
    origin_no: Mapped[str | None] = fields.code("Origin no.", listed=False, headings=("走访编号", "工单号"))
    nature: Mapped[str] = fields.choice(
        "Nature", NATURES, required=True, default="problem", listed=False, headings=("性质",)
    )
    kind: Mapped[str] = fields.choice("Kind", KINDS, required=True, headings=("类别", "诉求类别", "需求类型"))
    content: Mapped[str] = fields.note("What is asked", required=True, headings=("内容", "诉求内容"))
    raised_on: Mapped[date] = fields.day("Raised on", required=True, past=True, headings=("受理时间", "受理日期"))
    due_on: Mapped[date | None] = fields.day("Promised for", headings=("承诺时限", "办结期限"))
    department_id: Mapped[int | None] = fields.link("Department", "department")
    answer: Mapped[str | None] = fields.note("Answer", listed=False, headings=("结果", "处理结果"))
    answered_on: Mapped[date | None] = fields.day("Answered on", past=True, listed=False)
    closed_on: Mapped[date | None] = fields.day("Closed on", past=True, headings=("办结时间", "办结日期"))
    confirmed: Mapped[bool | None] = fields.flag("Confirmed by the customer", listed=False, headings=("客户确认",))
    satisfaction: Mapped[int | None] = fields.integer(
        "Satisfaction", minimum=1, maximum=5, listed=False, headings=("回访满意",)
    )
    reopened_for: Mapped[str | None] = fields.text("Why reopened", listed=False, editable=False)
    escalated: Mapped[bool] = fields.flag("Escalated", required=True, default=False, headings=("是否升级",))

    def check(self) -> None:
        """Nothing is closed before it was raised, and nothing is closed without an answer (B9)."""
        if self.closed_on is not None and self.closed_on < self.raised_on:
            raise Refusal(_("The request is closed before it was raised."), "closed_on")
