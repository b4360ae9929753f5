"""Visits: planned, made, recorded or missed."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.kit import fields
from app.kit.errors import Refusal
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_, _

METHODS = (
    Choice("reading", N_("with meter reading"), ("抄表顺访", "抄表")),
    Choice("on_site", N_("on site"), ("上门", "现场")),
    Choice("phone", N_("telephone"), ("电话",)),
    Choice("wechat", N_("WeChat"), ("微信",)),
)
STATES = (
    Choice("planned", N_("planned"), ("计划",)),
    Choice("done", N_("done"), ("完成", "已完成")),
    Choice("missed", N_("missed"), ("未走访", "未完成")),
)
PROOFS = (
    Choice("signature", N_("signature"), ("签字",)),
    Choice("photo", N_("photo"), ("照片",)),
    Choice("call", N_("call record"), ("通话", "通话记录")),
    Choice("none", N_("none"), ("无",)),
)
TOPICS = (
    Choice("safety", N_("safe use of power"), ("安全", "用电安全", "安全宣传")),
    Choice("payment", N_("payment reminder"), ("催费", "缴费", "催缴", "电费")),
    Choice("tariff", N_("tariff leaflets"), ("电价", "宣传", "政策宣传")),
    Choice("guarding", N_("line guarding"), ("联防", "护线")),
    Choice("request", N_("open request"), ("诉求", "诉求回访")),
    Choice("card", N_("business card"), ("名片", "派发名片", "名片派发")),
    Choice("gift", N_("souvenir"), ("纪念品", "慰问品")),
)


class Visit(Row):
    """One visit to one representative (D1–D6): what was planned, and what came of it."""

    __tablename__ = "visit"
    __table_args__ = (
        Index("ix_visit_month_manager", "month", "manager_id"),
        Index("ix_visit_representation_day", "representation_id", "day"),
    )
    one = N_("visit")
    key = ("code",)

    code: Mapped[str] = fields.code("Visit no.", required=True, unique=True, headings=("编号", "走访编号", "记录编号"))
    month: Mapped[str] = fields.month("Month", required=True, listed=False, headings=("月份",))
    manager_id: Mapped[int] = fields.link("Customer manager", "manager", required=True)
    representation_id: Mapped[int] = fields.link("Representative", "representation", required=True)
    planned_on: Mapped[date | None] = fields.day("Planned for", headings=("计划日期",))
    sequence: Mapped[int | None] = fields.integer("No.", minimum=1, width=5, headings=("序", "序号"))
    planned_minutes: Mapped[float | None] = fields.number(
        "Planned duration", unit="min", decimals=0, minimum=0, listed=False
    )
    day: Mapped[date | None] = fields.day("Visited on", headings=("日期", "走访日期", "日期时间"))
    started: Mapped[datetime | None] = fields.moment("Time", listed=False)
    minutes: Mapped[float | None] = fields.number(
        "Duration", unit="min", decimals=0, minimum=0, maximum=720, listed=False, headings=("时长", "时长分钟")
    )
    method: Mapped[str] = fields.choice("Method", METHODS, required=True, headings=("方式", "走访方式"))
    state: Mapped[str] = fields.choice("State", STATES, required=True, default="planned", headings=("状态",))
    topics: Mapped[str | None] = fields.choices("Topics", TOPICS, headings=("事项", "事项勾选", "走访事项"))
    said: Mapped[str | None] = fields.note("What the customer said", headings=("客户反映",))
    answer: Mapped[str | None] = fields.note("Answer on the spot", listed=False, headings=("现场答复",))
    satisfaction: Mapped[int | None] = fields.integer(
        "Satisfaction", minimum=1, maximum=5, width=7, headings=("满意度",)
    )
    proof: Mapped[str | None] = fields.choice("Proof", PROOFS, listed=False, headings=("佐证",))
    missed_for: Mapped[str | None] = fields.text("Why not visited", listed=False, headings=("未走访原因",))

    def check(self) -> None:
        """A visit that was made has a day; one that was missed has a reason."""
        if self.state == "done" and self.day is None:
            raise Refusal(_("A visit that was made needs its day."), "day")
        if self.state == "missed" and not self.missed_for:
            raise Refusal(_("A visit that was missed needs a reason."), "missed_for")
