"""``print --scenario``: the forms of a drafted allocation from the command line."""

from datetime import date
from pathlib import Path

from pypdf import PdfReader

from app.kit.store.access import Account
from app.kit.store.database import open_database
from app.kit.store.office import Office
from tests import builders as a
from tests.cli.conftest import Cli, tells


def drawn(file: Path) -> None:
    """A scenario that gives one area to somebody else."""
    database = open_database(str(file))
    office = Office(database, Account("陈主任"), date(2026, 11, 24))
    scenario = a.make(office, "scenario", name="冬季方案", author="陈主任", drawn_on=office.today, terms="{}")
    before, after, area = a.a_manager(office), a.a_manager(office), a.an_area(office, name="翠屏9号公变")
    a.make(office, "planned_move", scenario_id=scenario, area_id=area, before_id=before, manager_id=after)
    database.close()


def test_the_moves_of_a_scenario_are_printed(cli: Cli, file: Path, tmp_path: Path) -> None:
    drawn(file)
    for name in ("moves", "signatures", "notices", "area_notices", "hand_over"):
        out = tmp_path / f"{name}.pdf"
        assert cli("print", name, "--scenario", "冬季方案", "--out", out, "--office", file).code == 0
        assert "翠屏9号公变" in PdfReader(out).pages[0].extract_text()


def test_a_form_without_scenarios_and_an_unknown_scenario_are_told(cli: Cli, file: Path) -> None:
    drawn(file)
    tells(cli("print", "cards", "--scenario", "冬季方案", "--office", file), "made of no scenario")
    tells(cli("print", "moves", "--scenario", "夏季方案", "--office", file), "There is no scenario 夏季方案.")
