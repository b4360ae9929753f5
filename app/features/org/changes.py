"""Orders about the office itself: settings and the announced calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from app.features.org import rules
from app.features.org.model import CalendarDay, Setting
from app.features.org.queries import SETTING_NAMES
from app.features.org.rules import SETTINGS, Announced
from app.kit.errors import Refusal
from app.kit.fields import Kind
from app.kit.store.change import Change, wants
from app.kit.store.context import Context
from app.kit.words import N_, _


@dataclass(frozen=True)
class SetSetting(Change):
    """Give a setting a value and say where the value is from."""

    title: ClassVar[str] = N_("Set: {setting} = {value}")
    permission: ClassVar[str] = "org.settings"
    name: str = wants(Setting.name, kind=Kind.CHOICE, choices=SETTING_NAMES)
    value: str = wants(Setting.value)
    reason: str | None = wants(Setting.reason, None)

    def subject(self) -> Mapping[str, object]:
        return {"setting": rules.spec_of(self.name).label, "value": self.value}

    def apply(self, ctx: Context) -> None:
        value = str(rules.spec_of(self.name).parse(self.value))
        row = ctx.session.scalars(select(Setting).filter_by(name=self.name)).one_or_none()
        if row is None:
            ctx.add(Setting(name=self.name, value=value, reason=self.reason))
            return
        row.value, row.reason, row.archived_on = value, self.reason, None


@dataclass(frozen=True)
class WriteDefaults(Change):
    """Write every default that is not set yet into the list of settings, with its source."""

    title: ClassVar[str] = N_("Write down the default settings")
    permission: ClassVar[str] = "org.settings"

    def apply(self, ctx: Context) -> int:
        known = set(ctx.session.scalars(select(Setting.name)))
        fresh = [spec for spec in SETTINGS if spec.name not in known]
        ctx.insert(Setting, [
            {"name": spec.name, "value": str(spec.default), "reason": _(spec.source)} for spec in fresh
        ])  # fmt: skip
        return len(fresh)


@dataclass(frozen=True)
class SetCalendar(Change):
    """Take in the announced days off and worked weekends; the years they speak of are replaced."""

    title: ClassVar[str] = N_("Load the announced calendar: {years}")
    permission: ClassVar[str] = "calendar.import"
    days: tuple[Announced, ...]

    def subject(self) -> Mapping[str, object]:
        return {"years": ", ".join(map(str, rules.years_of(self.days)))}

    def apply(self, ctx: Context) -> int:
        wanted = {each.day: each for each in self.days}
        if len(wanted) != len(self.days):
            raise Refusal(_("A day stands twice in the calendar."), "days")
        years = set(rules.years_of(self.days))
        known = {row.day: row for row in ctx.session.scalars(select(CalendarDay)) if row.day.year in years}
        for day, row in known.items():
            if day in wanted:
                row.mark, row.name, row.archived_on = wanted[day].mark, wanted[day].name, None
            else:
                ctx.session.delete(row)
        fresh = [each for day, each in wanted.items() if day not in known]
        ctx.insert(CalendarDay, [{"day": each.day, "mark": each.mark, "name": each.name} for each in fresh])
        return len(wanted)
