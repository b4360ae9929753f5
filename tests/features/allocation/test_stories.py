"""What the drawer tells of an area and of a manager: workload by cause, tenure bars, what was got and given."""

from datetime import date

from sqlalchemy import event

from app.features.allocation.changes import AssignAreas, HandOver
from app.features.allocation.queries.stories import area_story, manager_story
from app.features.org.changes import SetSetting
from app.kit.store.office import Office
from tests import builders as make

FIRST, LATER = date(2024, 11, 24), date(2026, 5, 24)


def test_an_area_tells_its_workload_by_cause_and_who_served_it_how_long(office: Office) -> None:
    one, two = make.a_manager(office), make.a_manager(office)
    area = make.an_area(office, households=60, distance=5.0, terrain="hills")
    office.do(AssignAreas((area,), one, FIRST))
    office.do(HandOver((area,), two, LATER, "balance", "陈主任", "负荷偏重"))
    story = office.ask(area_story, area)
    facts = dict(story.facts)
    assert facts["· Households"] == "3.6 h (80%) = 60 × 3 min × 1.2"
    assert facts["· Travel"].endswith("= 1.0 × 2 × 5.0 km at 25 km/h × 1.2")
    assert "measure your own" in facts["Figures"]
    now, before = story.events
    assert "until today, 6.0 months" in now.text and "陈主任" in now.text and now.state == "ok"
    assert f"until {LATER}, 17.9 months" in before.text
    assert before.bar == 1.0 and 0.3 < now.bar < 0.35


def test_the_source_of_a_figure_is_the_offices_own_where_it_has_one(office: Office) -> None:
    area = make.an_area(office, distance=None, longitude=None, latitude=None)
    office.do(SetSetting("household.minutes", "6", "measured in March"))
    facts = dict(office.ask(area_story, area).facts)
    assert "measured in March" in facts["Figures"] and "measure your own" in facts["Figures"]
    assert facts["Way"] == "no distance known, 6 km assumed"


def test_the_story_of_an_area_reads_that_area_alone(office: Office) -> None:
    areas = [make.an_area(office, longitude=None, latitude=None) for _ in range(40)]
    for area in areas:
        make.a_representation(office, area_id=area)

    loaded: list[str] = []

    def note(_connection: object, cursor: object, statement: str, *_more: object) -> None:
        loaded.append(statement)

    event.listen(office.database.engine, "after_cursor_execute", note)
    office.ask(area_story, areas[7])
    event.remove(office.database.engine, "after_cursor_execute", note)
    about_areas = [one for one in loaded if "FROM area " in one or "FROM representation" in one]
    assert about_areas and all("WHERE" in one for one in about_areas)
    assert all(" IN (" in one or "area.id = ?" in one or "feeder_id = ?" in one for one in about_areas)


def test_a_manager_tells_what_he_holds_got_and_gave(office: Office) -> None:
    one = make.a_manager(office)
    two = make.a_manager(office, staff_id=make.a_staff(office, name="莫建军"))
    areas = tuple(make.an_area(office, name=f"翠屏{n}号公变", households=100) for n in range(3))
    office.do(AssignAreas(areas, one, FIRST))
    office.do(HandOver(areas[:2], two, LATER, "newcomer", "陈主任"))
    story = office.ask(manager_story, one)
    facts = dict(story.facts)
    assert facts["Areas"] == "1" and "reasonable" in facts["Workload"] and "%" in facts["· Visits"]
    gave, got = story.events
    assert (gave.at, gave.text.splitlines()) == (
        str(LATER), ["gave to 莫建军 · new manager · 陈主任", "翠屏0号公变, 翠屏1号公变"]
    )  # fmt: skip
    assert got.at == str(FIRST) and got.text.startswith("got · first assignment")
    heir = office.ask(manager_story, two)
    assert heir.events[0].text.startswith("got from 韦明")


def test_a_manager_with_nothing_has_a_story_too(office: Office) -> None:
    story = office.ask(manager_story, make.a_manager(office))
    assert dict(story.facts)["Areas"] == "0" and story.events == ()
