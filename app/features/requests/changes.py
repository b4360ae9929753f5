"""Orders about requests: raise, route, answer, close, reopen, escalate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.features.areas.model import Area
from app.features.org.model import Department
from app.features.org.queries import workdays
from app.features.requests import rules
from app.features.requests.model import Request
from app.features.requests.queries import next_code, promise
from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.store.change import Change, wants
from app.kit.store.context import Context
from app.kit.words import N_, _

_REQUEST = Field(N_("Request"), Kind.LINK, required=True, to="request", editable=False)


def _open(ctx: Context, id_: int) -> Request:
    """The request, unless it is closed."""
    found = ctx.get(Request, id_)
    if found.closed_on is not None:
        raise Refusal(_("Request {code} is closed. Reopen it first.", code=found.code), "request_id")
    return found


@dataclass(frozen=True)
class RaiseRequest(Change):
    """Take in a need or problem; without a promise given, the office's working days for its kind hold (B7–B9)."""

    title: ClassVar[str] = N_("Raise a request")
    permission: ClassVar[str] = "requests.create"
    area_id: int = wants(Request.area_id)
    kind: str = wants(Request.kind)
    content: str = wants(Request.content)
    raised_on: date = wants(Request.raised_on)
    raised_by_id: int | None = wants(Request.raised_by_id, None)
    raised_name: str | None = wants(Request.raised_name, None)
    behalf: str | None = wants(Request.behalf, None)
    origin: str = wants(Request.origin, "visit")
    origin_no: str | None = wants(Request.origin_no, None)
    nature: str = wants(Request.nature, "problem")
    due_on: date | None = wants(Request.due_on, None)
    department_id: int | None = wants(Request.department_id, None)

    def apply(self, ctx: Context) -> int:
        ctx.get(Area, self.area_id)
        if self.raised_on > ctx.today:
            raise Refusal(_("A request cannot be raised on a day to come."), "raised_on")
        due_on = self.due_on or promise(ctx, self.kind, self.raised_on)
        if due_on < self.raised_on:
            raise Refusal(_("The promise ends before the request was raised."), "due_on")
        values: dict[str, Any] = {
            "area_id": self.area_id, "kind": self.kind, "content": self.content, "raised_on": self.raised_on,
            "raised_by_id": self.raised_by_id, "raised_name": self.raised_name, "behalf": self.behalf,
            "origin": self.origin, "origin_no": self.origin_no, "nature": self.nature,
            "department_id": self.department_id,
        }  # fmt: skip
        made = Request(code=next_code(ctx, self.raised_on), due_on=due_on, **values)
        ctx.add(made)
        ctx.flush()
        return made.id


@dataclass(frozen=True)
class RouteRequest(Change):
    """Hand requests to a department; a remark tells when its reply time ends after the promise (A11, I3)."""

    title: ClassVar[str] = N_("Route {count} requests")
    permission: ClassVar[str] = "requests.route"
    request_ids: tuple[int, ...]
    department_id: int = wants(Request.department_id, required=True)

    def subject(self) -> Mapping[str, object]:
        return {"count": len(self.request_ids)}

    def apply(self, ctx: Context) -> None:
        department = ctx.get(Department, self.department_id)
        calendar = workdays(ctx)
        for id_ in self.request_ids:
            found = _open(ctx, id_)
            found.department_id = department.id
            days = department.reply_days
            if days is None or found.due_on is None:
                continue
            if rules.promised_for(ctx.today, days, calendar) > found.due_on:
                ctx.remarks.append(
                    _("{department} replies within {days} working days: after the promise of {code}.",
                      department=department.name, days=days, code=found.code))  # fmt: skip


@dataclass(frozen=True)
class AnswerRequest(Change):
    """Write down the answer given to the customer (B9)."""

    title: ClassVar[str] = N_("Answer a request")
    permission: ClassVar[str] = "requests.record"
    request_id: int = wants(_REQUEST)
    answer: str = wants(Request.answer, required=True, listed=True)
    answered_on: date = wants(Request.answered_on, required=True)

    def apply(self, ctx: Context) -> None:
        found = _open(ctx, self.request_id)
        if not self.answer.strip():
            raise Refusal(_("Write down what was answered."), "answer")
        if self.answered_on < found.raised_on:
            raise Refusal(_("The answer is older than the request."), "answered_on")
        found.answer, found.answered_on = self.answer.strip(), self.answered_on


@dataclass(frozen=True)
class CloseRequest(Change):
    """Close an answered request, with the customer's confirmation and satisfaction (B9)."""

    title: ClassVar[str] = N_("Close a request")
    permission: ClassVar[str] = "requests.record"
    request_id: int = wants(_REQUEST)
    closed_on: date = wants(Request.closed_on, required=True)
    confirmed: bool = wants(Request.confirmed, True)
    satisfaction: int | None = wants(Request.satisfaction, None)

    def apply(self, ctx: Context) -> None:
        found = _open(ctx, self.request_id)
        if not found.answer:
            raise Refusal(_("Request {code} has no answer yet. Answer it first.", code=found.code), "request_id")
        found.closed_on, found.confirmed, found.satisfaction = self.closed_on, self.confirmed, self.satisfaction
        if not self.confirmed:
            ctx.remarks.append(_("{code} was closed without the customer's confirmation: call back.", code=found.code))


@dataclass(frozen=True)
class Reopen(Change):
    """Open a closed request again because the matter is not settled; its answer stays."""

    title: ClassVar[str] = N_("Reopen a request")
    permission: ClassVar[str] = "requests.record"
    request_id: int = wants(_REQUEST)
    reason: str = wants(Request.reopened_for, required=True, editable=True)

    def apply(self, ctx: Context) -> None:
        found = ctx.get(Request, self.request_id)
        if found.closed_on is None:
            raise Refusal(_("Request {code} is not closed.", code=found.code), "request_id")
        found.closed_on, found.confirmed, found.satisfaction = None, None, None
        found.reopened_for = self.reason


@dataclass(frozen=True)
class Escalate(Change):
    """Give requests to the next level up: they no longer count as settled at the lowest level (A17)."""

    title: ClassVar[str] = N_("Escalate {count} requests")
    permission: ClassVar[str] = "requests.route"
    request_ids: tuple[int, ...]
    department_id: int | None = wants(Request.department_id, None)

    def subject(self) -> Mapping[str, object]:
        return {"count": len(self.request_ids)}

    def apply(self, ctx: Context) -> None:
        for id_ in self.request_ids:
            found = _open(ctx, id_)
            found.escalated = True
            if self.department_id is not None:
                found.department_id = self.department_id
