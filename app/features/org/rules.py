"""The office's settings with the source of each value, ages, and the announced calendar."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.kit.errors import Refusal
from app.kit.words import N_, _

Value = float | int | str
NUMBER, INTEGER, TEXT = "number", "integer", "text"
TRADE = N_("general field knowledge; measure your own")
OFFICE = N_("the office decides")


@dataclass(frozen=True)
class SettingSpec:
    """A setting: its stable name, label, kind (number, integer, text), default, unit, and where the default is from."""

    name: str
    label: str
    kind: str
    default: Value
    unit: str = ""
    source: str = TRADE
    low: float = 0
    high: float = 1_000_000
    options: tuple[str, ...] = ()
    """The words a text setting takes; empty for any."""

    def parse(self, text: str) -> Value:
        """The value typed as ``text``; raises a Refusal that says what is expected."""
        if self.kind == TEXT:
            return self._word(text.strip())
        try:
            value: float = int(text) if self.kind == INTEGER else float(text)
        except ValueError:
            told = _("{setting} must be a number, not {text}.", setting=_(self.label), text=text)
            raise Refusal(told, "value") from None
        if not self.low <= value <= self.high:
            raise Refusal(
                _("{setting} must lie between {low} and {high}.", setting=_(self.label), low=f"{self.low:g}",
                  high=f"{self.high:g}"), "value")  # fmt: skip
        return value

    def _word(self, text: str) -> str:
        if self.options and text not in self.options:
            told = _("{setting} is one of {options}, not {text}.", setting=_(self.label), text=text,
                     options=", ".join(self.options))  # fmt: skip
            raise Refusal(told, "value")
        return text


def _days(kind: str, label: str, default: int, source: str = TRADE) -> SettingSpec:
    return SettingSpec(f"request.days.{kind}", label, INTEGER, default, N_("working days"), source, 0, 60)


def _months(category: str, label: str) -> SettingSpec:
    return SettingSpec(f"visit.months.{category}", label, INTEGER, 0, N_("months"),
                       N_("rule D1: each category may have its own"), 0, 12)  # fmt: skip


def _band(name: str, label: str, default: int) -> SettingSpec:
    return SettingSpec(f"appraisal.band.{name}", label, NUMBER, default, N_("points"), OFFICE, 0, 120)


def _rater(name: str, label: str, default: int) -> SettingSpec:
    return SettingSpec(f"appraisal.rater.{name}", label, NUMBER, default, "%", N_("rule E13: several raters"), 0, 100)


def _step(place: int, label: str, default: str) -> SettingSpec:
    return SettingSpec(f"wishes.step.{place}", label, TEXT, default, source=N_("rule A4: wishes first"),
                       options=("wish", "familiarity", "tenure", "reading", "none"))  # fmt: skip


def _hours(name: str, label: str, default: float, source: str = OFFICE) -> SettingSpec:
    return SettingSpec(f"allocation.{name}", label, NUMBER, default, N_("h/month"), source, 0, 1000)


_STABLE, _NEAR, _CLOSE = N_("rule A8: every move has its price"), N_("rule A7: short ways"), N_("rule A5: known areas")
_ALLOCATION = (
    _hours("overload", N_("Price of an hour above a manager's capacity"), 4.0),
    _hours("uneven", N_("Price of an hour away from an even share"), 0.5),
    _hours("peak", N_("Price of the largest deviation, for 100 %"), 40.0),
    SettingSpec("allocation.band", N_("Deviation that still counts as even"), NUMBER, 5.0, "%", OFFICE, 0, 100),
    _hours("move", N_("Price of taking an area from its manager"), 1.0, _STABLE),
    _hours("move.year", N_("Added for every year he has had it"), 0.5, _STABLE),
    _hours("move.trust", N_("Added for every year a representative has known him"), 0.2, _STABLE),
    _hours("move.recent", N_("Added where it changed hands within a year"), 2.0, _STABLE),
    _hours("km", N_("Price of a kilometre to a manager's areas"), 0.05, _NEAR),
    _hours("border", N_("Price of an area of another district office"), 6.0, _NEAR),
    _hours("village", N_("Price of a further manager in a village"), 0.8, _NEAR),
    _hours("whole", N_("Price of splitting what is wished whole"), 5.0, _NEAR),
    _hours("stranger", N_("Price of an area the manager does not know"), 0.5, _CLOSE),
    SettingSpec("allocation.absent", N_("No new areas for who is away longer than"), INTEGER, 30, N_("days"), OFFICE,
                0, 3650),
    SettingSpec("allocation.vehicle", N_("Mountain areas need a vehicle (yes, no)"), TEXT, "yes", source=OFFICE,
                options=("yes", "no")),
)  # fmt: skip

_BAND = N_("rule A15: up to 150 households, 151 to 180 watched; power in percent of the working hours: 100, 110")
_PROMISE = N_("a service promise published in 2023")
SETTINGS: tuple[SettingSpec, ...] = (
    SettingSpec("office.name", N_("Name of the office in print"), TEXT, "", source=OFFICE),
    SettingSpec("office.profile", N_("Trade"), TEXT, "power", source=OFFICE),
    SettingSpec("office.demo", N_("Demo data"), TEXT, "", source=OFFICE),
    SettingSpec("household.minutes", N_("Work per household and month"), NUMBER, 3.0, N_("min"), high=600),
    SettingSpec("visit.minutes.on_site", N_("A visit on site"), NUMBER, 20.0, N_("min"), high=480),
    SettingSpec("visit.minutes.phone", N_("A visit by telephone"), NUMBER, 7.0, N_("min"), high=480),
    SettingSpec("visit.day_minutes", N_("Visiting time of a day"), NUMBER, 300.0, N_("min"), low=30, high=720),
    SettingSpec("request.minutes", N_("Work per request"), NUMBER, 45.0, N_("min"), high=2400),
    SettingSpec("travel.speed", N_("Travelling speed"), NUMBER, 25.0, "km/h", low=1, high=120),
    SettingSpec("travel.detour", N_("Road per kilometre as the crow flies"), NUMBER, 1.4, "km", low=1, high=5),
    SettingSpec("travel.unknown", N_("Way assumed where none is known"), NUMBER, 6.0, "km", high=200),
    SettingSpec("terrain.plain", N_("Terrain factor, plain"), NUMBER, 1.0, low=0.5, high=5),
    SettingSpec("terrain.hills", N_("Terrain factor, hills"), NUMBER, 1.2, low=0.5, high=5),
    SettingSpec("terrain.mountains", N_("Terrain factor, mountains"), NUMBER, 1.5, low=0.5, high=5),
    SettingSpec("working.hours", N_("Working hours of a month"), NUMBER, 166.6, "h",
                N_("20.83 working days of 8 hours"), 1, 744),
    SettingSpec("load.ceiling", N_("Hours a month of a manager (0: the working hours)"), NUMBER, 0.0, "h", OFFICE, 0,
                744),
    SettingSpec("load.fair", N_("Load that is reasonable, up to (0: the trade's)"), NUMBER, 0.0, source=_BAND),
    SettingSpec("load.most", N_("Load that is too much, above (0: the trade's)"), NUMBER, 0.0, source=_BAND),
    *_ALLOCATION,
    SettingSpec("visit.months", N_("A representative is visited every"), INTEGER, 1, N_("months"),
                N_("rule D1: once a month"), 1, 12),
    _months("cadre", N_("Own period, village cadres (0: as everybody)")),
    _months("helper", N_("Own period, public-spirited persons (0: as everybody)")),
    _months("earner", N_("Own period, rural entrepreneurs (0: as everybody)")),
    _months("deputy", N_("Own period, People's Congress deputies (0: as everybody)")),
    _months("cppcc", N_("Own period, CPPCC members (0: as everybody)")),
    _months("other", N_("Own period, others (0: as everybody)")),
    SettingSpec("visit.window", N_("Visit window, days around the reading day"), INTEGER, 3, N_("days"), OFFICE, 0, 15),
    SettingSpec("visit.distant", N_("Telephone visits count (outside, always, never)"), TEXT, "outside",
                source=N_("rule D5: outside one's own reading area"), options=("outside", "always", "never")),
    SettingSpec("reading.first", N_("Reading window, first day"), INTEGER, 1, source=OFFICE, low=1, high=31),
    SettingSpec("reading.last", N_("Reading window, last day"), INTEGER, 8, source=OFFICE, low=1, high=31),
    _days("outage", N_("Promise: outage"), 1),
    _days("low_voltage", N_("Promise: low voltage"), 5),
    _days("bill", N_("Promise: bill and tariff"), 3),
    _days("metering", N_("Promise: metering"), 5, _PROMISE),
    _days("safety", N_("Promise: safety"), 3),
    _days("connection", N_("Promise: connection"), 5, _PROMISE),
    _days("service", N_("Promise: service"), 5),
    _days("other", N_("Promise: other"), 5),
    SettingSpec("request.soon", N_("Remind before a promise ends"), INTEGER, 2, N_("days"), OFFICE, 0, 30),
    SettingSpec("term.years", N_("Term of a representative"), INTEGER, 2, N_("years"),
                N_("usual two-year term"), 1, 10),
    SettingSpec("certificate.warning", N_("Remind before a certificate ends"), INTEGER, 60, N_("days"), OFFICE, 0, 365),
    SettingSpec("training.yearly", N_("Trainings a year, at least"), INTEGER, 1, N_("times"),
                N_("rule G1: at least once a year"), 0, 50),
    _band("excellent", N_("Lowest total, excellent"), 95),
    _band("good", N_("Lowest total, good"), 85),
    _band("pass", N_("Lowest total, pass"), 75),
    _rater("self", N_("Weight of the rater, self"), 10),
    _rater("customers", N_("Weight of the rater, customers"), 30),
    _rater("supervisor", N_("Weight of the rater, supervisor"), 50),
    _rater("peers", N_("Weight of the rater, peers"), 10),
    _step(1, N_("Several wish for an area: decided first by"), "wish"),
    _step(2, N_("Several wish for an area: then by"), "familiarity"),
    _step(3, N_("Several wish for an area: thirdly by"), "tenure"),
    _step(4, N_("Several wish for an area: fourthly by"), "reading"),
    SettingSpec("card.layout", N_("Layout of the business cards"), TEXT, "standard", source=OFFICE),
)  # fmt: skip
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Office"), ("office.", "card.")),
    (N_("Workload"), ("household.", "visit.minutes.", "visit.day_minutes", "request.minutes", "travel.", "terrain.",
                      "working.", "load.")),
    (N_("Wishes"), ("wishes.",)),
    (N_("Allocation"), ("allocation.",)),
    (N_("Visits and meter reading"), ("visit.", "reading.")),
    (N_("Requests"), ("request.",)),
    (N_("Terms, certificates, training"), ("term.", "certificate.", "training.")),
    (N_("Appraisal"), ("appraisal.",)),
)  # fmt: skip
"""Groups in the order a page shows them: a setting belongs to the first that has a beginning of its name."""
_BY_NAME = {spec.name: spec for spec in SETTINGS}


def spec_of(name: str) -> SettingSpec:
    """The setting called ``name``; a Refusal in words if there is none."""
    found = _BY_NAME.get(name)
    if found is None:
        raise Refusal(_("There is no setting {name}.", name=name), "name")
    return found


def grouped() -> list[tuple[str, tuple[SettingSpec, ...]]]:
    """Every setting under the heading of its group."""
    homes = {spec.name: next(title for title, begins in GROUPS if spec.name.startswith(begins)) for spec in SETTINGS}
    return [(title, tuple(spec for spec in SETTINGS if homes[spec.name] == title)) for title, _begins in GROUPS]


def age(born: date | str | None, today: date) -> int | None:
    """Completed years; a month ``YYYY-MM`` counts from its first day."""
    if not born:
        return None
    day = born if isinstance(born, date) else date.fromisoformat(f"{born}-01")
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


@dataclass(frozen=True)
class Announced:
    """One announced day: off (休) or a weekend day worked (班)."""

    day: date
    mark: str
    name: str


def announced_days(text: str) -> tuple[Announced, ...]:
    """The calendar in CSV form (date, name, kind 休/班); raises a Refusal at the first line that is none."""
    marks = {"休": "off", "班": "worked"}
    found = []
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        try:
            found.append(Announced(date.fromisoformat(row["date"]), marks[row["kind"]], row["name"]))
        except (KeyError, ValueError, TypeError):
            raise Refusal(_("Line {line} of the calendar is no announced day.", line=line)) from None
    return tuple(found)


def years_of(days: Iterable[Announced]) -> list[int]:
    """The years for which something is announced, in order."""
    return sorted({each.day.year for each in days})
