"""``do``, ``undo``, ``redo``: fields from words, refusals that name them, one step back and forth."""

from pathlib import Path

import pytest

from app.cli.doing import changes
from tests.cli.conftest import Cli, tells


def households(cli: Cli, file: Path) -> int:
    value: int = cli("show", "areas", "0451000001", "--office", file, "--json").json["households"]
    return value


def test_all_changes_are_named_with_their_fields(cli: Cli, file: Path) -> None:
    told = cli("do", "--office", file, "--json").json
    assert set(told) == set(changes())
    assert told["PlanMonth"] == "--month [--managers]"
    assert told["ApplyProposal"] == "in the window only"


def test_a_row_is_edited_undone_and_redone(cli: Cli, file: Path) -> None:
    done = cli("do", "Edit", "--row", "area", "--id", "1", "--households", "99", "--office", file, "--json").json
    assert done["title"] == "Edit: area" and households(cli, file) == 99
    assert "Undo: Edit: area" in cli("undo", "--office", file, "--as", _who(cli, file)).out
    assert households(cli, file) == 80
    assert cli("redo", "--office", file).code == 0
    assert households(cli, file) == 99
    tells(cli("undo", "9999", "--office", file), "The journal has no entry 9999.")
    tells(cli("redo", "--office", file), "There is nothing to redo.")


def _who(cli: Cli, file: Path) -> str:
    author: str = cli("journal", "--office", file, "--json", "--limit", "1").json[0]["author"]
    return author


def test_a_row_is_made_archived_and_restored(cli: Cli, file: Path) -> None:
    made = cli("do", "Create", "--row", "department", "--name", "营销部", "--reply-days", "3", "--office", file,
               "--json").json["result"]  # fmt: skip
    listed = ("list", "departments", "--office", file, "--json")
    assert [row["name"] for row in cli(*listed).json] == ["营销部"]
    assert cli("do", "Archive", "--row", "department", "--ids", made, "--office", file).code == 0
    assert (len(cli(*listed).json), len(cli(*listed, "--archived").json)) == (0, 1)
    assert cli("do", "Restore", "--row", "department", "--ids", made, "--office", file).code == 0
    assert len(cli(*listed).json) == 1


def test_a_link_is_named_by_its_code_or_name_and_a_day_told_from_today(cli: Cli, file: Path) -> None:
    words = ("--areas", "2", "--manager", "韦明", "--since", "today", "--office", file, "--as", "陈主任")
    assert cli("do", "AssignAreas", *words).code == 0
    assert cli("list", "uncovered", "--office", file, "--json").json == []
    assert cli("journal", "--office", file, "--json", "--limit", "1").json[0]["author"] == "陈主任"


REFUSED = {
    "Arcive": "There is no change Arcive. Did you mean Archive? See: pianqu do",
    "Archive": "Say with --row which table: ",
    "Archive --row nope": "Say with --row which table: ",
    "Archive --row area": "Say which rows with --ids N,N.",
    "Archive --row area --ids a": "--ids wants ids such as 3,5, not a.",
    "Archive --row area --ids 999999": "area 999999 no longer exists.",
    "Create --row area --nope 1": "area has no field nope. It has: --code --name",
    "Create --row area --name X": "Area code must be filled in.",
    "Create --row area --name X --code 0451000001": "area 0451000001 exists already.",
    "Edit --row area --households 5": "Say which row with --id N.",
    "Edit --row area --id 999999 --households 5": "area 999999 no longer exists.",
    "Edit --row area --id 1 --households many": "--households: Households is a number; “many” is none.",
    "Edit --row area --id 1 --households -5": "Households lies between 0 and 100,000",
    "Edit --row area --id 1 --version 7": "area has no field version.",
    "Edit --row area --id 1 --name=": "Area name must be filled in.",
    "PlanMonth": "PlanMonth also needs --month.",
    "PlanMonth --month": "--month wants a value behind it; to empty it write --month=",
    "PlanMonth --month --managers 1": "--month wants a value behind it",
    "PlanMonth --month 2026-13": "--month: “2026-13” does not exist in the calendar.",
    "PlanMonth 2026-11": "Write --FIELD VALUE, not 2026-11.",
    "PlanMonth --month 2026-11 --managers 韦明": "--managers wants ids such as 3,5, not 韦明.",
    "PlanMonth --progress 1": "PlanMonth has no field progress. It has: --month [--managers].",
    "EndRole --manager_id nobody --until 2026-12-01": "There is no customer manager nobody.",
    "EndRole --manager_id 1 --until 2026-02-30": "--until: “2026-02-30” does not exist in the calendar.",
    "ApplyProposal": "ApplyProposal can only be made in the window.",
}


@pytest.mark.parametrize("words", REFUSED)
def test_a_wrong_change_is_refused_and_nothing_is_done(cli: Cli, file: Path, words: str) -> None:
    before = cli("journal", "--office", file, "--json", "--limit", "1").out
    tells(cli("do", *words.split(), "--office", file), REFUSED[words])
    assert cli("journal", "--office", file, "--json", "--limit", "1").out == before


def test_a_refused_value_keeps_its_word_for_scripts(cli: Cli, file: Path) -> None:
    said = cli("do", "Edit", "--row", "area", "--id", "1", "--households", "many", "--office", file, "--json")
    assert '"code": "not_a_number"' in said.err


def test_nothing_to_undo_is_said(cli: Cli, empty_office: Path) -> None:
    tells(cli("undo", "--office", empty_office), "There is nothing to undo.")
