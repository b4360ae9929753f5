"""``allocate``: figures, moves with their reasons, scenarios, and refusals in words."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli, tells


def test_who_serves_what_nobody_serves_is_told_with_gap_and_reason(cli: Cli, file: Path) -> None:
    said = cli("allocate", "--ask", "rest", "--seconds", "3", "--office", file)
    assert said.code == 0 and "1 of 2 areas change hands; proven gap 0.00%" in said.out
    assert "0451000002" in said.out and "韦明: " in said.out and "variation 0.000" in said.out
    answer = cli("allocate", "--ask", "rest", "--seconds", "1", "--office", file, "--json")
    assert [move["after"] for move in answer.json["moves"]] == ["G1"]
    assert len(cli("list", "uncovered", "--office", file, "--json").json) == 1


def test_the_answer_is_saved_as_a_scenario_and_goes_its_way_by_command(cli: Cli, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.json"
    assert str(out) in cli("allocate", "--ask", "rest", "--save", "方案一", "--json", out, "--office", file).out
    answer = json.loads(out.read_text(encoding="utf-8"))
    moved = answer["moves"][0]
    assert (moved["area"], moved["before"], moved["after"], moved["second"]) == ("0451000002", None, "G1", None)
    assert answer["gap"] == 0 and answer["scenario"] == 1
    listed = cli("list", "scenarios", "--office", file, "--json").json
    assert [(row["name"], row["state"], row["moves"]) for row in listed] == [("方案一", "draft", 1)]
    approval = ("--approver", "陈主任", "--effective-on", "2026-12-01")
    for words in (("SubmitScenario",), ("ApproveScenario", *approval), ("ApplyScenario",)):
        said = cli("do", words[0], "--id", "1", *words[1:], "--office", file)
        assert said.code == 0, said.err
    assert cli("list", "uncovered", "--office", file, "--json").json == []


@pytest.mark.parametrize(("words", "told"), [
    (("--ask", "leaver"), "Say which managers leave or are new."),
    (("--ask", "leaver", "--manager", "nobody"), "There is no customer manager nobody."),
    (("--ask", "leaver", "--manager", "韦明"), "Nobody is left to take the areas."),
    (("--ask", "odd"), "--ask cannot be odd. There are: rest, even, anew"),
    (("--moves", "many"), "--moves is a whole number; many is none."),
])  # fmt: skip
def test_what_cannot_be_asked_is_refused(cli: Cli, file: Path, words: tuple[str, ...], told: str) -> None:
    tells(cli("allocate", *words, "--office", file), told)
