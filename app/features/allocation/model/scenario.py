"""Scenarios: named drafts of an allocation, from asking to approval, and what the map shows behind them."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kit import fields
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_

STATES = (
    Choice("draft", N_("draft"), ("草案",)),
    Choice("submitted", N_("submitted"), ("已提交",)),
    Choice("approved", N_("approved"), ("已批准",)),
    Choice("applied", N_("applied"), ("已执行",)),
    Choice("withdrawn", N_("withdrawn"), ("已撤回",)),
)


class Scenario(Row):
    """A named draft with author and day; ``terms`` is the question it answers, as JSON.

    It holds only what differs from the allocation it was drawn from (:class:`PlannedMove`): an area without one
    keeps whoever has it.
    """

    __tablename__ = "scenario"
    one = N_("scenario")
    key = ("name",)

    name: Mapped[str] = fields.text("Scenario", required=True, unique=True, width=20)
    author: Mapped[str] = fields.text("Author", required=True)
    drawn_on: Mapped[date] = fields.day("Drawn on", required=True)
    state: Mapped[str] = fields.choice("State", STATES, required=True, default="draft", editable=False)
    terms: Mapped[str | None] = fields.note("Terms", editable=False, listed=False)
    gap: Mapped[float | None] = fields.percent("Proven gap", editable=False)
    note: Mapped[str | None] = fields.note("Remarks", listed=False)
    submitted_on: Mapped[date | None] = fields.day("Submitted on", editable=False, listed=False)
    approver: Mapped[str | None] = fields.text("Approved by", editable=False)
    approved_on: Mapped[date | None] = fields.day("Approved on", editable=False, listed=False)
    effective_on: Mapped[date | None] = fields.day("Effective from", editable=False)
    applied_on: Mapped[date | None] = fields.day("Applied on", editable=False, listed=False)


class PlannedMove(Row):
    """One area of a scenario that changes hands, or that a person decided (``by_hand``: locked for the next run)."""

    __tablename__ = "planned_move"
    __table_args__ = (UniqueConstraint("scenario_id", "area_id"),)
    one = N_("planned move")

    scenario_id: Mapped[int] = fields.link("Scenario", "scenario", required=True)
    area_id: Mapped[int] = fields.link("Area", "area", required=True)
    before_id: Mapped[int | None] = fields.link("Before", "manager")
    manager_id: Mapped[int] = fields.link("Customer manager", "manager", required=True)
    why: Mapped[str] = fields.text("Why", required=True, default="balance")
    second_id: Mapped[int | None] = fields.link("Second", "manager")
    regret: Mapped[float] = fields.number("The second costs more by", unit="h/month", required=True, default=0.0)
    by_hand: Mapped[bool] = fields.flag("By hand", required=True, default=False)


class Backdrop(Row):
    """Lines and outlines drawn behind the map; ``shapes`` is GeoJSON of lines and polygons, longitude first."""

    __tablename__ = "backdrop"
    one = N_("map background")
    key = ("name",)

    name: Mapped[str] = fields.text("Map background", required=True, unique=True, width=20)
    added_on: Mapped[date] = fields.day("Added on", required=True)
    shapes: Mapped[str] = fields.note("Shapes", required=True, listed=False)
