"""What managers know and wish for, and the rounds in which wishes are decided."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kit import fields
from app.kit.errors import Refusal
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_, _

GROUNDS = (
    Choice("only", N_("the only wish"), ("无人竞争",)),
    Choice("wish", N_("higher wish"), ("志愿在前",)),
    Choice("familiarity", N_("knows it better"), ("熟悉度",)),
    Choice("tenure", N_("longer in the role"), ("任职年限",)),
    Choice("reading", N_("reads its meters"), ("本人抄表片区",)),
    Choice("lot", N_("lot"), ("抽签",)),
)


class Familiarity(Row):
    """How well a manager knows an area, in the three factors of A6, and his wish until a round decides it (A4)."""

    __tablename__ = "familiarity"
    __table_args__ = (UniqueConstraint("manager_id", "area_id"),)
    one = N_("familiarity")

    manager_id: Mapped[int] = fields.link("Customer manager", "manager", required=True)
    area_id: Mapped[int] = fields.link("Area", "area", required=True)
    terrain: Mapped[int | None] = fields.integer("Knows the terrain", minimum=1, maximum=5, headings=("地形地貌",))
    customs: Mapped[int | None] = fields.integer("Knows the customs", minimum=1, maximum=5, headings=("风土人情",))
    people: Mapped[int | None] = fields.integer("Knows the people", minimum=1, maximum=5, headings=("群众基础",))
    wish: Mapped[int | None] = fields.integer(
        "Wish", minimum=1, maximum=3, headings=("志愿",), help=N_("1 = first wish"), editable=False
    )


class WishRound(Row):
    """A round in which every manager names the areas he wishes for (A4).

    ``seed`` is that of its lots, ``steps`` the rule's steps in the order in which they decided, with blanks between.
    """

    __tablename__ = "wish_round"
    one = N_("wish round")
    key = ("name",)

    name: Mapped[str] = fields.text("Round", required=True, unique=True, width=20)
    opened_on: Mapped[date] = fields.day("Opened on", required=True)
    closes_on: Mapped[date | None] = fields.day("Wishes until")
    decided_on: Mapped[date | None] = fields.day("Decided on", editable=False)
    chair: Mapped[str | None] = fields.text("Chaired by", editable=False, headings=("主持人",))
    seed: Mapped[int | None] = fields.integer("Seed of the lots", editable=False, listed=False)
    steps: Mapped[str | None] = fields.text("Steps of the rule", editable=False, listed=False)

    def check(self) -> None:
        """A round closes on or after the day it opens."""
        if self.closes_on is not None and self.closes_on < self.opened_on:
            raise Refusal(_("The round closes before it opens."), "closes_on")


class WishClaim(Row):
    """One wish as it stood when its round was decided: the minutes are made of these."""

    __tablename__ = "wish_claim"
    __table_args__ = (UniqueConstraint("round_id", "area_id", "manager_id"),)
    one = N_("wish")

    round_id: Mapped[int] = fields.link("Round", "wish_round", required=True)
    area_id: Mapped[int] = fields.link("Area", "area", required=True)
    manager_id: Mapped[int] = fields.link("Customer manager", "manager", required=True)
    wish: Mapped[int] = fields.integer("Wish", required=True, minimum=1, maximum=3)
    familiarity: Mapped[float] = fields.number("Familiarity", required=True, default=0.0, decimals=2)
    months: Mapped[int] = fields.integer("In the role", unit="months", required=True, default=0)
    reads: Mapped[bool] = fields.flag("Reads its meters", required=True, default=False)
    lot: Mapped[int | None] = fields.integer("Lot")
    won: Mapped[bool] = fields.flag("Gets it", required=True, default=False)
    ground: Mapped[str] = fields.choice("Decided by", GROUNDS, required=True, default="only")
