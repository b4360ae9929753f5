"""Indicator months, schemes with weights, periods, ratings and scores."""

from datetime import date
from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kit import fields
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_

MARKETS = (
    Choice("normal", N_("normal market"), ("正常",)),
    Choice("abnormal", N_("abnormal market"), ("非正常", "异常")),
)
FAMILIES = (Choice("results", N_("results"), ("业绩",)), Choice("behaviour", N_("behaviour"), ("行为与态度",)))
STAGES = (
    Choice("collecting", N_("collecting")),
    Choice("rating", N_("rating")),
    Choice("published", N_("published")),
    Choice("final", N_("final")),
)
RATERS = (
    Choice("self", N_("self"), ("自评",)),
    Choice("customers", N_("customers"), ("客户评",)),
    Choice("supervisor", N_("supervisor"), ("主管评",)),
    Choice("peers", N_("peers"), ("同事评",)),
)


class AreaMonth(Row):
    """What one area did in one month (d4): energy, fees, outages, complaints. Figures add up over areas."""

    __tablename__ = "area_month"
    __table_args__ = (UniqueConstraint("area_id", "month"),)
    one = N_("indicator month")

    area_id: Mapped[int] = fields.link("Area", "area", required=True, width=22)
    month: Mapped[str] = fields.month("Month", required=True, headings=("月份", "年月", "统计月份"))
    supplied: Mapped[float | None] = fields.number(
        "Energy supplied", unit="kWh", minimum=0, headings=("供电量", "月供电量", "月供电量kWh")
    )
    sold: Mapped[float | None] = fields.number(
        "Energy sold", unit="kWh", minimum=0, headings=("售电量", "月售电量", "月售电量kWh")
    )
    due: Mapped[Decimal | None] = fields.money("Fees due", headings=("应收电费", "应收", "应收元"))
    received: Mapped[Decimal | None] = fields.money("Fees received", headings=("实收电费", "实收", "实收元"))
    metered: Mapped[int | None] = fields.integer("Meters to read", minimum=0, listed=False, headings=("应采户数",))
    collected: Mapped[int | None] = fields.integer("Meters read", minimum=0, listed=False, headings=("采集成功户数",))
    outages: Mapped[int | None] = fields.integer("Outages", minimum=0, headings=("停电次数",))
    outage_hours: Mapped[float | None] = fields.number("Outage hours", unit="h", minimum=0, headings=("停电时长",))
    low_voltage: Mapped[int | None] = fields.integer(
        "Low-voltage households", minimum=0, listed=False, headings=("低电压户数",)
    )
    complaints: Mapped[int | None] = fields.integer("Complaints", minimum=0, headings=("投诉数", "投诉", "投诉件数"))


class Scheme(Row):
    """A way of appraising: its weights add up to 100, results and behaviour in the bands of E3."""

    __tablename__ = "scheme"
    one = N_("scheme")
    key = ("name",)

    name: Mapped[str] = fields.text("Scheme", required=True, unique=True, width=20)
    market: Mapped[str] = fields.choice("Market state", MARKETS, required=True, default="normal")
    market_reason: Mapped[str | None] = fields.text("Why this market state", width=24)
    note: Mapped[str | None] = fields.note("Remarks", listed=False)


class SchemeItem(Row):
    """One indicator of a scheme: weight in points, target, and the linear deduction of d4."""

    __tablename__ = "scheme_item"
    __table_args__ = (UniqueConstraint("scheme_id", "indicator"),)
    one = N_("scheme item")

    scheme_id: Mapped[int] = fields.link("Scheme", "scheme", required=True)
    indicator: Mapped[str] = fields.code("Indicator", required=True)
    family: Mapped[str] = fields.choice("Family", FAMILIES, required=True)
    weight: Mapped[float] = fields.number("Full mark", required=True, minimum=0, maximum=100)
    target: Mapped[float] = fields.number("Target", required=True, decimals=3)
    step: Mapped[float] = fields.number("Step", required=True, decimals=3, minimum=0)
    per_step: Mapped[float] = fields.number("Points per step", required=True, decimals=2, minimum=0)
    cap: Mapped[float | None] = fields.number("At most off", decimals=2, minimum=0, help=N_("empty: the full mark"))


class Period(Row):
    """An appraised month under a scheme (E1), going through its stages."""

    __tablename__ = "period"
    one = N_("period")
    key = ("month",)

    month: Mapped[str] = fields.month("Month", required=True, unique=True)
    scheme_id: Mapped[int] = fields.link("Scheme", "scheme", required=True)
    stage: Mapped[str] = fields.choice("Stage", STAGES, required=True, default="collecting")
    published_on: Mapped[date | None] = fields.day("Published on")


class Rating(Row):
    """A mark out of 100 that a person gives a manager by hand for one behaviour item (E12, E13)."""

    __tablename__ = "rating"
    __table_args__ = (UniqueConstraint("period_id", "manager_id", "item", "rater"),)
    one = N_("rating")

    period_id: Mapped[int] = fields.link("Period", "period", required=True)
    manager_id: Mapped[int] = fields.link("Customer manager", "manager", required=True)
    item: Mapped[str] = fields.code("Item", required=True)
    rater: Mapped[str] = fields.choice("Rater", RATERS, required=True, default="supervisor")
    mark: Mapped[float] = fields.number("Mark", required=True, minimum=0, maximum=100)
    reason: Mapped[str | None] = fields.text("Reason", width=24)


class Score(Row):
    """What a manager came to in a period, kept when the period is published; items live in ``ScoreItem``."""

    __tablename__ = "score"
    __table_args__ = (UniqueConstraint("period_id", "manager_id"),)
    one = N_("score")

    period_id: Mapped[int] = fields.link("Period", "period", required=True)
    manager_id: Mapped[int] = fields.link("Customer manager", "manager", required=True)
    results: Mapped[float] = fields.number("Results", required=True, decimals=2)
    behaviour: Mapped[float] = fields.number("Behaviour", required=True, decimals=2)
    total: Mapped[float] = fields.number("Total", required=True, decimals=2)
    place: Mapped[int] = fields.integer("Rank", required=True)


class ScoreItem(Row):
    """One indicator of a kept score: the figure, the points, and the rule that gave them."""

    __tablename__ = "score_item"
    __table_args__ = (UniqueConstraint("score_id", "indicator"),)
    one = N_("score item")

    score_id: Mapped[int] = fields.link("Score", "score", required=True)
    indicator: Mapped[str] = fields.code("Indicator", required=True)
    value: Mapped[float | None] = fields.number("Figure", decimals=4)
    weight: Mapped[float] = fields.number("Full mark", required=True)
    points: Mapped[float] = fields.number("Points", required=True, decimals=2)
