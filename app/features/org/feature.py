"""The office itself, as a feature."""

from typing import Any

from app.features.org import changes, queries, rules, sheets
from app.features.org.model import Account, CalendarDay, Department, District, ImportChoice, Setting, Staff
from app.kit.manifest import Act, Feature, Section
from app.kit.store.context import Context
from app.kit.words import N_, RESOURCES


def _nothing(_ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    return {}


def _announced(_ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    text = (RESOURCES / "calendar" / "cn_holidays.csv").read_text(encoding="utf-8")
    return {"days": rules.announced_days(text)}


def _chosen(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    row = ctx.get(Setting, ids[0])
    return {"name": row.name, "value": row.value, "reason": row.reason}


FEATURE = Feature(
    name="org",
    title=N_("Office"),
    rows=(District, Department, Staff, Account, Setting, CalendarDay, ImportChoice),
    listings=(queries.DISTRICTS, queries.DEPARTMENTS, queries.STAFF, queries.CALENDAR, queries.SETTINGS_LIST,
              queries.ACCOUNTS),
    changes=(changes.SetSetting, changes.WriteDefaults, changes.SetCalendar),
    acts=(
        Act(changes.SetSetting, N_("Change the setting"), "settings", _chosen, main=True),
        Act(changes.WriteDefaults, N_("Write down the defaults"), "settings", _nothing, "list", needs_selection=False),
        Act(changes.SetCalendar, N_("Load the announced calendar"), "calendar", _announced, "calendar", main=True,
            needs_selection=False),
    ),
    sheets=(sheets.DISTRICTS, sheets.DEPARTMENTS, sheets.CALENDAR),
    sections=(
        Section("people", "staff", N_("Staff"), 10, listing="staff", icon="people"),
        Section("office", "districts", N_("District offices"), 10, listing="districts"),
        Section("office", "departments", N_("Departments"), 30, listing="departments"),
        Section("office", "calendar", N_("Calendar days"), 40, listing="calendar", icon="calendar"),
        Section("office", "settings", N_("Settings"), 50, page="app.features.org.page.settings:SettingsPage",
                icon="settings"),
        Section("office", "accounts", N_("Accounts"), 60, listing="accounts"),
    ),
)  # fmt: skip
